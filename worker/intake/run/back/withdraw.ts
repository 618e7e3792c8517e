/** 撤回交付: takes a delivery that was a mistake out of the ledger again, with entries that say so. */
import { kindOfRecord } from '../../../domain/kinds/table.ts'
import type { waysOut } from '../../../domain/record/entered/withdrawal.ts'
import { withdrawalKeyOf } from '../key.ts'
import type { Operation, Published, Target, Watch } from '../target.ts'

/** Operations of one submission; a part is all or nothing. */
const PART = 400

/** Fate of one record in a withdrawal. */
export interface WithdrawalLine {
  id: string
  /** The version on which it rests. */
  seq: number
  title: string
  way: (typeof waysOut)[number]
  /** Version to which it is put back; null for every other way. */
  to: number | null
  /** Index of the entry that followed, for which it is kept; null for every other way. */
  since: number | null
  /** Departments that a kept record is with, or names. */
  departments: string[]
  /** Number of records that count and need a department, beside those of the delivery. */
  others: number
}

/** Holder of a ledger that knows its deliveries, and the way back of each. */
export interface Withdrawable {
  /** Every delivery whose entries are known, with their number. */
  imported(): Promise<{ delivery: string; entries: number }[]>
  /** @throws Problem `not_found` for a delivery that is none */
  wayBack(delivery: string): Promise<WithdrawalLine[]>
  /** The delivery as it was published, where others publish it and it was followed on this machine. */
  publishedOf(delivery: string): Promise<Published | undefined>
  /** Hands operations in as a draft, for somebody else to approve. A machine does without. */
  handIn?(operations: readonly Operation[], occurred: string, title: string): Promise<void>
}

export interface WithdrawalSummary {
  delivery: string
  place: string
  dryRun: boolean
  /** Records that the delivery wrote to = put back + annulled + kept + the same + taken back before. */
  records: number
  putBack: number
  annulled: number
  kept: number
  same: number
  before: number
  /** Those that are left as they are: since which entry, or a department that is in use. */
  left: { id: string; title: string; since: number | null }[]
  entries: number
  /** Drafts that were handed in, and wait for somebody else to approve. */
  drafts: number
}

/**
 * Takes a delivery back. What was done before is passed over, so one that was cut short is run again.
 *
 * @param delivery as `uk-gmpp@2021-03-31`
 * @throws Problem `not_found` for an unknown delivery, `needs_approval` where one person alone may not and nothing is handed in
 */
export async function runWithdrawal(
  target: Pick<Target, 'place' | 'record'> & Withdrawable,
  delivery: string,
  { today, dryRun }: { today: string; dryRun: boolean },
  progress: Watch,
): Promise<WithdrawalSummary> {
  const lines = keepUsed(await target.wayBack(delivery))
  const count = (way: WithdrawalLine['way']): number => lines.filter((line) => line.way === way).length
  const summary: WithdrawalSummary = {
    delivery,
    place: target.place,
    dryRun,
    records: lines.length,
    putBack: count('put_back'),
    annulled: count('annul'),
    kept: count('kept'),
    same: count('same'),
    before: count('before'),
    left: lines.flatMap(({ id, title, way, since }) => (way === 'kept' ? [{ id, title, since }] : [])),
    entries: 0,
    drafts: 0,
  }
  if (dryRun) return summary
  const published = await target.publishedOf(delivery)
  // A department goes after what is with it.
  const operations = [...lines]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((line) => operationOf(line, delivery, today))
  for (let at = 0; at < operations.length; at += PART) {
    const part = operations.slice(at, at + PART)
    try {
      const written = await target.record(part, today, withdrawalKeyOf(delivery, part), published)
      if (!written.repeated) summary.entries += written.entries
    } catch (error) {
      if (target.handIn === undefined || !needsSecond(error)) throw error
      await target.handIn(part, today, `撤回交付 ${delivery} · ${delivery} taken back`)
      summary.drafts += 1
    }
    progress.at(Math.min(at + PART, operations.length), operations.length, delivery)
  }
  return summary
}

const needsSecond = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'needs_approval'

const rank = ({ id }: WithdrawalLine): number => (kindOfRecord(id) === 'department' ? 1 : 0)

/** A department that something else is with, or that a kept record names, is kept as well. */
function keepUsed(lines: readonly WithdrawalLine[]): WithdrawalLine[] {
  const used = new Set(lines.flatMap(({ way, departments }) => (way === 'kept' ? departments : [])))
  return lines.map((line) =>
    line.way === 'annul' && (line.others > 0 || used.has(line.id)) ? { ...line, way: 'kept' } : line,
  )
}

function operationOf({ id, seq, way, to }: WithdrawalLine, delivery: string, occurred: string): Operation[] {
  const reason = `误登：撤回交付 ${delivery} · entered by mistake: delivery ${delivery} taken back`
  if (way === 'annul') return [{ id, occurred, event: 'annulled', seq, body: { reason, delivery } }]
  if (way === 'put_back' && to !== null)
    return [{ id, occurred, event: 'put_back', seq, body: { to, reason, delivery } }]
  return []
}
