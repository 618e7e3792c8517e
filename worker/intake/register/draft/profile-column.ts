/** What the values of one column look like: dates in which formats, numbers, days, few words, long texts. */

import { folded } from '../fold.ts'
import { DATE_FORMATS, type DateFormat } from '../mapping.schema.ts'
import { readDate, readDays, readNumber } from '../scalars.ts'
import { speaksFor, wordsOf } from './words.ts'

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
  formats: DateFormat[]
  /** Whether day and month could be the other way round in every value. */
  ambiguous: boolean
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
  /** Dates far from all others, as `14/7/1905`: a mark for no date. */
  strays: string[]
  values: readonly string[]
}

/** Texts that registers print where they know nothing. */
const NOTHING =
  /^(?:-+|#{3,}|—|\?+|n\/?[ad]|#n\/[ad]|s\/d|null|none|nil|tbc|tbd|unknown|not (?:known|available|applicable)|no aplica|sin datos?|k\. ?a\.|keine angabe|未知|待定|不详|暂无|不适用|无|0001-01-01.*|1900-01-00.*|99\/99.*)$/i
const ENOUGH = 0.9
/** Less of it need be readable where the header says what it is. */
const SAID = 0.5
const FEW = 30
const FIRST_YEAR = 1930

export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim())
}

/** @param groups the file of each value, when there are several: each is looked at on its own */
export function profileColumn(
  name: string,
  values: readonly string[],
  groups: readonly number[] = [],
): Column {
  const texts = values.map((value) => value.trim()).filter((value) => value !== '' && !isNothing(value))
  const distinct = new Set(texts)
  const share = (fits: (text: string) => boolean): number =>
    texts.length === 0 ? 0 : texts.filter(fits).length / texts.length
  const formats = formatsOf(name, texts)
  const decimal = formats.length > 0 ? null : decimalOf(name, texts)
  const read = (text: string): boolean =>
    formats.length > 0
      ? readDate(text, formats) !== null
      : decimal === null || readNumber(text, decimal) !== null
  return {
    name,
    filled: texts.length,
    rows: values.length,
    distinct: distinctIn(values, groups, (text) => text),
    foldedDistinct: distinctIn(values, groups, folded),
    length: texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
    longest: texts.reduce((most, text) => Math.max(most, text.length), 0),
    formats,
    ambiguous: formats[0] === 'dd/mm/yyyy' && texts.every((text) => readDate(text, ['mm/dd/yyyy']) !== null),
    decimal,
    percent: decimal !== null && texts.some((text) => text.endsWith('%')),
    days:
      share((text) => readDays(text) !== null) >= ENOUGH && share((text) => /[a-z天日]/i.test(text)) >= 0.5,
    link: share((text) => /^https?:\/\//.test(text)) >= 0.8,
    counts: countsRows(texts),
    words:
      distinct.size > 0 && distinct.size <= FEW && distinct.size < Math.max(3, texts.length / 2)
        ? [...distinct].sort()
        : [],
    odd: [...new Set(texts.filter((text) => !read(text)))],
    strays: straysOf(texts, formats),
    values,
  }
}

function distinctIn(
  values: readonly string[],
  groups: readonly number[],
  form: (text: string) => string,
): number {
  const seen = values.flatMap((value, i) => {
    const text = value.trim()
    return text === '' || isNothing(text) ? [] : [`${groups[i] ?? 0} ${form(text)}`]
  })
  return new Set(seen).size
}

/** Whole numbers of which hardly one is left out. */
function countsRows(texts: readonly string[]): boolean {
  if (texts.length < 3 || texts.some((text) => !/^\d{1,9}$/.test(text))) return false
  const numbers = texts.map(Number)
  const [least, most] = numbers.reduce(([a, b], one) => [Math.min(a, one), Math.max(b, one)], [1e9, 0])
  return new Set(numbers).size === numbers.length && most - least < numbers.length * 1.02
}

function decimalOf(name: string, texts: readonly string[]): '.' | ',' | null {
  const enough = speaksFor('amount', name) > 0 || speaksFor('progress', name) > 0 ? SAID : ENOUGH
  const readable = (mark: '.' | ','): number => texts.filter((text) => readNumber(text, mark) !== null).length
  if (texts.length === 0 || Math.max(readable('.'), readable(',')) < texts.length * enough) return null
  // `1.250.000` and `12,5` are read with a decimal comma alone; `1,250,000` and `12.5` with a point alone.
  const comma = texts.filter((text) =>
    /\d\.\d{3}\.\d{3}|\d\.\d{3},\d|^\D*\d+,(?:\d{1,2}|\d{4,})\D*$/.test(text),
  )
  const point = texts.filter((text) =>
    /\d,\d{3},\d{3}|\d,\d{3}\.\d|^\D*\d+\.(?:\d{1,2}|\d{4,})\D*$/.test(text),
  )
  return comma.length > point.length ? ',' : '.'
}

/** The fewest formats, in the order of the list, that read nearly all of the texts; none when they are no dates. */
function formatsOf(name: string, texts: readonly string[]): DateFormat[] {
  if (texts.length === 0) return []
  const dated = ['start', 'due', 'done'] as const
  const said =
    wordsOf(name).some((word) => ['date', 'fecha', 'datum', 'year', 'anio', 'ano', 'jahr'].includes(word)) ||
    /日期|时间|年/u.test(name) ||
    dated.some((role) => speaksFor(role, name) > 0)
  if (said && texts.every((text) => /^(?:19|20)\d\d$/.test(text))) return ['yyyy']
  if (said && texts.every((text) => /^[2-6]\d{4}$/.test(text))) return ['excel']
  const chosen: DateFormat[] = []
  let rest = [...texts]
  const usual = DATE_FORMATS.filter((format) => format !== 'yyyy' && format !== 'excel')
  for (;;) {
    const best = usual
      .map((format) => ({
        format,
        left: rest.filter((text) => readDate(text, [format]) === null),
      }))
      .sort((a, b) => a.left.length - b.left.length)[0]
    if (best === undefined || best.left.length === rest.length) break
    chosen.push(best.format)
    rest = best.left
    if (rest.length === 0) break
  }
  return rest.length <= texts.length * (1 - (said ? SAID : ENOUGH)) ? chosen : []
}

function straysOf(texts: readonly string[], formats: readonly DateFormat[]): string[] {
  if (formats.length === 0) return []
  const old = texts.filter((text) => Number((readDate(text, formats) ?? '9999').slice(0, 4)) < FIRST_YEAR)
  return old.length < texts.length / 2 ? [...new Set(old)] : []
}
