import type { Answer, Database, Statement } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import type { Choice } from '../lists/choices.ts'
import type { Condition } from '../lists/condition.ts'
import type { Place } from '../lists/keys.ts'
import type { ListOrder } from '../lists/order.ts'
import { readPage } from '../lists/page.ts'
import type { ListPage } from '../lists/rows.ts'
import { MARKED } from './document.ts'
import { markOf, matchOf, type Run, runsOf, TERMS_VERSION } from './terms.ts'

/** A query is cut to this many runs; what follows says little more. */
const MAX_RUNS = 12
/**
 * Records that are put in order: of words that more hold, the newest of those that bear them in their titles, and the
 * newest of all, each so many.
 */
const CANDIDATES = 1000
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

/** Rows of the index that a search goes through, by their numbers. */
interface Gathered {
  /** Those that match, the newest first, at most as many as are put in order and one more. */
  rows: number[]
  /** Those whose titles match, the newest first, at most as many as are put in order. */
  titled: number[]
}

/** Words with marks, where the whole index has them: while it is made anew, the words alone. */
const WORDS = `CASE WHEN (SELECT redone IS NULL AND version >= ${TERMS_VERSION} FROM search_progress WHERE id = 1)
  THEN ? ELSE ? END`
/** The newest rows that match, before an index of the ledger. */
const NEWEST = `SELECT rowid AS n FROM search WHERE search MATCH ${WORDS} AND rowid < ? ORDER BY rowid DESC LIMIT ?`
/** The same unless other words match: then an expression that nothing matches, and that costs nothing. */
const UNLESS = NEWEST.replace(
  WORDS,
  `CASE WHEN EXISTS (SELECT 1 FROM search WHERE search MATCH ${WORDS}) THEN '"${markOf('', '')}"' ELSE ${WORDS} END`,
)

/** Words of a search, with the marks of what else is asked for and without them. */
type Asked = readonly [marked: string, plain: string]

/** Two statements that gather what matches. @param unless words that go before: where they match, nothing is gathered */
function gathering(asked: Asked, before: number, most: number, unless: Asked | null): Statement[] {
  const titled = asked.map((match) => `{title aliases} : (${match})`)
  return [
    { words: asked, limit: most + 1 },
    { words: titled, limit: most },
  ].map(({ words, limit }) => ({
    sql: unless === null ? NEWEST : UNLESS,
    args: [...(unless ?? []), ...words, before, limit],
  }))
}

function gatheredIn(answers: readonly Answer[]): Gathered {
  const [rows = [], titled = []] = answers.map((one) => one.rows.map(({ n }) => numberOf(n)))
  return { rows, titled }
}

/** True where more match than are put in order. */
const isBounded = ({ rows }: Gathered, most: number): boolean => rows.length > most

/** Records among what was gathered that are asked for: all of it, or the newest of each sort. */
function conditionOf(gathered: Gathered, { annulled, ...filter }: SearchFilter, most: number): Condition {
  const { rows, titled } = gathered
  const candidates = isBounded(gathered, most) ? [...rows.slice(0, most), ...titled] : rows
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return {
    where: [
      'record.n IN (SELECT value FROM json_each(?))',
      ...given.map(([column]) => `record.${column} = ?`),
      ...(annulled === 'any' ? [] : [`record.annulled = ${annulled === 'yes' ? 1 : 0}`]),
    ].join(' AND '),
    args: [JSON.stringify(candidates), ...given.map(([, value]) => value)],
    index: FOUND,
  }
}

/** Index by which what was found is narrowed, counted and put in order: no row with its state is read for it. */
const FOUND = 'record_found'

function kindsStatement({ where, args }: Condition): Statement {
  return {
    sql: `SELECT kind, count(*) AS n FROM record INDEXED BY ${FOUND} WHERE (${where}) GROUP BY kind ORDER BY n DESC, kind`,
    args: [...args],
  }
}

const kindsIn = (answer: Answer | undefined): Choice[] =>
  (answer?.rows ?? []).map(({ kind, n }) => ({ value: textOf(kind), count: numberOf(n) }))

