/** A data folder as a source for an audit: its database, and the high-water mark beside it. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SQLInputValue } from 'node:sqlite'
import { type Closing, LEDGER } from '../../../domain/kinds/ledger/ledger.ts'
import { closingOf, type KeyRow, keysOf } from '../../../domain/kinds/rows/keys.ts'
import { objectOf } from '../../../domain/record/json.ts'
import type { TreeHead } from '../../../ledger/audit.ts'
import { formatBundle } from '../../../ledger/bundle.ts'
import { equal, fromBase64, joined } from '../../../ledger/bytes.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import { innerHashes } from '../../../ledger/inner.ts'
import type { LedgerKey } from '../../../ledger/keys.ts'
import { TILE_WIDTH } from '../../../ledger/tiles.ts'
import { readMarks } from '../../../machine/marks.ts'
import { type BodyOpener, bodyOpener, isLocked } from '../../../services/sealing/withheld.ts'
import { requireLedger } from '../../shell/data-folder.ts'
import { type Checked, checkChunk, tileFinding } from '../tree/chunks.ts'
import { nativeTree } from '../tree/hash.ts'
import type { Body, Source } from './source.ts'
import {
  bytesIn,
  longTextIn,
  numberIn,
  openReader,
  type Reader,
  type SqlRow,
  textIn,
  textOrNull,
} from './sql.ts'
import { storedRecords } from './stored-records.ts'

const BODIES = `SELECT e."index", e.leaf, e.record, e.seq, e.kind, e.department, b.salt, CAST(b.content AS BLOB) AS content
  FROM entry e LEFT JOIN body b ON b."index" = e."index" WHERE e."index" >= ? AND e."index" < ? ORDER BY e."index"`

export interface Folder extends Source {
  /** The heads that were committed one after the other, oldest first. */
  commits(after: number, limit: number): TreeHead[]
  /** The last committed head; null in an empty ledger. */
  committed(): TreeHead | null
  /** All stored checkpoints up to a size, oldest first. */
  notes(after: number, limit: number): { size: number; note: string }[]
  /** The furthest head that was ever signed here, by the mark beside the database; null where none is kept. */
  mark(): TreeHead | 'absent' | 'unreadable' | null
  /** A full tile as stored, with the root beside it. */
  stored(level: number, n: number): StoredTile | null
  /** Keys as the ledger's own entries leave them, oldest first; none where it never changed its key. */
  ownKeys(): LedgerKey[]
  /** The end of the ledger, as its own entries leave it; null while entries are recorded. */
  ended(): Closing | null
  /** The history of the ledger that this one continues, as its own entries carry it; null where it began anew. */
  carried(): string | null
  /** False for a mirror: what is withheld was never served to it, and is not missing from it. */
  readonly holdsWithheld: boolean
  readonly database: string
  /** Rows of one statement, as they stand. */
  rows(sql: string, ...args: SQLInputValue[]): SqlRow[]
  /** The same, row by row. */
  each(sql: string, ...args: SQLInputValue[]): IterableIterator<SqlRow>
}

export interface FolderOptions {
  /** Name of the original, as the user gave it. */
  shown?: string
  /** False for a copy, and left out for a mirror: what was signed is known beside the database alone, not beside a copy of it. */
  hasMark?: boolean
  /** Opens the withheld bodies of a copy, beside which no key lies. */
  signingKey?: string | undefined
}

/** @throws Failure when there is no ledger in the folder */
export function openFolder(
  place: string,
  { shown = place, hasMark = !isMirror(place), signingKey }: FolderOptions = {},
): Folder {
  const database = join(place, 'mingzhang.db')
  requireLedger(place)
  const reader = openReader(database)
  let key: Promise<BodyOpener | null> | null = null
  return {
    place: shown,
    isRemote: false,
    rows: (sql, ...args) => reader.all(sql, ...args),
    each: (sql, ...args) => reader.each(sql, ...args),
    holdsWithheld: !isMirror(place),
    database,
    kinds: null,
    records: 'stored',
    async identity() {
      const row = reader.first('SELECT origin, verifier_key FROM ledger WHERE id = 1')
      return { origin: textIn(row?.origin), verifierKey: textIn(row?.verifier_key) }
    },
    async checkpoint() {
      return textOrNull(reader.first('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1')?.note)
    },
    witnessed: async () => null,
    keyHistory: async () => null,
    checkers: async () => null,
    document: async () => null,
    ownKeys: () => keysOf(ownRows(reader)),
    ended: () => closingOf(ownRows(reader)),
    carried() {
      const found = ownRows(reader).find(({ kind }) => kind === 'ledger.continued')
      return found === undefined ? null : historyIn(found.content)
    },
    committed: () =>
      headsOf(reader.all('SELECT size, root FROM "commit" ORDER BY size DESC LIMIT 1'))[0] ?? null,
    commits: (after, limit) =>
      headsOf(
        reader.all('SELECT size, root FROM "commit" WHERE size > ? ORDER BY size LIMIT ?', after, limit),
      ),
    notes: (after, limit) =>
      reader
        .all('SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ?', after, limit)
        .map(({ size, note }) => ({ size: numberIn(size), note: textIn(note) })),
    stored: (level, n) => storedTile(reader, level, n),
    mark: () => (hasMark ? markIn(join(place, 'high-water')) : null),
    async chunk(n, width) {
      return chunkOf(reader, n, width)
    },
    async tile({ level, n, width }) {
      const row = reader.first('SELECT hashes FROM tile WHERE level = ? AND n = ?', level, n)
      if (width === TILE_WIDTH) return bytesIn(row?.hashes)
      const below = reader.all(
        'SELECT root FROM tile WHERE level = ? AND n >= ? ORDER BY n LIMIT ?',
        level - 1,
        n * TILE_WIDTH,
        width,
      )
      return joined(below.map(({ root }) => bytesIn(root)))
    },
    async bodies(from, count) {
      key ??= keyIn(place, signingKey)
      const open = await key
      return Promise.all(reader.all(BODIES, from, from + count).map((row) => bodyOf(row, open)))
    },
    ...storedRecords(reader),
    counts: async () => null,
    close: () => reader.close(),
  }
}

