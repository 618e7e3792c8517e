/** Entries as they are read: one, the newest, those of a department, those from an index on. */

import { subjectOfNotice } from '../../domain/kinds/overdue/overdue.ts'
import { departmentNames, unnamed } from '../../domain/kinds/title.ts'
import { type EntryNote, entryNotes } from '../../domain/record/entered/notes.ts'
import { refuse } from '../../domain/record/guard.ts'
import { periodOf } from '../../domain/record/list/days.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import type { Database } from '../../store/database.ts'
import { countNoted, type NotedQuery, readNoted } from '../../store/lists/entries.ts'
import * as entries from '../../store/log/entries.ts'
import * as records from '../../store/records/records.ts'
import { formatBefore, limitOf, parseBefore } from './cursor.ts'
import { isErased } from './history.ts'
import type { Log } from './log.ts'
import type { EntryLine, EntryView, Page } from './views.ts'

const MOST = 500

/** An entry as everybody sees it: without the body and salt of what is withheld or was erased. */
export function entryView(stored: entries.StoredEntry): EntryView {
  const envelope = entries.envelopeOf(stored)
  const withheld = isErased(stored) ? 'erased' : envelope.visibility === 'sealed' ? 'sealed' : null
  const open = withheld === null
  return {
    index: stored.index,
    leaf: toBase64(stored.leaf),
    leafHash: toBase64(stored.leafHash),
    envelope,
    body: open ? entries.recordedOf(stored).body : null,
    content: open ? stored.content : null,
    salt: open && stored.salt !== null ? toBase64(stored.salt) : null,
    withheld,
    opened: entries.openedOf(stored),
  }
}

/** Question for entries: for all, or for those of which something is noted. */
export interface EntriesQuery {
  told?: EntryNote | undefined
  /** The department that they were logged for. */
  department?: string | undefined
  /** First and last year of their recording, in UTC. */
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

/** @throws Problem `invalid` for a part of them without what is noted: all entries are in one list */
function notedOf({ told, department, from, to }: EntriesQuery): NotedQuery | null {
  if (told !== undefined) {
    periodOf({ from, to })
    return { told, department: department ?? null, from: from ?? null, to: to ?? null }
  }
  const field = Object.entries({ department, from, to }).find(([, value]) => value !== undefined)?.[0]
  if (field === undefined) return null
  throw refuse(
    'invalid',
    `只有写明 told（${entryNotes.join('、')}）时才能按 ${field} 查账目。`,
    `Entries are narrowed by ${field} only together with told (${entryNotes.join(', ')}).`,
    field,
  )
}

/** Reading of the entries of a ledger. */
export function createEntries(database: Database, log: Log) {
  async function lines(stored: readonly entries.StoredEntry[]): Promise<EntryLine[]> {
    const read = stored.map((one) => ({ index: one.index, envelope: entries.envelopeOf(one) }))
    const ids = read.flatMap(({ envelope }) => [
      envelope.record,
      ...[subjectOfNotice(envelope.record) ?? []].flat(),
      ...(envelope.department === null ? [] : [envelope.department]),
    ])
    const titles = await records.namesOf(database, [...new Set(ids)])
    return read.map(({ index, envelope }) => ({
      index,
      envelope,
      // A notice that something is overdue stands under the title of that.
      ...(titles.get(subjectOfNotice(envelope.record) ?? envelope.record) ?? unnamed(envelope.record)),
      ...departmentNames(titles.get(envelope.department ?? '')),
    }))
  }

  function linesBefore(found: entries.StoredEntry[], limit: number) {
    const last = found[limit - 1]
    return found.length > limit && last !== undefined
      ? { items: found.slice(0, limit), next: formatBefore(last.index) }
      : { items: found, next: null }
  }

  return {
    /** The newest entries of a department, and how many there are. @throws Problem `invalid` for a cursor that is none */
    async departmentEntries(id: string, page: { cursor?: string | undefined; limit?: number | undefined }) {
      const size = limitOf(page.limit, 30, MOST)
      const before = page.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseBefore(page.cursor)
      const [found, total] = await Promise.all([
        entries.readDepartmentEntries(database, id, before, size + 1),
        entries.countDepartmentEntries(database, id),
      ])
      const { items, next } = linesBefore(found, size)
      return { items: await lines(items), next, total }
    },

    /** Entries, newest first, or of these those of which something is noted. @throws Problem `invalid` for a cursor that is none */
    async entries(page: EntriesQuery): Promise<Page<EntryLine> & { total: number }> {
      const size = limitOf(page.limit, 30, MOST)
      const before = page.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseBefore(page.cursor)
      const noted = notedOf(page)
      const [found, total] = await Promise.all(
        noted === null
          ? [entries.readEntriesBefore(database, before, size + 1), log.snapshot().then((head) => head.size)]
          : [readNoted(database, noted, before, size + 1), countNoted(database, noted)],
      )
      const { items, next } = linesBefore(found, size)
      return { items: await lines(items), next, total }
    },

    async entry(index: number): Promise<EntryView | null> {
      const stored = await entries.readEntry(database, index)
      return stored === null ? null : entryView(stored)
    },

    /** Entries from a ledger index on, oldest first: the change feed. */
    async changes({ since = 0, limit }: { since?: number | undefined; limit?: number | undefined }) {
      const size = limitOf(limit, 100, MOST)
      const found = (await entries.readEntriesFrom(database, since, size)).map(entryView)
      const { size: ledgerSize } = await log.snapshot()
      return { items: found, next: (found.at(-1)?.index ?? since - 1) + 1, size: ledgerSize }
    },
  }
}
