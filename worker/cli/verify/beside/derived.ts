/** Rows that entries give, beside those of the records: catalogue, waypoints, documents that entries name, submissions. */
import { many } from '../../../domain/text/many.ts'
import { equal } from '../../../ledger/bytes.ts'
import { parseCanonical } from '../../../ledger/canonical.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import { LedgerError } from '../../../ledger/error.ts'
import type { Database } from '../../../machine/machine.ts'
import { documentsIn } from '../../../services/documents/documents.ts'
import { listWrongWaypoints, makeCatalogue } from '../../../services/rebuilding.ts'
import type { Finding } from '../finding.ts'
import type { Folder } from '../source/folder.ts'
import type { Body } from '../source/source.ts'
import { bytesIn, numberIn, textIn } from '../source/sql.ts'
import { type Checked, found } from './checked.ts'

/** Catalogues that are made again: that of the last entry, and one that is being made. */
const CATALOGUES = 2

/** Holds the kept catalogue against the entries: every bucket and tile of it that is there. */
export async function checkCatalogue(folder: Folder, database: Database, size: number): Promise<Finding[]> {
  const kept = folder.rows(
    'SELECT size FROM catalogue_bucket UNION SELECT size FROM catalogue_tile ORDER BY size DESC',
  )
  const wrong: string[] = []
  for (const row of kept.slice(0, CATALOGUES)) {
    const of = numberIn(row.size)
    if (of > size) {
      wrong.push(String(of))
      continue
    }
    let [buckets, tiles] = [0, 0]
    let agrees = true
    await makeCatalogue(database, of, {
      async bucket(n, text) {
        const [one] = folder.rows('SELECT lines FROM catalogue_bucket WHERE size = ? AND n = ?', of, n)
        if (one === undefined) return
        buckets += 1
        agrees &&= one.lines === text
      },
      async tile(level, n, hashes) {
        const [one] = folder.rows(
          'SELECT hashes FROM catalogue_tile WHERE size = ? AND level = ? AND n = ?',
          of,
          level,
          n,
        )
        if (one === undefined) return
        tiles += 1
        agrees &&= equal(bytesIn(one.hashes), hashes)
      },
    })
    const count = (table: string): unknown =>
      folder.rows(`SELECT count(*) AS n FROM ${table} WHERE size = ?`, of)[0]?.n
    if (!agrees || count('catalogue_bucket') !== buckets || count('catalogue_tile') !== tiles)
      wrong.push(String(of))
  }
  return found(
    'record',
    [...wrong, ...kept.slice(CATALOGUES).map((row) => String(row.size))],
    '规模 @ 的记录总目存着的内容不是账目给出的。',
    'The catalogue of records that is kept of size @ is not what the entries give.',
  )
}

/** Holds the waypoints of long records against their entries. */
export async function checkWaypoints(database: Database): Promise<Finding[]> {
  return found(
    'record',
    await listWrongWaypoints(database),
    '记录 @ 的中途状态不是账目给出的。',
    'A waypoint of the record @ is not what its entries give.',
  )
}

/** Entries that are read at once. */
const AT_ONCE = 500
const NAMES = /"[0-9a-f]{64}"/

/**
 * Holds the documents that entries are said to name against their bodies. Of a body that was erased, or is locked away
 * from this auditor, only its standing is known.
 */
export async function checkDocuments(folder: Folder, size: number): Promise<Checked> {
  const wrong: number[] = []
  let locked = 0
  for (let from = 0; from < size; from += AT_ONCE) {
    const kept = new Map<number, string[]>()
    const rows = folder.rows(
      'SELECT document, entry, standing FROM document_entry WHERE entry >= ? AND entry < ? ORDER BY entry, document',
      from,
      from + AT_ONCE,
    )
    for (const { document, entry, standing } of rows) {
      const at = numberIn(entry)
      kept.set(at, [...(kept.get(at) ?? []), `${textIn(standing)} ${textIn(document)}`])
    }
    for (const body of await folder.bodies(from, Math.min(AT_ONCE, size - from))) {
      const named = kept.get(body.index) ?? []
      if (body.locked === true) {
        locked += named.length
        if (named.some((one) => !one.startsWith('sealed '))) wrong.push(body.index)
      } else if (body.content === null) {
        if (named.some((one) => !one.startsWith('gone gone:'))) wrong.push(body.index)
      } else if (named.join() !== expectedOf(body).join()) wrong.push(body.index)
    }
  }
  for (const { entry } of folder.rows(
    'SELECT DISTINCT entry FROM document_entry WHERE entry >= ? OR entry < 0',
    size,
  ))
    wrong.push(numberIn(entry))
  return {
    looked: ['record'],
    findings: found(
      'record',
      wrong.map(String),
      '第 @ 条账目所附的文件，数据库记的与正文不符。',
      'The documents that entry @ names are not those that the database says.',
    ),
    unchecked:
      locked === 0
        ? []
        : [
            {
              zh: `不予公开的正文所附的文件（document_entry，${locked} 行）：没有密钥，未核对。`,
              en: `Documents that withheld bodies name (document_entry, ${many(locked, 'row')}): their key is not at hand.`,
            },
          ],
  }
}

function expectedOf({ content, leaf }: Body): string[] {
  if (content === null || !NAMES.test(content)) return []
  try {
    const { visibility } = parseLeaf(leaf)
    return documentsIn(parseCanonical(content)).map((one) => `${visibility} ${one}`)
  } catch (error) {
    // A body or leaf that cannot be read is a finding of its own.
    if (error instanceof LedgerError) return []
    throw error
  }
}

/** Submissions whose entries the ledger does not have, or that another submission has too. */
export function checkSubmissions(folder: Folder, size: number): Finding[] {
  const wrong: string[] = []
  let end = 0
  for (const { first, count } of folder.each('SELECT first, count FROM submission ORDER BY first, count')) {
    const [from, entries] = [numberIn(first), numberIn(count)]
    if (from < end || entries < 0 || from + entries > size) wrong.push(String(from))
    end = Math.max(end, from + entries)
  }
  return found(
    'record',
    wrong,
    '登记为从第 @ 条账目起的一次提交（交付）与别的提交重叠，或超出账本。',
    'A submission (or delivery) that is said to begin at entry @ lies over another one, or beyond the ledger.',
  )
}
