/** Loads the page of a consultation, with what became of every comment. */
import type { ShownClock } from '../../../web/components/clock/ClockNote.tsx'
import type { ConsultationData } from '../../../web/pages/Consultation.tsx'
import type { Clock } from '../../domain/clock/clock.ts'
import { reportFrom, saidOf } from '../../domain/kinds/consultation/adoption.ts'
import { clocksOfConsultation } from '../../domain/kinds/consultation/clock.ts'
import { disagrees, phaseOf } from '../../domain/kinds/consultation/phase.ts'
import { inParts } from '../../services/turns.ts'
import { type Ask, type From, type Loaded, mentions, namesOf } from './common.ts'
import { checkOf, seen } from './seen.ts'

/** Page of a consultation; null when there is none. It takes the queries of `seen`. */
export async function loadConsultation(
  from: From,
  ask: Ask,
  id: string,
): Promise<Loaded<ConsultationData> | null> {
  const { reading } = from
  const found = await seen(from, id, 'consultation', ask)
  if (found === null) return null
  const { record, moments, stood } = found
  const { state } = record
  if (state.kind !== 'consultation') return null
  const today = stood?.at.includes('-') ? stood.at : reading.today()
  const { calendar, clocks } = { calendar: reading.days, clocks: reading.clocks }
  const counted = clocksOfConsultation(state, { clocks, calendar, today })
  const shown = (clock: Clock | null): ShownClock | null =>
    clock === null ? null : { clock, profile: clocks.profile(clock.profile, clock.start ?? today) }
  const adoption = await inParts(reportFrom(state, (await reading.commentsOn(id)).map(saidOf)))
  return {
    data: {
      ...found,
      state,
      phase: phaseOf(state, today),
      disagrees: disagrees(state, today),
      clocks: { open: shown(counted.open), report: shown(counted.report) },
      // As it once stood, it shows what its report then said, and no comment that came in since.
      adoption: stood === null ? adoption : { ...adoption, unsorted: [] },
    },
    check: checkOf(found),
    names: await namesOf(from, mentions(state, moments)),
  }
}
