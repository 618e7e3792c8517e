import type { Database, Row } from '../database.ts'
import { numberOf } from '../database.ts'
import { matchOf, type Run, runsOf } from './terms.ts'

/** A query is cut to this many runs; what follows says little more. */
const MAX_RUNS = 12

export interface SearchFilter {
  kind?: string | undefined
  department?: string | undefined
  type?: string | undefined
}

export interface SearchRows {
  /** States of the records found, best first. */
  rows: Row[]
  total: number
  /** Ledger size up to which the index is current. */
  indexedTo: number
  runs: Run[]
}

/** All runs must match; failing that, for a reader who remembers a title only roughly, any pair of it. */
function expressions(runs: readonly Run[]): string[] {
  const strict = runs.map(matchOf).join(' AND ')
  const pairs = runs.flatMap((run) => {
    const chars = [...run.text]
    return run.han && chars.length > 2
      ? chars.slice(0, -1).map((c, i) => `"${c}${chars[i + 1] ?? ''}"`)
      : [matchOf(run)]
  })
  return pairs.length > 1 ? [strict, pairs.join(' OR ')] : [strict]
}

const COLUMNS =
  'r.n, r.id, r.kind, r.seq, r.title, r.department, r.type, r.level, r.status, r.state, r.last_index, r.recorded, r.area, r.baseline, r.due, r.done, r.delay, r.derived'

/** Searches the derived records. An empty or punctuation-only query finds nothing. */
export async function searchRecords(
  { client }: Database,
  query: string,
  filter: SearchFilter,
  limit: number,
  offset: number,
): Promise<SearchRows> {
  const runs = runsOf(query).slice(0, MAX_RUNS)
  const progress = 'SELECT size FROM search_progress WHERE id = 1'
  if (runs.length === 0) {
    const { rows } = await client.execute(progress)
    return { rows: [], total: 0, indexedTo: numberOf(rows[0]?.size ?? 0), runs }
  }
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const where = given.map(([column]) => ` AND r.${column} = ?`).join('')
  const values = given.map(([, value]) => value)
  // What a reader remembers is a title: most of the words in it first, and of those the shortest title.
  const words = runs.map(({ text }) => text)
  const inTitle = words.map(() => '(INSTR(LOWER(r.title), ?) > 0)').join(' + ')
  let found: SearchRows | null = null
  for (const expression of expressions(runs)) {
    const [size, count, page] = await client.batch(
      [
        progress,
        {
          sql: `SELECT COUNT(*) AS total FROM search JOIN record r ON r.n = search.rowid WHERE search MATCH ?${where}`,
          args: [expression, ...values],
        },
        {
          sql: `SELECT ${COLUMNS} FROM search JOIN record r ON r.n = search.rowid
                WHERE search MATCH ?${where}
                ORDER BY (${inTitle}) DESC, CASE WHEN ${inTitle} > 0 THEN LENGTH(r.title) END, search.rank, r.n
                LIMIT ? OFFSET ?`,
          args: [expression, ...values, ...words, ...words, limit, offset],
        },
      ],
      'read',
    )
    found = {
      rows: page?.rows ?? [],
      total: numberOf(count?.rows[0]?.total ?? 0),
      indexedTo: numberOf(size?.rows[0]?.size ?? 0),
      runs,
    }
    if (found.total > 0) return found
  }
  return found ?? { rows: [], total: 0, indexedTo: 0, runs }
}
