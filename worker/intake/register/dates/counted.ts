/** Dates that are written as a count, or as a year of accounts: formats that stand alone, by a name of their own. */
import { dayIn } from '../../../domain/record/zone.ts'
import { plusDays } from '../scalars.ts'
import { ERA_YEAR, yearOfEra } from './eras.ts'

export interface CountedOptions {
  /** The day of an instant is the one that begins there; that of UTC where it is not given. */
  zone?: string | undefined
  /** Of a year of accounts the year in which it begins, or the one in which it ends. */
  quarter?: 'first' | 'last'
}

/** A year of accounts of the Japanese state and its communes. */
const JAPANESE = /^((?:令和|平成|昭和)\s*(?:元|\d{1,2}))\s*年度(?:末)?$/u

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
  const read = yearsOfAccounts(Number(match[1]), match[2] !== undefined)
  declaredAccounts.set(format, read)
  return read
}

const ACCOUNTS =
  /^(?:F\.?Y\.?\s*|财年\s*|財年\s*)?['’]?((?:19|20)?\d\d)(?:\s*[-/–—‐‑]\s*((?:19|20)?\d\d))?\s*(?:年度|财年|財年|财政年度|會計年度|会计年度|년도|회계연도)?$/iu

function yearsOfAccounts(begins: number, byEnd: boolean): Read {
  return (text, { quarter = 'last' }) => {
    const plain = text.replace(new RegExp(ERA_YEAR, 'u'), (era) => String(yearOfEra(era) ?? era))
    const match = ACCOUNTS.exec(plain)
    if (match === null) return null
    const [, one = '', other] = match
    const named = one.length === 2 ? 2000 + Number(one) : Number(one)
    if (other !== undefined && String(named + 1).slice(-other.length) !== other) return null
    const first = other === undefined && byEnd && begins > 1 ? named - 1 : named
    if (quarter === 'first') return `${first}-${String(begins).padStart(2, '0')}`
    return begins === 1 ? `${first}-12` : `${first + 1}-${String(begins - 1).padStart(2, '0')}`
  }
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

/**
 * 2025-26, 2025/2026, FY 2025–26: a year of accounts, which begins in one year and ends in the next. 令和5年度 is one of
 * Japan, which begins in April by law; of any other single number nothing says in which year it begins.
 */
function readFiscal(text: string, { quarter = 'last' }: CountedOptions): string | null {
  const era = JAPANESE.exec(text)?.[1]
  if (era !== undefined) {
    const year = yearOfEra(era)
    return year === null ? null : quarter === 'first' ? `${year}-04` : `${year + 1}-03`
  }
  const match = /^(?:F\.?Y\.?|AY)?\s*((?:19|20)\d\d)\s*[-/–—‐‑]\s*((?:19|20)?\d\d)$/iu.exec(text)
  const begins = Number(match?.[1])
  const ends = match?.[2] ?? ''
  if (match === null || String(begins + 1).slice(-ends.length) !== ends) return null
  return String(quarter === 'first' ? begins : begins + 1)
}
