/** Words on the end of a ledger. */
import { of, type Words } from '../../record/problem.ts'
import type { Closing } from './ledger.ts'

/** Words on a ledger that was closed, for whoever reads it or tries to enter something. */
export function closedWords({ index, successor, address }: Closing): Words {
  const where = address ?? successor
  return of(
    `本账已由第 ${index} 条账目封存，不再记入；由 ${where} 接续。`,
    `This ledger was closed by entry ${index}, and nothing more is recorded; it goes on at ${where}.`,
  )
}
