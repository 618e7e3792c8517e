/** Content of a cell of a workbook, whatever its format shows of it. */
import { type CellObject, SSF } from '@e965/xlsx'

/** A cell as text, and the number in it where the text shows it with marks, rounded, scaled or cut short. */
export interface CellValue {
  text: string
  number: number | null
}

/** Days since 1899-12-30 begin here to be dates; a smaller number is a time of day. */
const FIRST_DAY = 61
const LAST_DAY = 2_958_465
/** The calendar of old workbooks of the Macintosh begins so many days later. */
const DAYS_TO_1904 = 1462
/** Digits that a spreadsheet keeps of a number. */
const KEPT = 15
const PLAIN = /^-?\d+$/

/** @param shown what the cell shows; empty where its format could not be read */
export function readCell(cell: CellObject, shown: string, is1904: boolean): CellValue {
  if (cell.t !== 'n' || typeof cell.v !== 'number') return { text: shown, number: null }
  const format = typeof cell.z === 'string' ? cell.z : ''
  const days = cell.v + (is1904 ? DAYS_TO_1904 : 0)
  if (SSF.is_date(format) && days >= FIRST_DAY && days <= LAST_DAY) {
    const date = dateIn(days, format)
    if (date !== null) return { text: date, number: null }
  }
  return numberIn(cell.v, shown)
}

/** The date of a serial number, as precise as its format shows it; null for a format of the time alone. */
function dateIn(days: number, format: string): string | null {
  const bare = format
    .replace(/"[^"]*"|\\.|_.|\*.|\[\$[^\]]*\]/g, '')
    .replace(/;.*$/, '')
    .toLowerCase()
  const [year, month, day] = [/[ye]/, /m/, /d/].map((part) => part.test(bare))
  if (!year && !day) return null
  const minutes = Math.round(days * 1440)
  const stamp = new Date(Date.UTC(1899, 11, 30) + minutes * 60_000).toISOString()
  const date = stamp.slice(0, day ? 10 : month ? 7 : 4)
  return day && /h/.test(bare) && minutes % 1440 !== 0 ? `${date} ${stamp.slice(11, 16)}` : date
}

function numberIn(value: number, shown: string): CellValue {
  const kept = Number(value.toPrecision(KEPT))
  // A code of more digits than a spreadsheet keeps has lost its last ones.
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return { text: scientific(value), number: value }
  const whole = plain(kept)
  if (PLAIN.test(shown) && whole.replace(/^(-?)0*/, '$1') === shown.replace(/^(-?)0*/, '$1'))
    return { text: shown, number: null }
  const digits = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '')
  const percent = /%\s*$/.test(shown)
  const said = percent ? plain(Number((kept * 100).toPrecision(KEPT))) : whole
  if (
    shown !== '' &&
    !/e[+-]/i.test(shown) &&
    digits(shown).replace(/0+$/, '') === digits(said).replace(/0+$/, '')
  )
    return { text: shown, number: kept }
  return { text: percent ? `${said}%` : whole, number: kept }
}

/** A number without exponent. */
function plain(value: number): string {
  const text = String(value)
  if (!/e/i.test(text)) return text
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '')
}

/** As a spreadsheet shows it, which is told from a code that is whole. */
function scientific(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e+')
  return `${digits}E+${exponent.padStart(2, '0')}`
}
