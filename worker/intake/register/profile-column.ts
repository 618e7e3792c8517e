/** What the values of one column look like: dates in which formats, numbers, days, few words, long texts. */
import { DATE_FORMATS, type DateFormat } from './mapping.schema.ts'
import { readDate, readDays, readNumber } from './scalars.ts'

export interface Column {
  name: string
  /** Values that are there, sentinels aside. */
  filled: number
  rows: number
  distinct: number
  /** Characters on average. */
  length: number
  /** Formats that read nearly all of it, when it is a date. */
  formats: DateFormat[]
  /** The decimal mark, when it is a number. */
  decimal: '.' | ',' | null
  percent: boolean
  days: boolean
  /** The words of a column of few. */
  words: string[]
}

/** Texts that registers print where they know nothing. */
const NOTHING =
  /^(?:-+|—|n\/?[ad]|#n\/d|null|none|nil|tbc|tbd|unknown|未知|待定|不详|无|0001-01-01.*|1900-01-00.*|99\/99.*)$/i
const ENOUGH = 0.9
const FEW = 14

export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim())
}

export function profileColumn(name: string, values: readonly string[]): Column {
  const texts = values.map((value) => value.trim()).filter((value) => value !== '' && !isNothing(value))
  const distinct = new Set(texts)
  const share = (fits: (text: string) => boolean): number =>
    texts.length === 0 ? 0 : texts.filter(fits).length / texts.length
  const formats = formatsOf(texts)
  const point = share((text) => readNumber(text, '.') !== null)
  const comma = share((text) => readNumber(text, ',') !== null)
  const grouped = texts.filter(
    (text) => /^\D*\d{1,3}(\.\d{3}){2,}(,\d+)?\D*$/.test(text) || /^\D*\d+,\d{1,2}\D*$/.test(text),
  ).length
  const isNumber = Math.max(point, comma) >= ENOUGH && formats.length === 0
  return {
    name,
    filled: texts.length,
    rows: values.length,
    distinct: distinct.size,
    length: texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
    formats,
    decimal: isNumber ? (grouped > texts.length / 4 ? ',' : '.') : null,
    percent: isNumber && texts.some((text) => text.endsWith('%')),
    days: share((text) => /\d/.test(text) && readDays(text) !== null && /[a-z天日]/i.test(text)) >= ENOUGH,
    words:
      distinct.size > 1 && distinct.size <= FEW && distinct.size < texts.length / 3
        ? [...distinct].sort()
        : [],
  }
}

/** The fewest formats, in the order of the list, that read nearly all of the texts; none when they are no dates. */
function formatsOf(texts: readonly string[]): DateFormat[] {
  if (texts.length === 0) return []
  const chosen: DateFormat[] = []
  let rest = [...texts]
  const usual = DATE_FORMATS.filter((format) => format !== 'yyyy' && format !== 'excel')
  for (;;) {
    const best = usual
      .map((format) => ({ format, left: rest.filter((text) => readDate(text, [format]) === null) }))
      .sort((a, b) => a.left.length - b.left.length)[0]
    if (best === undefined || best.left.length === rest.length) break
    chosen.push(best.format)
    rest = best.left
    if (rest.length === 0) break
  }
  return rest.length <= texts.length * (1 - ENOUGH) ? chosen : []
}
