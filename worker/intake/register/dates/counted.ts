/** Dates that are written as a count, or as a year of accounts: formats that stand alone, by a name of their own. */
import { dayIn } from '../../../domain/record/zone.ts'
import { plusDays } from '../scalars.ts'
import { accountsFrom, readAccounts } from './accounts.ts'

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
  ['fiscal', readAccounts],
])

/** Their names. */
export const COUNTED_FORMATS: readonly string[] = [...READERS.keys()]

/** Reader of a format that stands alone; undefined for any other. */
export function countedOf(format: string): Read | undefined {
  return READERS.get(format) ?? accountsOf(format)
}

const declaredAccounts = new Map<string, Read>()

/**
 * Reader of years of accounts of which the beginning is declared, as `fiscal 4` or `fiscal 10 end`: the month in which
 * they begin, and whether a single number names the year in which they end.
 */
function accountsOf(format: string): Read | undefined {
  const known = declaredAccounts.get(format)
  if (known !== undefined) return known
  const match = /^fiscal (1[0-2]|[1-9])( end)?$/.exec(format)
  if (match === null) return undefined
  const read = accountsFrom(Number(match[1]), match[2] !== undefined)
  declaredAccounts.set(format, read)
  return read
}

/** Days since 1899-12-30, as spreadsheets keep dates. */
function readSerial(text: string): string | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  return plusDays('1899-12-30', Math.floor(Number(text)))
}

/** The years of an instant that no other number is taken for. */
const [FIRST, END] = [Date.UTC(1970, 0, 2), Date.UTC(2200, 0, 1)]

/** Milliseconds as some services write them in JSON, as /Date(1740086400000+0200)/. */
const DATE_CALL = /^\/Date\((\d{6,14})(?:[+-]\d{4})?\)\/$/

/** Seconds or milliseconds since 1970, as databases and maps keep dates. */
function instantOf(text: string, times: number, { zone = 'UTC' }: CountedOptions): string | null {
  const number = (times === 1 ? DATE_CALL.exec(text)?.[1] : undefined) ?? text
  if (!/^\d{6,14}(?:\.0+)?$/.test(number)) return null
  const at = Number(number) * times
  return at < FIRST || at >= END ? null : dayIn(zone, new Date(at).toISOString())
}
