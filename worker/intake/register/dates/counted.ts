/** Dates that are written as a count, or as a year of accounts: formats that stand alone, by a name of their own. */
import { dayIn } from '../../../domain/record/zone.ts'
import { plusDays } from '../scalars.ts'

export interface CountedOptions {
  /** The day of an instant is the one that begins there; that of UTC where it is not given. */
  zone?: string | undefined
  /** Of a year of accounts the year in which it begins, or the one in which it ends. */
  quarter?: 'first' | 'last'
}

type Read = (text: string, options: CountedOptions) => string | null

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['excel', readSerial],
  ['epoch', (text, options) => instantOf(text, 1000, options)],
  ['epoch-ms', (text, options) => instantOf(text, 1, options)],
  ['fiscal', readFiscal],
])

/** Their names. */
export const COUNTED_FORMATS: readonly string[] = [...READERS.keys()]

/** Reader of a format that stands alone; undefined for any other. */
export function countedOf(format: string): Read | undefined {
  return READERS.get(format)
}

/** Days since 1899-12-30, as spreadsheets keep dates. */
function readSerial(text: string): string | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  return plusDays('1899-12-30', Math.floor(Number(text)))
}

/** The years of an instant that no other number is taken for. */
const [FIRST, END] = [Date.UTC(1970, 0, 2), Date.UTC(2200, 0, 1)]

/** Seconds or milliseconds since 1970, as databases and maps keep dates. */
function instantOf(text: string, times: number, { zone = 'UTC' }: CountedOptions): string | null {
  if (!/^\d{6,14}(?:\.0+)?$/.test(text)) return null
  const at = Number(text) * times
  return at < FIRST || at >= END ? null : dayIn(zone, new Date(at).toISOString())
}

/** 2025-26, 2025/2026, FY 2025–26: a year of accounts, which begins in one year and ends in the next. */
function readFiscal(text: string, { quarter = 'last' }: CountedOptions): string | null {
  const match = /^(?:F\.?Y\.?|AY)?\s*((?:19|20)\d\d)\s*[-/–—‐‑]\s*((?:19|20)?\d\d)$/iu.exec(text)
  const begins = Number(match?.[1])
  const ends = match?.[2] ?? ''
  if (match === null || String(begins + 1).slice(-ends.length) !== ends) return null
  return String(quarter === 'first' ? begins : begins + 1)
}
