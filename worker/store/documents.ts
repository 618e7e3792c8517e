/** Facts about documents beside their bytes: who sent them, and which entries and drafts name them. */
import { addAll } from '../domain/record/list/long.ts'
import { toHex, utf8 } from '../ledger/bytes.ts'
import type { Json } from '../ledger/canonical.ts'
import { parseLeaf } from '../ledger/envelope.ts'
import type { Envelope } from '../ledger/envelope-shape.ts'
import { sha256 as digestOf } from '../ledger/merkle.ts'
import type { Erased } from './copies/erased.ts'
import { bytesOf, type Database, numberOf, type Statement, textOf } from './database.ts'
import { insertMany } from './records/insert.ts'
import { rowsOf, write } from './rows.ts'
import { document } from './schema/beside.ts'

export type StoredDocument = typeof document.$inferSelect

const DIGEST = /^[0-9a-f]{64}$/

/**
 * The SHA-256 of every document that a body names, each once. A digest names a document wherever it stands: so no
 * field of any kind, of today or later, can name one unseen.
 */
export function documentsIn(body: Json): string[] {
  const found = new Set<string>()
  const open: Json[] = [body]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      if (DIGEST.test(value)) found.add(value)
    } else if (typeof value === 'object' && value !== null) addAll(open, Object.values(value))
  }
  return [...found].sort()
}

/** An entry that names a document, or did before its body was erased. */
export interface Naming {
  entry: number
  standing: 'public' | 'sealed' | 'gone'
  envelope: Envelope
}

/** Number of documents, and of their bytes. */
export interface Amount {
  documents: number
  bytes: number
}

/** Usage by an account or a department: in all, and of that what no entry names yet. */
export interface Usage {
  all: Amount
  unnamed: Amount
}

const UNNAMED = `NOT EXISTS (SELECT 1 FROM document_entry l WHERE l.document = d.sha256 AND l.standing <> 'gone')
  AND NOT EXISTS (SELECT 1 FROM document_draft x JOIN draft w ON w.id = x.draft
    WHERE x.document = d.sha256 AND w.status <> 'entered')`

/** Trace of a digest whose body was erased: it is recognised when somebody brings it, and not told. */
function traceOf(sha256: string): string {
  return `gone:${toHex(digestOf(utf8(`mingzhang: erased document ${sha256}`)))}`
}

/** The links of some entries to the documents that they name, for the batch of those entries. */
export function namingStatements(
  entries: readonly { index: number; visibility: Envelope['visibility']; body: Json }[],
): Statement[] {
  const links = entries.flatMap(({ index, visibility, body }) =>
    documentsIn(body).map((one): [string, number, string] => [one, index, visibility]),
  )
  if (links.length === 0) return []
  const named = JSON.stringify([...new Set(links.map(([one]) => one))])
  return [
    ...insertMany('document_entry (document, entry, standing)', 3, links),
    {
      sql: 'UPDATE document SET named = 1 WHERE sha256 IN (SELECT value FROM json_each(?))',
      args: [named],
    },
  ]
}

/**
 * The links of a draft to the documents that it names.
 *
 * @param version nothing changes unless the draft is still at this one; it need not be there yet when left out
 */
export function draftStatements(draft: string, input: Json, version?: number): Statement[] {
  const [holds, still] =
    version === undefined
      ? ['true', []]
      : ['EXISTS (SELECT 1 FROM draft WHERE id = ? AND version = ?)', [draft, version]]
  return [
    { sql: `DELETE FROM document_draft WHERE draft = ? AND ${holds}`, args: [draft, ...still] },
    {
      sql: `INSERT INTO document_draft (document, draft) SELECT value, ? FROM json_each(?) WHERE ${holds}`,
      args: [draft, JSON.stringify(documentsIn(input)), ...still],
    },
  ]
}

/** The erased body names nothing any more; what no other body names is swept. */
export function forgetDocuments({ target, documents }: Erased): Statement[] {
  return documents.flatMap((one): Statement[] => [
    {
      sql: "UPDATE OR REPLACE document_entry SET document = ?, standing = 'gone' WHERE document = ? AND entry = ?",
      args: [traceOf(one), one, target],
    },
    { sql: 'DELETE FROM document_draft WHERE document = ?', args: [one] },
    {
      sql: `INSERT INTO document (sha256, account, bytes, created, expires) SELECT ?, '', 0, '', ''
        WHERE NOT EXISTS (SELECT 1 FROM document WHERE sha256 = ?)`,
      args: [one, one],
    },
    {
      sql: `UPDATE document AS d SET expires = '', named = 0 WHERE d.sha256 = ? AND ${UNNAMED}`,
      args: [one],
    },
  ])
}

