/** Look of the values of one column: dates and their formats, numbers, days, few words, long texts. */

import { COUNTED_FORMATS } from '../../dates/counted.ts'
import { digits } from '../../dates/digits.ts'
import { KNOWN_FORMATS, turned } from '../../dates/format.ts'
import { readDate } from '../../dates/read.ts'
import { folded } from '../../fold.ts'
import { type Amount, type DecimalMark, marksOf, readAmount } from '../../numbers/number.ts'
import { readDays } from '../../scalars.ts'
import { type InnerList, textsIn } from '../sample/model.ts'
import { settles, speaksFor, wordsOf } from '../words/roles.ts'

export interface Column {
  name: string
  /** Values that are there, sentinels aside. */
  filled: number
  rows: number
  /** Different values, file by file. */
  distinct: number
  /** The same when case, accents and punctuation do not matter. */
  foldedDistinct: number
  /** Characters on average, and of the longest. */
  length: number
  longest: number
  /** Formats that read nearly all of it, when it is a date. */
  formats: string[]
  /** True if day and month could be the other way round in every value. */
  ambiguous: boolean
  /** The column that proves which of the two comes first, where this one alone does not. */
  provenBy: string | null
  /** The decimal mark, when it is a number. */
  decimal: '.' | ',' | null
  percent: boolean
  days: boolean
  link: boolean
  /** Numbers that only count the rows. */
  counts: boolean
  /** The words of a column of few. */
  words: string[]
  /** Values that cannot be read as what the rest is. */
  odd: string[]
  /** Dates far from all others, as `14/7/1905` or 9999-12-31: a mark for no date. */
  strays: string[]
  values: readonly string[]
}

