import type { Database } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import type { Choice } from '../lists/choices.ts'
import type { Condition } from '../lists/condition.ts'
import type { ListOrder } from '../lists/order.ts'
import { type ListPage, type Place, readPage } from '../lists/page.ts'
import { matchOf, type Run, runsOf } from './terms.ts'

/** A query is cut to this many runs; what follows says little more. */
const MAX_RUNS = 12
/** Pairs of characters by which a roughly remembered title is looked for. */
const MAX_PAIRS = 60

export interface SearchFilter {
  kind?: string | undefined
  department?: string | undefined
  type?: string | undefined
  /** Records that were annulled are left out, unless they are asked for. */
  annulled?: 'no' | 'yes' | 'any' | undefined
}

/** `whole`: all runs match; `near`: some pair does, for a reader who remembers a title only roughly. */
export type SearchWay = 'whole' | 'near'

export interface SearchFound extends ListPage {
  way: SearchWay
  total: number
  /** Numbers of what is found of each kind, whichever is asked for. */
  kinds: Choice[]
  /** Ledger size up to which the index is current. */
  indexedTo: number
  runs: Run[]
}

interface Expression {
  way: SearchWay
  match: string
  /** Words that are looked for in titles, each also in the script in which it was asked. */
  words: [text: string, asked: string][]
}

function expressionsOf(runs: readonly Run[]): Expression[] {
  const whole: Expression = {
    way: 'whole',
    match: runs.map(matchOf).join(' AND '),
    words: runs.map(({ text, asked }) => [text, asked]),
  }
  const pairs = runs
    .flatMap((run) => {
      const [chars, asked] = [[...run.text], [...run.asked]]
      const pair = (of: readonly string[], i: number): string => `${of[i] ?? ''}${of[i + 1] ?? ''}`
      return run.han && chars.length > 2
        ? chars
            .slice(0, -1)
            .map((_, i) => ({ match: `"${pair(chars, i)}"`, text: pair(chars, i), asked: pair(asked, i) }))
        : [{ match: matchOf(run), text: run.text, asked: run.asked }]
    })
    .slice(0, MAX_PAIRS)
  if (pairs.length < 2) return [whole]
  const near: Expression = {
    way: 'near',
    match: pairs.map(({ match }) => match).join(' OR '),
    words: pairs.map(({ text, asked }) => [text, asked]),
  }
  return [whole, near]
}

/**
 * Order of what a search finds. A reader remembers titles: most of the words in it first, of those the
 * shortest title; then the newest. The place of a record follows from its title alone, so that no other
 * record can move it from one page to another.
 */
function orderOf({ way, words }: Expression): ListOrder {
  const inTitle = words.map(() => '(instr(lower(title), ?) > 0 OR instr(lower(title), ?) > 0)').join(' + ')
  return {
    name: way,
    key: `CASE WHEN ${inTitle} > 0 THEN (99 - (${inTitle})) * 100000 + min(length(title), 99999) ELSE 9900000 END`,
    args: [...words, ...words].flat(),
    descending: false,
    newestFirst: true,
    fixed: false,
  }
}

function conditionOf(match: string, { annulled, ...filter }: SearchFilter): Condition {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return {
    where: [
      'record.n IN (SELECT rowid FROM search WHERE search MATCH ?)',
      ...given.map(([column]) => `record.${column} = ?`),
      ...(annulled === 'any' ? [] : [`record.annulled = ${annulled === 'yes' ? 1 : 0}`]),
    ].join(' AND '),
    args: [match, ...given.map(([, value]) => value)],
    index: FOUND,
  }
}

/** Index by which what was found is narrowed, counted and put in order: no row with its state is read for it. */
const FOUND = 'record_found'

async function countKinds({ client }: Database, { where, args }: Condition): Promise<Choice[]> {
  const { rows } = await client.execute({
    sql: `SELECT kind, count(*) AS n FROM record INDEXED BY ${FOUND} WHERE (${where}) GROUP BY kind ORDER BY n DESC, kind`,
    args: [...args],
  })
  return rows.map(({ kind, n }) => ({ value: textOf(kind), count: numberOf(n) }))
}

/**
 * Searches the derived records. An empty or punctuation-only query finds nothing.
 *
 * @param after where the page before ended, and by which way it was found
 */
export async function searchRecords(
  database: Database,
  query: string,
  { annulled = 'no', ...filter }: SearchFilter,
  limit: number,
  after: { way: SearchWay; place: Place } | null,
): Promise<SearchFound> {
  const runs = runsOf(query).slice(0, MAX_RUNS)
  const { rows } = await database.client.execute('SELECT size FROM search_progress WHERE id = 1')
  const found: SearchFound = {
    ...{ records: [], next: null, way: 'whole', total: 0, kinds: [], runs },
    indexedTo: numberOf(rows[0]?.size ?? 0),
  }
  if (runs.length === 0) return found
  for (const expression of expressionsOf(runs)) {
    if (after !== null && after.way !== expression.way) continue
    const { kind, ...others } = filter
    if (kind === undefined && after === null) {
      // What was found is gone through once, for the page and for the numbers.
      const whole = { ...conditionOf(expression.match, { ...others, annulled }), byKind: true }
      const {
        kinds = [],
        total = 0,
        ...page
      } = await readPage(database, whole, orderOf(expression), null, limit)
      if (kinds.length === 0) continue
      return { ...found, ...page, way: expression.way, total, kinds }
    }
    const kinds = await countKinds(database, conditionOf(expression.match, { ...others, annulled }))
    const total = kinds.reduce(
      (sum, one) => (kind === undefined || one.value === kind ? sum + one.count : sum),
      0,
    )
    if (kinds.length === 0 && after === null) continue
    const condition = conditionOf(expression.match, { ...filter, annulled })
    const page = await readPage(database, condition, orderOf(expression), after?.place ?? null, limit)
    return { ...found, ...page, way: expression.way, total, kinds }
  }
  return found
}
