/** Days on which a decision was begun, taken and entered, as the rules about time look at it. */

import { TAKEN } from '../../kinds/decision/procedure.ts'
import type { DecisionState } from '../../kinds/decision/state.ts'
import type { DateText } from '../../record/date.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'
import type { Subject } from '../rule.ts'
import { dayOf, type Zoned } from './dates.ts'
import { entriesOf } from './inputs.ts'

/** Date of its beginning: its proposal, else its initiation. Null when neither is dated. */
export function begunAt({ proposedAt, steps }: DecisionState): DateText | null {
  if (proposedAt !== null) return proposedAt
  const initiation = steps.find(({ type }) => type === 'initiation')
  return initiation?.startedAt ?? initiation?.concludedAt ?? null
}

/** True when it was adopted, and is as far as an adopted decision is. */
export function isAdopted({ ruling, status }: DecisionState): boolean {
  return ruling?.outcome === 'adopted' && TAKEN.has(status)
}

/** The day on which it was decided; null when that is not known to the day. */
export function dayDecided(calendar: Zoned, { ruling }: DecisionState): string | null {
  return ruling?.decidedAt === undefined ? null : dayOf(calendar, ruling.decidedAt)
}

export interface Entered {
  index: number
  decidedAt: DateText
  /** Instant at which the ledger took it in. */
  recorded: string
}

/** The entry that first said that it was decided; null when none says so in public. */
export function entered(subject: Subject<DecisionState>): Entered | null {
  const entry = entriesOf(subject, 'decided').find(({ body }) => body !== null)
  if (entry === undefined) return null
  const decidedAt = textOrNull(own(objectOf(entry.body ?? undefined), 'decidedAt'))
  return {
    index: entry.index,
    decidedAt: decidedAt ?? entry.envelope.occurred,
    recorded: entry.envelope.recorded,
  }
}

/** True when it declares itself to be history that was logged from elsewhere. */
export function isBackloaded({ backloaded, source }: DecisionState): boolean {
  return backloaded === true || source !== null
}
