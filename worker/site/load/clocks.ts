/** Loads the page that computes deadlines: what was asked, and what it comes to or why it cannot be computed. */
import { type AskedFields, askedFields, type ClocksData } from '../../../web/components/clock/asked.ts'
import { readAsked, readDay } from '../../domain/clock/asked.ts'
import { clockOf } from '../../domain/clock/clock.ts'
import { clockProfileView } from '../../domain/clock/view.ts'
import { Problem } from '../../domain/record/problem.ts'
import { type Ask, type From, type Loaded, NONE } from './common.ts'

/** The clock that the form offers first. */
const USUAL = 'ogi'

/** Letters of one field that are read. */
const LONGEST = 60

/** The pauses of the form as one text, as the API takes them; the second of a pair alone is told as such. */
function pausesOf({ from1, to1, from2, to2, ground }: AskedFields): string | null {
  const pairs = [
    [from1, to1],
    [from2, to2],
  ].filter(([from, to]) => from !== null || to !== null)
  const code = ground === null ? '' : `${ground}:`
  return pairs.length === 0 ? null : pairs.map(([from, to]) => `${code}${from ?? ''}/${to ?? ''}`).join(',')
}

/**
 * Page that computes a deadline. It takes the fields of its form as queries, each cut to a length; an unknown
 * profile is the usual one.
 */
export async function loadClocks({ reading }: From, ask: Ask): Promise<Loaded<ClocksData>> {
  const asked = Object.fromEntries(
    askedFields.map((name) => [name, ask(name)?.trim().slice(0, LONGEST) || null]),
  ) as AskedFields
  const { clocks, days, calendarName } = reading
  const chosen = asked.profile ?? USUAL
  const pauses = pausesOf(asked)
  const data: ClocksData = {
    profiles: clocks.all.map(clockProfileView),
    asked: { ...asked, profile: clocks.all.some(({ id }) => id === chosen) ? chosen : USUAL },
    pauses,
    result: null,
    problem: null,
    today: reading.today(),
  }
  const isAsked = askedFields.some((name) => name !== 'profile' && asked[name] !== null)
  try {
    if (asked.profile !== null) clocks.profile(asked.profile, null)
    if (isAsked) {
      const { profile, events } = readAsked(clocks, { ...asked, profile: chosen, pauses })
      const asOf = readDay(asked.asOf, 'asOf') ?? data.today
      data.result = {
        profile: clockProfileView(profile),
        clock: clockOf(profile, events, days, asOf),
        asOf,
        calendar: calendarName,
        rests: false,
      }
      const { due } = data.result.clock
      data.result.rests = due !== null && profile.unit !== 'working' && days.isWorkingDay(due) === false
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    data.problem = { field: error.field ?? null, words: error.words }
  }
  return { data, check: NONE, names: new Map() }
}
