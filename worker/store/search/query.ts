import type { Database } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import type { Choice } from '../lists/choices.ts'
import type { Condition } from '../lists/condition.ts'
import type { ListOrder } from '../lists/order.ts'
import { type ListPage, type Place, readPage } from '../lists/page.ts'
import { matchOf, type Run, runsOf } from './terms.ts'

/** A query is cut to this many runs; what follows says little more. */
const MAX_RUNS = 12
/**
 * Records that are put in order for a search that nothing narrows: of words that more hold, the newest of those that
 * bear them in their titles, and the newest of all, each so many.
 */
const CANDIDATES = 3000
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
  /**
   * True where so many records match that the newest alone are looked at, and the newest of those whose titles match:
   * the numbers count these.
   */
  bounded: boolean
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
  // Asked in the script in which it is indexed, as nearly always, a word is looked for once.
  const spelled = words.map((pair) => [...new Set(pair)])
  const inTitle = spelled
    .map((texts) => `(${texts.map(() => 'instr(lower(title), ?) > 0').join(' OR ')})`)
    .join(' + ')
  return {
    name: way,
    key: `CASE WHEN ${inTitle} > 0 THEN (99 - (${inTitle})) * 100000 + min(length(title), 99999) ELSE 9900000 END`,
    args: [...spelled, ...spelled].flat(),
    descending: false,
    newestFirst: true,
    fixed: false,
  }
}

/** The rows of the index that match, all of them. */
const MATCHING = 'SELECT rowid FROM search WHERE search MATCH ?'
/** Those that came last among them, before an index of the ledger. */
const NEWEST = `SELECT rowid FROM (${MATCHING} AND rowid < ? ORDER BY rowid DESC LIMIT ?)`

/** Candidates of a search: so many of each sort, logged before a size of the ledger. */
interface Bound {
  each: number
  before: number
}

/** @param bound null where all that matches is looked at */
function conditionOf(
  match: string,
  { annulled, ...filter }: SearchFilter,
  bound: Bound | null = null,
): Condition {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return {
    where: [
      `record.n IN (${bound === null ? MATCHING : `${NEWEST} UNION ${NEWEST}`})`,
      ...given.map(([column]) => `record.${column} = ?`),
      ...(annulled === 'any' ? [] : [`record.annulled = ${annulled === 'yes' ? 1 : 0}`]),
    ].join(' AND '),
    args: [
      ...(bound === null
        ? [match]
        : [`{title aliases} : (${match})`, match].flatMap((text) => [text, bound.before, bound.each])),
      ...given.map(([, value]) => value),
    ],
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

const PROGRESS = 'SELECT size FROM search_progress WHERE id = 1'
/** Number of the rows that match, as far as it matters. */
const COUNTED = `SELECT count(*) AS n FROM (${MATCHING} LIMIT ?)`

/** True where nothing but the words, and whether it was annulled, says what is looked for. */
function isUnnarrowed({ kind, department, type }: SearchFilter): boolean {
  return kind === undefined && department === undefined && type === undefined
}

/**
 * Searches the derived records. An empty or punctuation-only query finds nothing.
 *
 * @param after where the page before ended, and by which way it was found
 * @param most records of each sort that are put in order where nothing narrows the search
 */
export async function searchRecords(
  database: Database,
  query: string,
  { annulled = 'no', ...filter }: SearchFilter,
  limit: number,
  after: { way: SearchWay; place: Place } | null,
  most = CANDIDATES,
): Promise<SearchFound> {
  const runs = runsOf(query).slice(0, MAX_RUNS)
  const expressions = runs.length === 0 ? [] : expressionsOf(runs)
  const [progress, ...matching] = await database.client.batch(
    [PROGRESS, ...expressions.map(({ match }) => ({ sql: COUNTED, args: [match, 2 * most + 1] }))],
    'read',
  )
  const found: SearchFound = {
    ...{ records: [], next: null, way: 'whole', total: 0, kinds: [], runs, bounded: false },
    indexedTo: numberOf(progress?.rows[0]?.size ?? 0),
  }
  for (const [at, expression] of expressions.entries()) {
    if (after !== null && after.way !== expression.way) continue
    const number = numberOf(matching[at]?.rows[0]?.n ?? 0)
    // Nothing matches, whatever else is asked.
    if (number === 0 && after === null) continue
    const { kind, ...others } = filter
    if (number > 2 * most && isUnnarrowed(filter)) {
      const bound = { each: most, before: after?.place.size ?? Number.MAX_SAFE_INTEGER }
      const condition = { ...conditionOf(expression.match, { annulled }, bound), byKind: true }
      const place = after?.place ?? null
      const page = await readPage(database, condition, orderOf(expression), place, limit)
      const { kinds = await countKinds(database, condition) } = page
      if (kinds.length === 0 && after === null) continue
      const total = kinds.reduce((sum, one) => sum + one.count, 0)
      return { ...found, ...page, way: expression.way, total, kinds, bounded: true }
    }
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