const PROGRESS = 'SELECT size FROM search_progress WHERE id = 1'

/** The words, and what else the index says of the records that are asked for. */
function askedOf(match: string, { annulled, ...filter }: SearchFilter): Asked {
  const values = { ...filter, annulled: annulled === 'any' ? undefined : annulled === 'yes' ? '1' : '0' }
  const marks = MARKED.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : `"${markOf(name, value)}"`
  })
  return [[`(${match})`, ...marks].join(' AND '), match]
}

/**
 * Searches the derived records. An empty or punctuation-only query finds nothing. However many records match, no more
 * are gone through than are put in order.
 *
 * @param after where the page before ended, and by which way it was found
 * @param most records of each sort that are put in order
 */
export async function searchRecords(
  database: Database,
  query: string,
  { annulled = 'no', kind, ...others }: SearchFilter,
  limit: number,
  after: { way: SearchWay; place: Place } | null,
  most = CANDIDATES,
): Promise<SearchFound> {
  const { client } = database
  const runs = runsOf(query).slice(0, MAX_RUNS)
  const expressions = (runs.length === 0 ? [] : expressionsOf(runs)).filter(
    ({ way }) => after === null || after.way === way,
  )
  const before = after?.place.size ?? Number.MAX_SAFE_INTEGER
  const place = after?.place ?? null
  const wide = { ...others, annulled }
  const [first] = expressions
  const [progress, ...answers] = await client.batch(
    [
      PROGRESS,
      ...expressions.flatMap((one) => {
        const unless = first === undefined || one === first ? null : askedOf(first.match, wide)
        return gathering(askedOf(one.match, wide), before, most, unless)
      }),
    ],
    'read',
  )
  const found: SearchFound = {
    ...{ records: [], next: null, way: 'whole', total: 0, kinds: [], runs, bounded: false },
    indexedTo: numberOf(progress?.rows[0]?.size ?? 0),
  }
  for (const [at, expression] of expressions.entries()) {
    const gathered = gatheredIn(answers.slice(2 * at, 2 * at + 2))
    if (gathered.rows.length === 0 && after === null) continue
    // Nothing among the newest is not nothing at all.
    found.bounded ||= isBounded(gathered, most)
    const condition = conditionOf(gathered, wide, most)
    const order = orderOf(expression)
    const { way } = expression
    if (kind === undefined && after === null) {
      // What was found is gone through once, for the page and for the numbers.
      const whole = { ...condition, byKind: true }
      const { kinds = [], total = 0, ...page } = await readPage(database, whole, order, null, limit)
      if (kinds.length === 0) continue
      return { ...found, ...page, way, total, kinds }
    }
    const own = { ...wide, kind }
    const ofKind = kind !== undefined && isBounded(gathered, most) ? askedOf(expression.match, own) : null
    const [counted, ...more] = await client.batch(
      [kindsStatement(condition), ...(ofKind === null ? [] : gathering(ofKind, before, most, null))],
      'read',
    )
    const kinds = kindsIn(counted)
    if (kinds.length === 0 && after === null) continue
    if (ofKind === null) {
      const page = await readPage(database, conditionOf(gathered, own, most), order, place, limit)
      const among = kinds.filter(({ value }) => kind === undefined || value === kind)
      const total = among.reduce((sum, { count }) => sum + count, 0)
      return { ...found, ...page, way, total, kinds }
    }
    // Of the kind that is asked for there may be more than among the newest of all kinds.
    const narrow = conditionOf(gatheredIn(more), own, most)
    const [page, ofIt] = await Promise.all([
      readPage(database, narrow, order, place, limit),
      client.execute(kindsStatement(narrow)),
    ])
    const mine = kindsIn(ofIt)
    const all = [...mine, ...kinds.filter(({ value }) => value !== kind)].sort((x, y) => y.count - x.count)
    return { ...found, ...page, way, total: mine[0]?.count ?? 0, kinds: all }
  }
  return found
}
