import { linksOf, replay, summarise } from '../../domain/kinds/replay.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import type { Recorded } from '../../domain/record/event.ts'
import type { Database } from '../../store/database.ts'
import { readHistories, recordedOf } from '../../store/log/entries.ts'
import { eachInTurn } from '../../store/pause.ts'
import { linksTo, listRecords, readRecords, type StoredRecord } from '../../store/records/records.ts'

export interface Source {
  source: string
  rel: string
  target: string
}

export interface LedgerView {
  /** Entries of some records, oldest first. */
  histories(ids: readonly string[]): Promise<Map<string, Recorded[]>>
  /** Records as they stood; those that were not there are left out. */
  asTheyStood(records: readonly StoredRecord[]): Promise<StoredRecord[]>
  records(ids: readonly string[]): Promise<StoredRecord[]>
  /** Records that point at some others, in the order in which they were first logged. */
  sources(targets: readonly string[], rels: readonly string[]): Promise<Source[]>
}

const PAGE = 500

async function historiesIn(database: Database, ids: readonly string[]): Promise<Map<string, Recorded[]>> {
  const stored = await readHistories(database, ids)
  return new Map(await eachInTurn(stored, ([id, entries]) => [id, entries.map(recordedOf)] as const))
}

/** The ledger as it stands. */
export function viewNow(database: Database): LedgerView {
  return {
    histories: (ids) => historiesIn(database, ids),
    asTheyStood: async (records) => [...records],
    records: (ids) => readRecords(database, ids),
    sources: (targets, rels) => linksTo(database, targets, rels),
  }
}

/**
 * The ledger as it stood when it had so many entries, but for what points at a record: of what has been corrected
 * to point elsewhere since, nothing is known. `viewAt` knows that as well, and reads the whole ledger for it.
 */
export function nearViewAt(database: Database, until: number): LedgerView {
  async function histories(ids: readonly string[]): Promise<Map<string, Recorded[]>> {
    const whole = await historiesIn(database, ids)
    return new Map([...whole].map(([id, entries]) => [id, entries.filter(({ index }) => index < until)]))
  }
  async function asTheyStood(records: readonly StoredRecord[]): Promise<StoredRecord[]> {
    const known = await histories(records.map(({ id }) => id))
    const then = await eachInTurn(records, (record) => {
      const state = replay(record.id, known.get(record.id) ?? [])
      if (state === null) return []
      const { title, department } = summarise(state)
      return [{ ...record, state, title, department }]
    })
    return then.flat()
  }
  return {
    histories,
    asTheyStood,
    records: async (ids) => asTheyStood(await readRecords(database, ids)),
    sources: (targets, rels) => linksTo(database, targets, rels),
  }
}

/** The ledger as it stood when it had so many entries. Reads all records once. */
export async function viewAt(database: Database, until: number): Promise<LedgerView> {
  const near = nearViewAt(database, until)
  const byTarget = new Map<string, (Source & { n: number })[]>()
  for (let after = -1; ; ) {
    const page = await listRecords(database, { annulled: 'any' }, after, PAGE)
    const last = page.at(-1)
    if (last === undefined) break
    after = last.n
    for (const { id, n, state } of await near.asTheyStood(page)) {
      if (annulmentOf(state) !== null) continue
      for (const { rel, target } of linksOf(state)) {
        const list = byTarget.get(target) ?? []
        byTarget.set(target, list)
        list.push({ source: id, rel, target, n })
      }
    }
  }
  return {
    ...near,
    sources: async (targets, rels) =>
      targets
        .flatMap((target) => byTarget.get(target) ?? [])
        .filter(({ rel }) => rels.includes(rel))
        .sort((a, b) => a.n - b.n),
  }
}