/** Texts that registers print where they know nothing. */
const NOTHING =
  /^(?:[-–—/\\.…*]+|#{3,}|\?+|n\/?[ad]|#n\/[ad]|s\/d|null|none|nil|tbc|tbd|unknown|not (?:known|available|applicable)|no aplica|sin datos?|k\. ?a\.|keine angabe|tba|no date|not (?:set|stated)|undated|to be (?:confirmed|determined|decided|announced)|sin fecha|sans date|ohne datum|sem data|senza data|brak daty|bez data|未定|미정|日期待定|时间待定|時間未定|期日未定|未知|待定|不详|暂无|不适用|无|0001-01-01.*|99\/99.*)$/i
const ENOUGH = 0.9
/** Less of it need be readable where the header says what it is. */
const SAID = 0.5
const FEW = 30
const FIRST_YEAR = 1930
/** Different texts that formats are tried on. */
const TRIED = 300
/** Years by which a day counted by a spreadsheet may lie outside of the others of its column. */
const NEAR = 5
const LONGEST_DATE = 50
const LAST_YEAR = 2200

/** True for a column of words: of no dates, numbers or addresses. */
export const isText = ({ formats, decimal, link }: Column): boolean =>
  formats.length === 0 && decimal === null && !link

/** Days that programmes write for none: the first that they count from, and the last that they can say. */
const NO_DAY =
  /^(?:(?:1899[-/.]?12[-/.]?3[01]|1900[-/.]?0?1[-/.]?0?[01]|1970[-/.]?0?1[-/.]?0?1|1753[-/.]?0?1[-/.]?0?1|(?:2099|2999|9999)[-/.]?12[-/.]?31)|(?:3[01]([-/.])12\1(?:1899|2099|2999|9999)|12\/3[01]\/(?:1899|2099|2999|9999))|0?1([-/.])0?1\2(?:1900|1970|1753))(?:[T\s].*)?$/

/** True for a text that stands for an empty cell, such as a dash. */
export function isNothing(text: string): boolean {
  const plain = text.trim()
  return NOTHING.test(plain) || NO_DAY.test(plain)
}

/** Looks of columns that were looked at, by their values: each reading of a sample asks for all of them. */
const profiles = new WeakMap<readonly string[], Column>()

/** @param groups the file of each value, when there are several: each is looked at on its own */
export function profileColumn(
  name: string,
  values: readonly string[],
  groups: readonly number[] = [],
): Column {
  if (new Set(groups).size > 1) return lookOf(name, values, groups)
  const known = profiles.get(values)
  if (known?.name === name && known.rows === values.length) return known
  const look = lookOf(name, values, [])
  profiles.set(values, look)
  return look
}

/** Amounts of texts, each of which is read once with either mark. */
function amountsRead(): (text: string, mark: DecimalMark) => Amount | null {
  const known = { '.': new Map<string, Amount | null>(), ',': new Map<string, Amount | null>() }
  return (text, mark) => {
    const there = known[mark].get(text)
    if (there !== undefined) return there
    const amount = readAmount(text, mark)
    known[mark].set(text, amount)
    return amount
  }
}

function lookOf(name: string, values: readonly string[], groups: readonly number[]): Column {
  const given = values
    .map((value, i) => ({ text: value.trim(), group: groups[i] ?? 0 }))
    .filter(({ text }) => text !== '' && !isNothing(text))
  const texts = given.map(({ text }) => text)
  const distinct = new Set(texts)
  const byFold = new Map([...distinct].map((text) => [text, folded(text)]))
  const formats = formatsOf(name, texts)
  const amountOf = amountsRead()
  const decimal = formats.length > 0 ? null : decimalOf(name, texts, amountOf)
  const read = (text: string): boolean =>
    formats.length > 0
      ? readDate(text, formats) !== null
      : decimal === null || amountOf(text, decimal) !== null
  return {
    name,
    filled: texts.length,
    rows: values.length,
    distinct: new Set(given.map(({ text, group }) => `${group} ${text}`)).size,
    foldedDistinct: new Set(given.map(({ text, group }) => `${group} ${byFold.get(text) ?? text}`)).size,
    length: texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
    longest: texts.reduce((most, text) => Math.max(most, text.length), 0),
    formats,
    ambiguous: formats.some((format) => isOpen(format, texts)),
    provenBy: null,
    decimal,
    percent: decimal !== null && texts.some((text) => text.endsWith('%')),
    days:
      texts.length > 0 &&
      areOf(texts, texts.length * ENOUGH, (text) => readDays(text) !== null) &&
      areOf(texts, texts.length * 0.5, (text) => /[a-z天日]/i.test(text)),
    link: texts.length > 0 && areOf(texts, texts.length * 0.8, (text) => /^https?:\/\//.test(text)),
    counts: countsRows(texts),
    words:
      distinct.size > 0 && distinct.size <= FEW && distinct.size < Math.max(3, texts.length / 2)
        ? [...distinct].sort()
        : [],
    odd: [...distinct].filter((text) => !read(text)),
    strays: straysOf(texts, formats),
    values,
  }
}

/** Whole numbers from 1 on, of which hardly one is left out. */
export function countsRows(texts: readonly string[]): boolean {
  const bare = texts.map((text) => /^\(?(\d{1,9})[.)、．]?$/.exec(text)?.[1])
  if (bare.length < 3 || bare.includes(undefined)) return false
  const numbers = bare.map(Number)
  const [least, most] = numbers.reduce(([a, b], one) => [Math.min(a, one), Math.max(b, one)], [1e9, 0])
  return least <= 1 && new Set(numbers).size === numbers.length && most - least < numbers.length * 1.02
}

/** True where so many of the texts fit; the rest of them are not looked at once that cannot be. */
function areOf(texts: readonly string[], wanted: number, fits: (text: string) => boolean): boolean {
  let left = texts.length
  for (const text of texts) {
    if (left < wanted) return false
    if (!fits(text)) left -= 1
  }
  return left >= wanted
}

function decimalOf(
  name: string,
  texts: readonly string[],
  amountOf: ReturnType<typeof amountsRead>,
): DecimalMark | null {
  const enough = speaksFor('amount', name) > 0 || speaksFor('progress', name) > 0 ? SAID : ENOUGH
  const isReadable = (mark: DecimalMark): boolean =>
    areOf(texts, texts.length * enough, (text) => amountOf(text, mark) !== null)
  if (texts.length === 0 || !(isReadable('.') || isReadable(','))) return null
  return marksOf(texts, amountOf).decimal
}

/**
 * True if day and month of every text that a format reads could be the other way round; false if it reads
 * none.
 */
export function isOpen(format: string, texts: readonly string[]): boolean {
  const other = turned(format)
  if (other === null) return false
  const read = texts.filter((text) => readDate(text, [format]) !== null)
  return read.length > 0 && read.every((text) => readDate(text, [other]) !== null)
}

/** A header that names a calendar of which no format can be declared: Nepal, Ethiopia, the Saka and Hijri eras. */
const OTHER_CALENDAR =
  /\(\s*(?:B\.?S\.?|V\.?S\.?|A\.?H\.?|S\.?H\.?|E\.?C\.?)\s*\)|\bbikram|विक्रम|वि\.?\s?सं|hijri|هجري|هجری|\bsaka\b/iu

/** True for a column of dates with years of no Gregorian calendar, by its header or by what stands in it. */
export function isOfOtherCalendar(name: string, values: readonly string[]): boolean {
  const texts = values.map((text) => digits(text.trim())).filter((text) => text !== '' && !isNothing(text))
  const dated = texts.filter((text) => /(?<!\d)[1-9]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/.test(text))
  if (dated.length <= texts.length / 2) return false
  return OTHER_CALENDAR.test(name) || dated.every((text) => /(?<!\d)1[345]\d\d[-/.]/.test(text))
}

/** fin 2025, Ende 2025, by 2026: a year with a word before it. */
const END_OF_YEAR = /^\p{L}[\p{L}\s]*\s(?:19|20)\d\d$/u

/** Formats of months that a number with a decimal point fits as well. */
const POINTED = /^(?:yyyy\.mm|mm\.yyyy)$/

/** A year and a month of two digits, as no column of numbers has them throughout. */
const isMonth = (text: string): boolean => /^(?:19|20)\d\d\.(?:0[1-9]|1[0-2])$/.test(text)

/**
 * A year of the Republic of China since 2011, or one that is called so: of two digits alone, as in 25.12.1, it is more
 * often one of this century, and a draft reads neither.
 */
const REPUBLIC = /民[國国]|(?<!\d)1\d\d(?=\s*[-/.年])/u

/** The fewest formats, in the order of the list, that read nearly all of the texts; none when they are no dates. */
function formatsOf(name: string, texts: readonly string[]): string[] {
  if (texts.length === 0 || OTHER_CALENDAR.test(name)) return []
  // Of a number such as 10/2024 nothing says that it is a month.
  if (settles('key', name) && !texts.every((text) => /\d{4}\D+\d{1,2}\D+\d{1,2}/.test(text))) return []
  const dated = ['start', 'due', 'done'] as const
  const said =
    wordsOf(name).some((word) => ['date', 'fecha', 'datum', 'year', 'anio', 'ano', 'jahr'].includes(word)) ||
    /日期|时间|年/u.test(name) ||
    dated.some((role) => speaksFor(role, name) > 0)
  if (said && texts.every((text) => /^(?:19|20)\d\d$/.test(text))) return ['yyyy']
  const counted = said ? countedIn(texts) : null
  if (counted !== null) return [counted]
  const chosen: string[] = []
  let rest = [...texts]
  // Digits alone, and years of other calendars, are dates only where the header says so.
  const japanese = texts.some((text) => /年度/u.test(text) && readDate(text, ['fiscal']) !== null)
  const ofRepublic = texts.some((text) => REPUBLIC.test(digits(text)))
  const usual = KNOWN_FORMATS.filter(
    (format) =>
      (ofRepublic || !format.startsWith('roc')) &&
      (format !== 'yyyy' || (said && texts.some((text) => END_OF_YEAR.test(text)))) &&
      (!COUNTED_FORMATS.includes(format) || (japanese && format === 'fiscal')) &&
      // Five digits alone are no quarter of a year.
      (format !== 'yyyyQq' || texts.some((text) => /q/i.test(text))) &&
      (said ||
        !(/^yyyymm(?:dd)?$|roc|be|^span$/.test(format) || (POINTED.test(format) && !texts.every(isMonth)))),
  )
  const most = texts.length * (1 - (said ? SAID : ENOUGH))
  if (texts.filter((text) => text.length > LONGEST_DATE || !/\p{Nd}|元/u.test(text)).length > most) return []
  while (rest.length > 0) {
    const sample = [...new Set(rest)].slice(0, TRIED)
    const best = usual
      .filter((format) => !chosen.some((one) => turned(one) === format))
      .map((format) => ({ format, left: sample.filter((text) => readDate(text, [format]) === null).length }))
      .sort((a, b) => a.left - b.left)[0]
    if (best === undefined || best.left === sample.length) break
    chosen.push(best.format)
    rest = rest.filter((text) => readDate(text, [best.format]) === null)
  }
  if (rest.length > most || areOfBothOrders(texts, chosen)) return serialsBeside(rest, texts, chosen)
  return rest.length === 0 ? chosen : serialsBeside(rest, texts, chosen, chosen)
}

/** A number of days that a spreadsheet counted. */
const SERIAL = /^[2-6]\d{4}$/

/**
 * The formats of a column in which a spreadsheet wrote some of its dates as numbers of days: where all that is left are
 * such numbers, and the days that they mean lie among the others.
 */
function serialsBeside(
  rest: readonly string[],
  texts: readonly string[],
  chosen: readonly string[],
  otherwise: readonly string[] = [],
): string[] {
  if (chosen.length === 0 || !rest.every((text) => SERIAL.test(text)) || areOfBothOrders(texts, chosen))
    return [...otherwise]
  const years = (formats: readonly string[], of: readonly string[]): number[] =>
    of.flatMap((text) => Number(readDate(text, formats)?.slice(0, 4) ?? []))
  const known = years(
    chosen,
    texts.filter((text) => !SERIAL.test(text)),
  ).sort((a, b) => a - b)
  const [first = 0, last = 0] = [known[0], known.at(-1)]
  const fit = years(['excel'], rest).every((year) => year >= first - NEAR && year <= last + NEAR)
  return fit ? [...chosen, 'excel'] : [...otherwise]
}

/** Days that only the other order has, among those that only this one has, from which on a column has no order. */
const MINORITY = 0.1

/** True for a column in which some days prove that the day comes first, and others that the month does. */
export function areOfBothOrders(texts: readonly string[], formats: readonly string[]): boolean {
  return formats.some((format) => {
    const other = turned(format)
    if (other === null) return false
    const only = (one: string, not: string): number =>
      texts.filter((text) => readDate(text, [one]) !== null && readDate(text, [not]) === null).length
    const [own, others] = [only(format, other), only(other, format)]
    return others > 0 && others >= (own + others) * MINORITY
  })
}

/** Values that every one of them must be like, before a bare number is taken for a date. */
const COUNTED: readonly (readonly [string, RegExp])[] = [
  ['excel', /^[2-6]\d{4}$/],
  // From 1980 to 2099.
  ['epoch', /^(?:3[2-9]|[4-9]\d|[1-3]\d\d|40\d)\d{7}$/],
  ['epoch-ms', /^(?:\/Date\()?(?:3[2-9]|[4-9]\d|[1-3]\d\d|40\d)\d{10}(?:[+-]\d{4})?(?:\)\/)?$/],
]

/** The format of a column of counts, or of years of accounts; a column of months alone may be either and is none. */
function countedIn(texts: readonly string[]): string | null {
  const found = COUNTED.find(([, like]) => texts.every((text) => like.test(text)))
  if (found !== undefined) return found[0]
  return areFiscal(texts) && texts.some((text) => !isYearAndMonth(text)) ? 'fiscal' : null
}

const isYearAndMonth = (text: string): boolean => readDate(text, ['yyyy-mm', 'yyyy/mm']) !== null

/** True for texts each of which could be a year of accounts, as 2025-26. */
export function areFiscal(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every((text) => readDate(text, ['fiscal']) !== null)
}

function straysOf(texts: readonly string[], formats: readonly string[]): string[] {
  if (formats.length === 0) return []
  const strays = new Set(
    [...new Set(texts)].filter((text) => {
      const year = Number(readDate(text, formats)?.slice(0, 4) ?? FIRST_YEAR)
      return year < FIRST_YEAR || year > LAST_YEAR
    }),
  )
  return texts.filter((text) => strays.has(text)).length < texts.length / 2 ? [...strays] : []
}

const inLists = new WeakMap<InnerList['items'], readonly Column[]>()

/** Columns of the items of a list; members of objects by their path. */
export function columnsOf({ items }: InnerList): readonly Column[] {
  const known = inLists.get(items)
  if (known?.[0]?.rows === items.length) return known
  const columns = columnsIn(items)
  inLists.set(items, columns)
  return columns
}

function columnsIn(items: InnerList['items']): Column[] {
  const rows = items.map((item) => new Map(textsIn(item)))
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  return names.map((name) =>
    profileColumn(
      name,
      rows.map((row) => row.get(name) ?? ''),
    ),
  )
}