/** The entries that name a document, newest first; also those whose body was erased. */
export async function namingsOf({ client }: Database, sha256: string, limit: number): Promise<Naming[]> {
  const { rows } = await client.execute({
    sql: `SELECT l.entry, l.standing, e.leaf FROM document_entry l JOIN entry e ON e."index" = l.entry
      WHERE l.document IN (?, ?) ORDER BY CASE l.standing WHEN 'public' THEN 0 ELSE 1 END, l.entry DESC LIMIT ?`,
    args: [sha256, traceOf(sha256), limit],
  })
  return rows.map(({ entry, standing, leaf }) => ({
    entry: numberOf(entry),
    standing: standing === 'public' || standing === 'sealed' ? standing : 'gone',
    envelope: parseLeaf(bytesOf(leaf)),
  }))
}

/** Senders of a document. */
export async function sendersOf(database: Database, sha256: string): Promise<StoredDocument[]> {
  return rowsOf(database, document, 'WHERE sha256 = ?', [sha256])
}

/** Usage by an account, or by all accounts of a department. */
export async function usageOf(
  { client }: Database,
  by: 'account' | 'department',
  id: string,
): Promise<Usage> {
  const { rows } = await client.execute({
    sql: `SELECT named, count(*) AS documents, coalesce(sum(bytes), 0) AS bytes FROM document
      WHERE ${by} = ? GROUP BY named`,
    args: [id],
  })
  const usage: Usage = { all: { documents: 0, bytes: 0 }, unnamed: { documents: 0, bytes: 0 } }
  for (const row of rows) {
    const [documents, bytes] = [numberOf(row.documents), numberOf(row.bytes)]
    for (const one of row.named === 0 ? [usage.all, usage.unnamed] : [usage.all]) {
      one.documents += documents
      one.bytes += bytes
    }
  }
  return usage
}

/**
 * Statement that an account keeps a document, until an instant at least; `set` besides where it has sent it
 * before.
 */
function keeping(
  { sha256, account, department, bytes, created, expires }: Omit<StoredDocument, 'named'>,
  set = '',
): Statement {
  return {
    sql: `INSERT INTO document (sha256, account, department, bytes, created, expires, named)
      SELECT ?, ?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM document_entry WHERE document = ? AND standing <> 'gone')
      WHERE true ON CONFLICT (sha256, account) DO UPDATE SET ${set}expires = max(expires, excluded.expires)`,
    args: [sha256, account, department, bytes, created, expires, sha256],
  }
}

/**
 * Keeps room for a document that is about to be sent; from now on it is not swept while it comes.
 *
 * @returns false when the account has sent it before
 */
export async function reserve({ client }: Database, row: Omit<StoredDocument, 'named'>): Promise<boolean> {
  const known = {
    sql: 'SELECT 1 FROM document WHERE sha256 = ? AND account = ?',
    args: [row.sha256, row.account],
  }
  const [before] = await client.batch([known, keeping(row)], 'write')
  return before?.rows.length === 0
}

/** Notes how long a document is that was received, and that its time begins again; also of one swept meanwhile. */
export async function received(database: Database, row: Omit<StoredDocument, 'named'>): Promise<void> {
  await write(database, keeping(row, 'bytes = excluded.bytes, '))
}

/** Gives the room back for what was not received. */
export async function release(
  database: Database,
  { sha256, account }: Pick<StoredDocument, 'sha256' | 'account'>,
): Promise<void> {
  await write(database, {
    sql: 'DELETE FROM document WHERE sha256 = ? AND account = ?',
    args: [sha256, account],
  })
}

/**
 * Some documents whose time is over and that nothing names.
 *
 * @param only asks of one document alone, by its digest
 * @returns `last` says that nobody else has sent it meanwhile, so that its bytes go too
 */
export async function expiredDocuments(
  { client }: Database,
  now: string,
  limit: number,
  only: string | null = null,
): Promise<{ sha256: string; last: boolean }[]> {
  const { rows } = await client.execute({
    sql: `SELECT d.sha256, NOT EXISTS (SELECT 1 FROM document o WHERE o.sha256 = d.sha256 AND o.expires > ?1) AS last
      FROM document d WHERE d.named = 0 AND d.expires <= ?1 AND ${UNNAMED}
        ${only === null ? '' : 'AND d.sha256 = ?3'} GROUP BY d.sha256 LIMIT ?2`,
    args: only === null ? [now, limit] : [now, limit, only],
  })
  return rows.map(({ sha256, last }) => ({ sha256: textOf(sha256), last: last === 1 }))
}

/** Drops the rows of a document whose time is over. */
export async function dropExpired(database: Database, sha256: string, now: string): Promise<void> {
  await write(database, {
    sql: 'DELETE FROM document WHERE sha256 = ? AND named = 0 AND expires <= ?',
    args: [sha256, now],
  })
}
