/** A period as somebody asks for it, in an address or on a form. */
import { readDay } from '../clock/asked.ts'
import { refuse } from '../record/guard.ts'

export interface Period {
  /** First and last day, `YYYY-MM-DD`. */
  from: string
  to: string
  /** The day for which is asked: what happened later is not known. */
  asOf: string
}

/** Days as text; nothing is left out by an empty one. */
export interface AskedPeriod {
  from?: string | null | undefined
  to?: string | null | undefined
  asOf?: string | null | undefined
}

/**
 * The period that was asked for. Left out, it is asked for today, ends on the day for which is asked, and begins with
 * the year of its end.
 *
 * @throws Problem `invalid` for a text that is no day, and for an end before the beginning
 */
export function readPeriod(asked: AskedPeriod, today: string): Period {
  const asOf = readDay(asked.asOf, 'asOf') ?? today
  const to = readDay(asked.to, 'to') ?? asOf
  const from = readDay(asked.from, 'from') ?? `${to.slice(0, 4)}-01-01`
  if (to < from)
    throw refuse(
      'invalid',
      `止日 ${to} 早于起日 ${from}：止日应不早于起日。`,
      `The end ${to} is before the beginning ${from}: it should be that day or a later one.`,
      'to',
    )
  return { from, to, asOf }
}
