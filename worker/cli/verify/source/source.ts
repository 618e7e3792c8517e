/** Sources of an audit: a public address over HTTP, or the files of a data folder. */

import type { Checkers } from '../../../domain/kinds/ledger/ledger.ts'
import type { Standing } from '../../../domain/record/facts.ts'
import type { Json } from '../../../ledger/canonical.ts'
import type { TileCoord } from '../../../ledger/tiles.ts'

/** An entry as it is shown beside the log, with its content as far as that is open to the auditor. */
export interface Body {
  index: number
  leaf: Uint8Array
  /** Null when sealed from this auditor, or erased. */
  salt: Uint8Array | null
  content: string | null
  /** Withheld, and sealed where it lies with a key that this auditor does not have. */
  locked?: boolean
  /** The same content where it is shown a second time, already read; undefined where it is not. */
  shown?: Json
  /** Columns of the entry outside the leaf. */
  columns: { record: string; seq: number; kind: string; department: string | null }
}

/** The entries [256·n, 256·n + width) as the log has them. */
export interface Chunk {
  bundle: Uint8Array
  /** Tile (0, n) of the same width. */
  tile: Uint8Array
}

/** A record as it is published, with every field that replay can give. */
export interface Published {
  id: string
  kind: string
  seq: number
  title: string
  department: string | null
  type: string | null
  level: string | null
  status: string
  firstIndex: number
  lastIndex: number
  recorded: string
  area: string | null
  baseline: number | null
  due: number | null
  done: number | null
  delay: number | null
  /** The day for which the status was computed; null where the source shows it as the entries left it. */
  judged: string | null
  /** Register from which it came, its term, and its counting; null where the source does not show it. */
  standing:
    | { readonly [column in keyof Standing | 'day' | 'opened' | 'amount' | 'marks']: string | number | null }
    | null
  state: Json
  /** Rows beside it (links, days, names), each as one line, by their table; none where the source does not show them. */
  beside: ReadonlyMap<string, readonly string[]>
  /** Version of the code that derived it. */
  derived: number
}

/** Figures that are published about the whole. */
export interface Counts {
  entries: number
  departments: number
  responsibilities: number
  decisions: number
  milestones: number
  byType: Record<string, number>
  byStatus: Record<string, number>
  /** The day for which statuses were computed; null where they are as the entries left them. */
  today: string | null
}

/** The ledger as it names itself. */
export interface Served {
  origin: string
  verifierKey: string
  /** Of a mirror: the last time that it was filled, null where that is not said; left out of the ledger itself. */
  followed?: string | null
}

/** The policy of a ledger as it publishes it, and the newest checkpoint that is said to have its quorum. */
export interface Witnessed {
  policy: string
  note: string | null
}

export interface Source {
  /** As the user named it. */
  readonly place: string
  /** True for a public address: withheld content is not shown there. A folder holds all of it. */
  readonly isRemote: boolean
  identity(): Promise<Served>
  /** The newest signed checkpoint; null when nothing was signed yet. */
  checkpoint(): Promise<string | null>
  /** Whom the ledger names as its witnesses, and the newest checkpoint that they are said to have cosigned; null without. */
  witnessed(): Promise<Witnessed | null>
  /** The history of the keys of the ledger, as it is served; null where the source serves none. */
  keyHistory(): Promise<string | null>
  /** SHA-256 of the checking pages to keep, of the bytes that are served; null where the source serves none. */
  checkers(): Promise<Checkers | null>
  /**
   * Bytes of a document that everybody may read, as they are served.
   *
   * @returns `gone` when it is said to be lawfully erased; null when it is not served
   */
  document(sha256: string): Promise<Uint8Array | 'gone' | null>
  chunk(n: number, width: number): Promise<Chunk>
  tile(coord: TileCoord): Promise<Uint8Array>
  /** The entries [from, from + count) with their content, in order; those it does not have are left out. */
  bodies(from: number, count: number): Promise<Body[]>
  /** All published records of the kinds that the source lists. */
  published(): AsyncIterable<Published[]>
  /** One record as it is published now; null when there is none. */
  publishedNow(id: string): Promise<Published | null>
  /** Kinds of record that `published` lists; null: every kind. */
  readonly kinds: readonly string[] | null
  /**
   * State of the records: as they are shown to readers, or as they are stored. Rows that other code derived
   * are never shown, but derived anew by whoever reads them.
   */
  readonly records: 'shown' | 'stored'
  /** Null where the source publishes no figures. */
  counts(): Promise<Counts | null>
  close(): void
}
