/** Years of accounts, which begin in another month than those of the calendar: whole, their parts and their ends. */
import { ERA_YEAR, yearOfEra } from './eras.ts'

/** The month that is asked for: of a beginning the first. */
interface Asked {
  quarter?: 'first' | 'last' | undefined
}

/** A year of accounts as it is printed, before it is known in which month it begins. */
interface Accounts {
  /** The year that is named, and the one behind a stroke, as printed; null where one stands alone. */
  named: number
  other: string | null
  /** It is one of Japan, by its era. */
  japanese: boolean
  /** Something beside the figures says that they are a year of accounts. */
  worded: boolean
  /** The months from its beginning of which it speaks, as [0, 11]. */
  months: readonly [number, number]
  /** Only the end of these is meant. */
  end: boolean
}

const LEAD =
  /^(?:by|until|till|no later than|bis(?: zum)?|spätestens|до|не позднее|截至|截止到?|不晚于|最迟|于)\s*(?:the\s+)?/iu
const END_BEFORE = /^(?:(?:the\s+)?end(?:\s+of(?:\s+the)?)?|year[- ]end|ende|fin(?: de)?)\s+/iu
/** Until it has passed. A bare 前 could mean that it has not begun, and 頃 is no day. */
const WITHIN = /\s*(?:まで(?:に)?|以内|之?内|까지|为止|為止)?\s*(?:に)?\s*(?:完成|完工|竣工|办结|完了)?$/u
/** 年度中 is within it in Japan, and its middle in China. */
const JAPANESE_WITHIN = /(?<=年度)[中内]$/u
const END_BEHIND = /\s*(?:(?:末|底)前?|말|[-\s]+(?:year[- ])?end(?:ing)?)$/iu

const QUARTERS = ['1一', '2二', '3三', '4四']
const partOf = (words: string): RegExp => new RegExp(`^(?:${words})\\s+|\\s*(?:${words})$`, 'iu')
const PARTS: readonly (readonly [RegExp, readonly [number, number]])[] = [
  ...QUARTERS.map((digits, i): [RegExp, [number, number]] => [
    partOf(`Q${i + 1}|${i + 1}Q|第?\\s*[${digits}]\\s*(?:四半期|季度|분기)`),
    [i * 3, i * 3 + 2],
  ]),
  [partOf('H1|1H|上期|上半期|上半年度?|상반기'), [0, 5]],
  [partOf('H2|2H|下期|下半期|下半年度?|하반기'), [6, 11]],
]

const YEAR = /^((?:19|20)?\d\d)(?:\s*[-/–—‐‑]\s*((?:19|20)?\d\d))?$/u
const NAMED_BEFORE = /^(?:F\.?\s?Y\.?|fiscal year|financial year|财年|財年)\s*['’]?(?=\d)/iu
/** Of an assessment the year is one of two only. */
const OF_ASSESSMENT = /^AY\s*(?=\d{4}\s*[-/–—‐‑])/iu
const NAMED_BEHIND =
  /\s*(?:年度|财年度?|財年度?|(?:财政|財政|会计|會計)年度|년도|회계\s?연도|fiscal year|financial year|FY)$/iu
const ERA = new RegExp(`^(?:${ERA_YEAR})`, 'u')
const JAPANESE = /^(?:令和|平成|昭和|[RHS])\s*(?:元|\d)/u

/** A year of accounts and what is said of it; null for any other text. */
function accountsIn(text: string): Accounts | null {
  const said = text.replace(LEAD, '')
  const own = said.replace(WITHIN, '')
  const rest = JAPANESE.test(own) ? own.replace(JAPANESE_WITHIN, '') : own
  const whole = rest.replace(END_BEFORE, '').replace(END_BEHIND, '')
  const end = whole !== rest
  const [words, months] = PARTS.find(([one]) => one.test(whole)) ?? [null, [0, 11] as const]
  const year = (words === null ? whole : whole.replace(words, '')).trim()
  const bare = year.replace(NAMED_BEFORE, '').replace(OF_ASSESSMENT, '').replace(NAMED_BEHIND, '')
  const worded = bare !== year
  const era = ERA.exec(bare)?.[0] ?? null
  const japanese = JAPANESE.test(bare)
  const first = era === null ? null : yearOfEra(era)
  if (era !== null && (first === null || bare !== era)) return null
  const match = era === null ? YEAR.exec(bare) : null
  if (era === null && match === null) return null
  const [, one = '', other = null] = match ?? []
  const named = first ?? (one.length === 2 ? 2000 + Number(one) : Number(one))
  if (other !== null && String(named + 1).slice(-other.length) !== other) return null
  // Of a year that nothing calls one of accounts, end and part are those of the calendar.
  if (!worded && other === null && (end || words !== null)) return null
  return { named, other, japanese, worded, months, end }
}

/** True for a text that is called a year of accounts, or a part of one. */
export function isAccounts(text: string): boolean {
  return accountsIn(text)?.worded === true
}

const monthAfter = (year: number, begins: number, months: number): string => {
  const at = begins - 1 + months
  return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/**
 * Reader of years of accounts that begin in a month, from 1 to 12: the first month that a text speaks of, or the last.
 *
 * @param byEnd a single number names the year in which they end
 */
export function accountsFrom(
  begins: number,
  byEnd: boolean,
): (text: string, options: Asked) => string | null {
  return (text, { quarter = 'last' }) => {
    const found = accountsIn(text)
    if (found === null) return null
    const { named, other, months, end } = found
    const year = other === null && byEnd && begins > 1 ? named - 1 : named
    return monthAfter(year, begins, quarter === 'first' && !end ? months[0] : months[1])
  }
}

const ofJapan = accountsFrom(4, false)

/**
 * 2025-26, 2025/2026, FY 2025–26: a year of accounts, which begins in one year and ends in the next. 令和5年度 is one of
 * Japan, which begins in April by law; of any other single number nothing says in which year it begins, and of a part of
 * a year not in which month.
 */
export function readAccounts(text: string, options: Asked): string | null {
  const found = accountsIn(text)
  if (found === null) return null
  const { named, other, japanese, worded, months, end } = found
  if (japanese) return worded ? ofJapan(text, options) : null
  if (other === null || String(named).length !== 4 || !/(?:19|20)\d\d\s*[-/–—‐‑]/u.test(text)) return null
  if (months[0] !== 0 || months[1] !== 11) return null
  return String(options.quarter === 'first' && !end ? named : named + 1)
}
