/** Import of an exported package: its entries, in order, into a ledger that does not hold those records yet. */

import { refuse } from '../../../domain/record/guard.ts'
import { memberOf } from '../../../domain/record/json.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { Failure } from '../failure.ts'
import { packageKeyOf } from '../key.ts'
import type { Watch } from '../target.ts'

const PART = 400
const PART_CHARACTERS = 4_000_000

export interface PackageSummary {
  profile: 'package'
  entries: number
  /** Entries that were here already. */
  unchanged: number
  /** Sealed or erased: a package holds their envelopes alone. */
  withheld: number
  records: number
}

/** One entry of a package, as it is entered again. */
export interface PackedEntry {
  index: number
  kind: string
  record: string
  occurred: string
  department: string | null
  body: Json
}

/** The ledger that a package is entered into. */
export interface PackageTarget {
  /** Kinds of the entries that a record has there, in order. */
  kindsOf(record: string): Promise<string[]>
  enter(part: readonly PackedEntry[], key: string): Promise<{ entries: number; repeated: boolean }>
}

/**
 * Enters the entries of a package that are not there yet.
 *
 * @param lines of its `entries.jsonl`
 * @param place of that file, for who watches
 * @throws Problem `conflict` where a record has another history; Failure for a line that is no entry
 */
export async function importPackage(
  target: PackageTarget,
  lines: AsyncIterable<string>,
  place: string,
  progress: Watch,
): Promise<PackageSummary> {
  const summary: PackageSummary = { profile: 'package', entries: 0, unchanged: 0, withheld: 0, records: 0 }
  /** Kinds of the entries that each record has here, as far as the package did not come to them yet. */
  const there = new Map<string, string[]>()
  let part: PackedEntry[] = []
  let characters = 0
  const write = async (): Promise<void> => {
    if (part.length === 0) return
    const { entries, repeated } = await target.enter(part, packageKeyOf(part))
    if (!repeated) summary.entries += entries
    progress.at(summary.entries, summary.entries + 1, place)
    part = []
    characters = 0
  }
  for await (const line of lines) {
    if (line === '') continue
    const entry = entryOf(line)
    if (entry === null) {
      summary.withheld += 1
      continue
    }
    const known = there.get(entry.record) ?? (await target.kindsOf(entry.record))
    if (!there.has(entry.record)) summary.records += 1
    there.set(entry.record, known.slice(1))
    const [has] = known
    if (has === entry.kind) {
      summary.unchanged += 1
      continue
    }
    if (has !== undefined) {
      throw refuse(
        'conflict',
        `记录 ${entry.record} 已有别的账目（${has}）：请导入到不含这些记录的账本。`,
        `The record ${entry.record} has another history here (${has}): import into a ledger without these records.`,
        entry.record,
      )
    }
    if (part.length >= PART || characters + line.length > PART_CHARACTERS) await write()
    part.push(entry)
    characters += line.length
  }
  await write()
  return summary
}

/** @returns null for an entry whose body the package does not hold */
function entryOf(line: string): PackedEntry | null {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch (cause) {
    throw new Failure(
      'invalid',
      { zh: 'entries.jsonl 有一行不是 JSON。', en: 'A line of entries.jsonl is not JSON.' },
      cause,
    )
  }
  const envelope = memberOf(read, 'envelope')
  const body = memberOf(read, 'body')
  const [kind, record, occurred, department] = ['kind', 'record', 'occurred', 'department'].map((name) =>
    memberOf(envelope, name),
  )
  if (body === null || body === undefined || kind === 'entry.erased') return null
  if (typeof kind !== 'string' || typeof record !== 'string' || typeof occurred !== 'string')
    throw new Failure('invalid', {
      zh: 'entries.jsonl 有一行缺少信封。',
      en: 'A line of entries.jsonl has no envelope.',
    })
  return {
    index: Number(memberOf(read, 'index')),
    kind,
    record,
    occurred,
    department: typeof department === 'string' ? department : null,
    body: body as Json,
  }
}