/** A bundle of leaves, and the leaf hashes that stand beside them. */
function chunkOf(reader: Reader, n: number, width: number): { bundle: Uint8Array; tile: Uint8Array } {
  const from = n * TILE_WIDTH
  const rows = reader.all(
    'SELECT "index", leaf, leaf_hash FROM entry WHERE "index" >= ? AND "index" < ? ORDER BY "index"',
    from,
    from + width,
  )
  // A gap ends the bundle there: what follows would stand in the wrong place.
  const gap = rows.findIndex(({ index }, i) => numberIn(index) !== from + i)
  const whole = gap === -1 ? rows : rows.slice(0, gap)
  return {
    bundle: formatBundle(whole.map(({ leaf }) => bytesIn(leaf))),
    tile: joined(whole.map(({ leaf_hash }) => bytesIn(leaf_hash))),
  }
}

function headsOf(rows: readonly SqlRow[]): TreeHead[] {
  return rows.map(({ size, root }) => ({ size: numberIn(size), root: bytesIn(root) }))
}

/** Opener of the withheld bodies, by the signing key of the folder. Null in a copy without it. */
async function keyIn(place: string, given: string | undefined): Promise<BodyOpener | null> {
  const text = given ?? (await readFile(join(place, 'signing-key'), 'utf8').catch(() => null))
  return text === null ? null : bodyOpener(text)
}

async function bodyOf(row: SqlRow, open: BodyOpener | null): Promise<Body> {
  const leaf = bytesIn(row.leaf)
  const text = longTextIn(row.content)
  const sealed = text !== null && isLocked(text)
  return {
    index: numberIn(row.index),
    leaf,
    salt: row.salt === null ? null : bytesIn(row.salt),
    content: text,
    ...(sealed ? await openedBody(text, leaf, open) : {}),
    columns: {
      record: textIn(row.record),
      seq: numberIn(row.seq),
      kind: textIn(row.kind),
      department: textOrNull(row.department),
    },
  }
}

/** Without a key it stays locked; with the right one, what does not open was altered, and gives no digest. */
async function openedBody(
  text: string,
  leaf: Uint8Array,
  open: BodyOpener | null,
): Promise<Pick<Body, 'salt' | 'content' | 'locked'>> {
  if (open === null) return { salt: null, content: null, locked: true }
  const digest = digestIn(leaf)
  return (digest === null ? null : await open(text, digest)) ?? { salt: new Uint8Array(), content: '' }
}

function digestIn(leaf: Uint8Array): string | null {
  try {
    return parseLeaf(leaf).body
  } catch {
    return null
  }
}

function markIn(path: string): TreeHead | 'absent' | 'unreadable' {
  const mark = readMarks(path)
  return typeof mark === 'string' ? mark : { size: mark.size, root: fromBase64(mark.root) }
}

/** Full tile as it is stored. */
export interface StoredTile {
  hashes: Uint8Array
  root: Uint8Array
  /** The rows between them; null where the tile was stored without. */
  inner: Uint8Array | null
}

/** True where the rows that proofs are made of are those over the hashes of the tile. */
export function hasTrueInner({ hashes, inner }: StoredTile): boolean {
  return inner === null || equal(inner, innerHashes(hashes, nativeTree))
}

/** Full tile of a level, by its number from 0; null when it is not stored. */
function storedTile(reader: Reader, level: number, n: number): StoredTile | null {
  const row = reader.first('SELECT * FROM tile WHERE level = ? AND n = ?', level, n)
  if (row === undefined) return null
  // A folder that was not upgraded yet has no such column.
  const inner = row.inner == null ? null : bytesIn(row.inner)
  return { hashes: bytesIn(row.hashes), root: bytesIn(row.root), inner }
}

/** Checks one bundle of a database against the leaf hashes, the stored tile and the root over it. */
export function checkStored(reader: Reader, n: number, width: number): Checked {
  const { bundle, tile } = chunkOf(reader, n, width)
  const checked = checkChunk(n, bundle, tile)
  if (checked.root === null) return { ...checked, leaves: null }
  const stored = storedTile(reader, 0, n)
  const agrees =
    stored !== null && equal(stored.hashes, tile) && equal(stored.root, checked.root) && hasTrueInner(stored)
  return {
    ...checked,
    leaves: null,
    findings: agrees ? checked.findings : [...checked.findings, tileFinding(0, n)],
  }
}

/** True for the folder of a monitor: nothing is signed there, and so there is no mark of what was. */
const isMirror = (place: string): boolean =>
  existsSync(join(place, 'monitor.db')) && !existsSync(join(place, 'signing-key'))

/** Entries of the ledger about itself. */
const ownRows = (reader: Reader): KeyRow[] =>
  reader
    .all(
      'SELECT e."index", e.kind, b.content FROM entry e JOIN body b ON b."index" = e."index" WHERE e.record = ? ORDER BY e.seq',
      LEDGER,
    )
    .map((row) => ({ kind: textIn(row.kind), index: numberIn(row.index), content: textIn(row.content) }))

function historyIn(content: string): string | null {
  const { history } = objectOf(JSON.parse(content))
  return typeof history === 'string' ? history : null
}
