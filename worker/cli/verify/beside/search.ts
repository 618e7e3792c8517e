/**
 * The search index against one that is made anew from the states that the entries leave: the terms of both are read in
 * their order, side by side. The index made anew lies in a file of SQLite that goes with the process.
 */
import { DatabaseSync } from 'node:sqlite'
import { versionOf } from '../../../domain/kinds/table.ts'
import { many } from '../../../domain/text/many.ts'
import { DOCUMENT, documentOf, TERMS_VERSION } from '../../../services/rebuilding.ts'
import type { Replay } from '../replay/replay.ts'
import type { Folder } from '../source/folder.ts'
import { expectedOf } from '../source/schema.ts'
import { numberIn, type SqlRow, textIn } from '../source/sql.ts'
import { type Checked, found, nothing } from './checked.ts'

/** Records of which the terms are compared at most; of more, so many are chosen. */
const SAMPLE = 20_000

/** Records that are indexed in one transaction. */
const AT_ONCE = 500

/** In the order of the index: by term, record, column and place. */
const VOCABULARY = 'SELECT term, doc, col, offset FROM terms WHERE doc % ? = ?'

const COLUMNS = DOCUMENT.split(', ')

/**
 * Compares by which words each record is found. Of a ledger of many records it takes every so-manieth, from a place
 * that `random` gives: an even share, which nobody can know beforehand.
 */
export function checkSearch(
  folder: Folder,
  replay: Replay,
  random: (below: number) => number,
  sample = SAMPLE,
): Checked {
  const [progress] = folder.rows('SELECT size, version, redone FROM search_progress WHERE id = 1')
  if (progress?.version !== TERMS_VERSION || progress.redone !== null)
    return {
      ...nothing(),
      unchecked: [
        {
          zh: '搜索索引（search）：由另一版程序编成，或正在重编，未核对凭哪些词能搜到什么。',
          en: 'The search index (search): of another version, or being made anew, so that its words were not compared.',
        },
      ],
    }
  const every = Math.max(1, Math.ceil(replay.records / sample))
  const at = every === 1 ? 0 : random(every)
  const create = expectedOf(folder, 'table search')
  if (create === null) return nothing()
  const fresh = new DatabaseSync('')
  try {
    fresh.exec(create)
    const waiting = fill(fresh, folder, replay, { size: numberIn(progress.size), every, at })
    fresh.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search', 'instance')`)
    folder.rows(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'search', 'instance')`)
    const differing = differences(
      folder.each(VOCABULARY, every, at),
      fresh.prepare(VOCABULARY).iterate(every, at),
      waiting,
    )
    const ids = [...differing].map(
      (n) => textIn(folder.rows('SELECT id FROM record WHERE n = ?', n)[0]?.id) || `#${n}`,
    )
    return {
      looked: ['search'],
      findings: found(
        'search',
        ids,
        '记录 @ 在搜索索引里的词不是它的内容给出的词；重编用 rebuild。',
        'The search index has other words for @ than its content gives; `rebuild` makes it anew.',
      ),
      unchecked: [
        ...(every === 1
          ? []
          : [
              {
                zh: `搜索索引（search）：随机每 ${every} 条记录核对了一条的词。`,
                en: `The search index (search): the words of one record in ${every} were compared, from a random start.`,
              },
            ]),
        ...(waiting.size === 0
          ? []
          : [
              {
                zh: `搜索索引（search）：有 ${waiting.size} 条记录还等着编入。`,
                en: `The search index (search): ${many(waiting.size, 'record waits', 'records wait')} to be indexed.`,
              },
            ]),
      ],
    }
  } finally {
    fresh.close()
  }
}

/** Indexes the chosen records anew. @returns those that the index need not have yet, by their first entries */
function fill(
  fresh: DatabaseSync,
  folder: Folder,
  replay: Replay,
  { size, every, at }: { size: number; every: number; at: number },
): Set<number> {
  const insert = fresh.prepare(
    `INSERT INTO search (rowid, ${DOCUMENT}) VALUES (?, ${COLUMNS.map(() => '?').join(', ')})`,
  )
  const waiting = new Set<number>()
  const other = new Set<number>()
  for (const { n, kind, derived } of folder.each(
    'SELECT n, kind, derived FROM record WHERE n % ? = ?',
    every,
    at,
  ))
    if (versionOf(textIn(kind)) !== derived) other.add(numberIn(n))
  fresh.exec('BEGIN')
  let done = 0
  for (const { state, firstIndex, lastIndex } of replay.left()) {
    if (firstIndex % every !== at) continue
    if (lastIndex >= size || other.has(firstIndex)) {
      waiting.add(firstIndex)
      continue
    }
    insert.run(firstIndex, ...documentOf(state))
    done += 1
    if (done % AT_ONCE === 0) fresh.exec('COMMIT; BEGIN')
  }
  fresh.exec('COMMIT')
  return waiting
}

/** Rows of two vocabularies that stand in one alone, by the record; of the waiting ones, nothing is said. */
function differences(
  kept: IterableIterator<SqlRow>,
  fresh: IterableIterator<SqlRow>,
  waiting: ReadonlySet<number>,
): Set<number> {
  const differing = new Set<number>()
  const note = (row: SqlRow): void => {
    const doc = numberIn(row.doc)
    if (!waiting.has(doc)) differing.add(doc)
  }
  let [mine, theirs] = [kept.next(), fresh.next()]
  while (mine.done !== true || theirs.done !== true) {
    const order = mine.done === true ? 1 : theirs.done === true ? -1 : orderOf(mine.value, theirs.value)
    if (order < 0 && mine.done !== true) note(mine.value)
    if (order > 0 && theirs.done !== true) note(theirs.value)
    if (order <= 0) mine = kept.next()
    if (order >= 0) theirs = fresh.next()
  }
  return differing
}

function orderOf(a: SqlRow, b: SqlRow): number {
  // Terms stand in the order of their bytes, which is not that of UTF-16.
  if (a.term !== b.term) return Buffer.compare(Buffer.from(textIn(a.term)), Buffer.from(textIn(b.term)))
  if (a.doc !== b.doc) return numberIn(a.doc) - numberIn(b.doc)
  if (a.col !== b.col) return COLUMNS.indexOf(textIn(a.col)) - COLUMNS.indexOf(textIn(b.col))
  return numberIn(a.offset) - numberIn(b.offset)
}
