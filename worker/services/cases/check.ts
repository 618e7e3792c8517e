/** Checks a file against the digests that entered the ledger: nothing was taken out, altered or put in later. */
import { dayAfter, ledgerDay } from '../../domain/record/date.ts'
import type { CaseFile, CaseFiles } from './file.ts'

export interface CheckedLine {
  seq: number
  event: string
  at: string
  /** The content is what was committed to, at the time that was committed to. */
  holds: boolean
}

export interface CheckedDay {
  /** The first and the last day that the digest stands for. */
  since: string
  day: string
  /** True if the rows that are kept of these days are those of the digest in the ledger. */
  holds: boolean
  /** Index of the entry with the digest; null while there is none. */
  index: number | null
  /** With these anybody who may see the file recomputes the digest: SHA-256 over salt and rows as canonical JSON. */
  salt: string
  entered: string | null
  rows: { n: number; at: string; commitment: string }[]
}

export interface CaseCheck {
  holds: boolean
  lines: CheckedLine[]
  /** Versions that are missing between the first and the last. */
  missing: number[]
  /** Every closed day since the case was opened; days that were closed together stand together. */
  days: CheckedDay[]
  /** The first day that is not in the ledger yet; what was written since rests on this machine alone. */
  openSince: string
}

/**
 * Check of a file: each act against its commitment, each day against its digest, and the numbers of acts that
 * are missing.
 */
export async function checkFile({ digests }: CaseFiles, { state, lines }: CaseFile): Promise<CaseCheck> {
  const checked = lines.map(({ act, at, day, commitment, committed }) => ({
    seq: act.seq,
    event: act.event,
    at: act.at,
    holds: commitment === committed && act.at === at && ledgerDay(at) === day,
  }))
  const seqs = new Set(lines.map(({ act }) => act.seq))
  const missing = Array.from({ length: state.seq }, (_, i) => i + 1).filter((seq) => !seqs.has(seq))
  const first = lines[0]?.day ?? state.opened
  const last = await digests.lastDay()
  const days: CheckedDay[] = []
  let next = first
  while (last !== null && next <= last) {
    const closed = await digests.day(next)
    if (closed === null) {
      days.push({ since: next, day: next, holds: false, index: null, salt: '', entered: null, rows: [] })
      next = dayAfter(next)
      continue
    }
    const { since, day, rows, salt, digest, entered, index } = closed
    days.push({ since, day, holds: digest === entered, index, salt, entered, rows })
    next = dayAfter(day)
  }
  const holds = missing.length === 0 && checked.every((line) => line.holds) && days.every((day) => day.holds)
  return { holds, lines: checked, missing, days, openSince: next }
}
