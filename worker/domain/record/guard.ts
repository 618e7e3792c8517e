/** Guards that every kind shares. Each says in words what is wrong and what would be right. */
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import { canonicalCopy } from '../../ledger/canonical-copy.ts'
import { dayNumber, earliest, isDateText, latest } from './date.ts'
import type { Draft } from './event.ts'
import { objectOf } from './json.ts'
import { Problem, type ProblemCode } from './problem.ts'
import { grounds } from './vocabulary.ts'
import { dayAt } from './zone.ts'

/** The circumstances of a decision: its days, and whether it is withheld. */
export interface Deciding {
  /** Business time as claimed. */
  occurred: string
  /** The calendar day on which it is being recorded. */
  today: string
  /** The time zone in which that day begins, and in which the day of an instant is looked for; UTC where it is not given. */
  zone?: string | undefined
  visibility?: 'public' | 'sealed' | undefined
  ground?: string | undefined
  review?: string | undefined
}

/**
 * Problem to throw, with its words in both languages and the field it is about.
 *
 * @param field path in the request, as `step/heldAt`
 */
export function refuse(code: ProblemCode, zh: string, en: string, field?: string): Problem {
  return new Problem(code, { ...(field === undefined ? {} : { field }), words: { zh, en } })
}

/** Refuses a day that lies ahead; one that is long past is recorded, and shows when it was. */
export function requireOccurred({ occurred, today, zone = 'UTC' }: Deciding): void {
  if (!isDateText(occurred)) {
    throw refuse(
      'invalid',
      '发生时间应为日期，如 2026、2026-03 或 2026-03-05。',
      'The time of the event must be a date such as 2026, 2026-03 or 2026-03-05.',
      'occurred',
    )
  }
  if (dayNumber(earliest(dayAt(zone, occurred))) > dayNumber(today)) {
    throw refuse(
      'invalid',
      `发生时间 ${occurred} 晚于今天（${today}）：尚未发生的事不能入账。`,
      `${occurred} is after today (${today}): what has not happened yet cannot be recorded.`,
      'occurred',
    )
  }
}

/** Withholding needs a coded ground and a date on which it is looked at again (OGI Art. 14–16, 18). */
function visibilityOf({
  visibility = 'public',
  ground,
  review,
  today,
}: Deciding): Pick<Draft, 'visibility' | 'ground' | 'review'> {
  if (visibility === 'public') {
    if (ground === undefined && review === undefined) return { visibility }
    throw refuse(
      'invalid',
      '公开的账目不写不予公开的理由。',
      'A public entry carries no ground for withholding.',
      'ground',
    )
  }
  if (ground === undefined || !Object.hasOwn(grounds, ground)) {
    const known = Object.keys(grounds).join(', ')
    throw refuse(
      'invalid',
      `不予公开须写明理由，应为以下之一：${known}。`,
      `Withholding needs a ground, one of: ${known}.`,
      'ground',
    )
  }
  if (
    review === undefined ||
    !isDateText(review) ||
    review.length !== 10 ||
    dayNumber(review) <= dayNumber(today)
  ) {
    throw refuse(
      'invalid',
      '不予公开须写明今天以后的复核日期（政府信息公开条例第十八条）。',
      'Withholding needs a day after today on which it is reviewed (OGI Art. 18).',
      'review',
    )
  }
  return { visibility, ground, review }
}

/** One draft, with its time and visibility checked. */
export function draft(
  deciding: Deciding,
  given: { kind: string; record: string; seq: number; department: string | null; body: Json },
): Draft {
  requireOccurred(deciding)
  return { ...given, occurred: deciding.occurred, ...visibilityOf(deciding) }
}

/**
 * @param under where the fields stand in the request, as `set/`
 * @throws Problem `invalid` when a period ends before it begins
 */
export function requirePeriod(from: string | null, to: string | null, under = ''): void {
  if (from === null || to === null || dayNumber(latest(to)) >= dayNumber(earliest(from))) return
  throw refuse(
    'invalid',
    `失效日期 ${to} 早于生效日期 ${from}。`,
    `The end ${to} is before the beginning ${from}.`,
    `${under}inForceTo`,
  )
}

/** Fields that differ from what stands, of those given. @throws Problem `unchanged` when none does */
export function changesOnly<T extends object>(current: T, given: Partial<T>): { [field: string]: Json } {
  const now = new Map<string, unknown>(Object.entries(current))
  const changed = Object.entries(given).filter(
    // A state derived by an earlier version may lack a field that was added since.
    ([field, value]) => canonicalJson(value) !== canonicalJson(now.get(field) ?? null),
  )
  if (changed.length > 0) return objectOf(canonicalCopy(Object.fromEntries(changed)))
  throw refuse(
    'unchanged',
    '所给内容与现状相同，没有可记的变化。',
    'What is given is what stands already: there is no change to record.',
  )
}

/** A plain value as JSON. */
export function json(value: object): Json {
  return canonicalCopy(value)
}
