/** One value as a cell of a workbook (ECMA-376, SpreadsheetML), typed so that no spreadsheet reads it otherwise. */
import { dayNumber, precisionOf } from '../../../domain/record/date.ts'
import type { ColumnType } from '../column.ts'

/** Formats of cells, by their place in the style sheet. */
export const STYLES = ['General', '@', 'yyyy-mm-dd', 'yyyy-mm', 'yyyy', '@'] as const
const TEXT = 1
const DATES = { day: 2, month: 3, year: 4 } as const
/** Bold text. */
const HEADER = 5

/** A spreadsheet cuts what is longer than this. */
export const MOST_LETTERS = 32_767
/** Digits that a spreadsheet keeps of a number. */
const KEPT = 15
/** Days between 1899-12-30, from which workbooks count, and 1970-01-01. */
const EPOCH = 25_569
/** Before 1900-03-01 workbooks count a day that was none. */
const FIRST = 61

/** Mark for a text that no cell takes: read again it says nothing about the value. */
export const TOO_LONG = '…（过长，此处从略，见 CSV｜too long for a cell, see the CSV）'

/** The cell as XML; nothing for what is empty. */
export function cellXml(value: unknown, type: ColumnType): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && Number(value.toPrecision(KEPT)) === value
    return exact ? `<c><v>${value}</v></c>` : textXml(String(value), TEXT)
  }
  if (typeof value === 'object')
    return Object.keys(value).length === 0 ? '' : textXml(JSON.stringify(value), TEXT)
  const text = String(value)
  return (type === 'day' || type === 'date' ? dateXml(text) : null) ?? textXml(text, TEXT)
}

/** Cell of a header, always a text. */
export function headerXml(text: string): string {
  return textXml(text, HEADER)
}

/** A date as precise as it is; null for what is none, and for days that workbooks do not count. */
function dateXml(text: string): string | null {
  const precision = precisionOf(text)
  if (precision === null || precision === 'instant') return null
  const serial = dayNumber(`${text}${'-01-01'.slice(text.length - 4)}`) + EPOCH
  return serial < FIRST ? null : `<c s="${DATES[precision]}"><v>${serial}</v></c>`
}

function textXml(text: string, style: number): string {
  const short = text.length > MOST_LETTERS ? TOO_LONG : text
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(short)}</t></is></c>`
}

const MARKS: { readonly [mark: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Characters that XML does not take are written as `_x0007_`, and what looks like one so that it stays. */
export function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (mark) => MARKS[mark] ?? mark)
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not take
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (mark) => `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}
