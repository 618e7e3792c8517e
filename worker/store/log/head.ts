import type { Closing } from '../../domain/kinds/ledger/ledger.ts'
import type { LedgerKey } from '../../ledger/keys.ts'
import { EMPTY_ROOT } from '../../ledger/merkle.ts'
import { bytesOf, type Database, numberOf, textOf } from '../database.ts'
import { endIn, KEY_ENTRIES, keysIn } from './identity.ts'
import { Frontier } from './tree/frontier.ts'
import { sameRoot } from './tree/tree.ts'
import { WITNESSED } from './witnesses.ts'

/** The committed end of the ledger. */
export interface Head {
  size: number
  root: Uint8Array
  /** Clock of the last commit; null while the ledger is empty. */
  recorded: string | null
}

const EMPTY_HEAD: Head = { size: 0, root: EMPTY_ROOT, recorded: null }

interface Loaded {
  head: Head
  frontier: Frontier
  broken: boolean
  witnessed: number
  /** Keys as their entries leave them; none where the ledger never changed its key. */
  keys: readonly LedgerKey[]
  /** Null while entries are recorded. */
  ended: Closing | null
}

/** Enough for 256^5 entries. */
const LEVELS = 5

/** Reads the last committed head alone: one small query. */
export async function readHead({ client }: Database): Promise<Head> {
  const { rows } = await client.execute(
    'SELECT size, root, recorded FROM "commit" ORDER BY prev_size DESC LIMIT 1',
  )
  const row = rows[0]
  if (row === undefined) return EMPTY_HEAD
  return { size: numberOf(row.size), root: bytesOf(row.root), recorded: textOf(row.recorded) }
}

/** The head as it was when a commit ended at `size`; null when none did. */
export async function readHeadAt({ client }: Database, size: number): Promise<Head | null> {
  const { rows } = await client.execute({
    sql: 'SELECT root, recorded FROM "commit" WHERE size = ?',
    args: [size],
  })
  const row = rows[0]
  return row === undefined ? null : { size, root: bytesOf(row.root), recorded: textOf(row.recorded) }
}

/** Answer for a ledger that has not grown since it was last looked at. */
export const UNCHANGED = 'unchanged'

/**
 * Reads the head and the unfinished tile of every level, as of one snapshot, in one round trip.
 *
 * @param known the head that is known already; of a ledger that still has it, nothing more is read
 * @returns `broken` when the leaf hashes and tiles do not give the committed root: someone edited them behind
 *   the triggers; `witnessed`, the largest size that any witness says it has seen
 */
export async function loadFrontier(database: Database): Promise<Loaded>
export async function loadFrontier(database: Database, known: Head): Promise<Loaded | typeof UNCHANGED>
export async function loadFrontier({ client }: Database, known?: Head): Promise<Loaded | typeof UNCHANGED> {
  const size = '(SELECT COALESCE(MAX(size), 0) FROM "commit")'
  const grown = known === undefined ? '' : ` AND ${size} <> ${known.size}`
  const levels = Array.from({ length: LEVELS - 1 }, (_, i) => {
    const width = 256 ** (i + 2)
    return `SELECT root FROM tile WHERE level = ${i} AND n >= ${size} / ${width} * 256${grown} ORDER BY n`
  })
  const [headRows, witnessRows, keyRows, leafRows, ...tileRows] = await client.batch(
    [
      'SELECT size, root, recorded FROM "commit" ORDER BY prev_size DESC LIMIT 1',
      WITNESSED,
      KEY_ENTRIES,
      `SELECT leaf_hash FROM entry WHERE "index" >= ${size} / 256 * 256${grown} ORDER BY "index"`,
      ...levels,
    ],
    'read',
  )
  const row = headRows?.rows[0]
  const witnessed = numberOf(witnessRows?.rows[0]?.size)
  if (known !== undefined && numberOf(row?.size ?? 0) === known.size) {
    const root = row === undefined ? EMPTY_ROOT : bytesOf(row.root)
    // What a witness has seen beyond it makes a head that is known another matter.
    return witnessed <= known.size && sameRoot(root, known.root) ? UNCHANGED : loadFrontier({ client })
  }
  const keys = keysIn(keyRows?.rows ?? [])
  const ended = endIn(keyRows?.rows ?? [])
  if (row === undefined)
    return { head: EMPTY_HEAD, frontier: Frontier.empty(), broken: false, witnessed, keys, ended }
  const head = { size: numberOf(row.size), root: bytesOf(row.root), recorded: textOf(row.recorded) }
  const partials = [
    (leafRows?.rows ?? []).map((leaf) => bytesOf(leaf.leaf_hash)),
    ...tileRows.map(({ rows }) => rows.map((tile) => bytesOf(tile.root))),
  ]
  while (partials.length > 1 && partials.at(-1)?.length === 0) partials.pop()
  const frontier = Frontier.of(head.size, partials)
  return { head, frontier, broken: !sameRoot(frontier.root, head.root), witnessed, keys, ended }
}
