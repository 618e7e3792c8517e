/** Questions that can be asked of a ledger, and answers beside records and entries. Types alone. */

import type { State } from '../../domain/kinds/kinds.ts'
import type { Change, RecordKind } from '../../domain/record/event.ts'
import type { AnyFilter, RecordFilter } from '../../store/lists/condition.ts'
import type * as board from '../../store/records/board.ts'
import type { Snippet } from '../../store/search/snippet.ts'
import type { EntryView, Facet, RecordView } from './views.ts'

export interface RecordQuery extends AnyFilter {
  /** Name of an order, with `-` before it downwards. */
  sort?: string | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

export interface SearchQuery {
  q: string
  kind?: RecordKind | undefined
  department?: string | undefined
  type?: string | undefined
  annulled?: 'no' | 'yes' | 'any' | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

/** A record that was found, with where and why. */
export interface Hit {
  record: RecordView
  snippets: Snippet[]
}

/** An entry of which the place and the time alone are asked, with its inclusion proof. */
export interface Placed extends Pick<EntryView, 'index' | 'leaf'> {
  proof: string[]
}

export interface Evidence {
  checkpoint: string
  record: RecordView
  entries: (EntryView & { proof: string[] })[]
  /** The entries by which bodies of `entries` were lawfully erased, proven in the same tree. */
  erasures: (EntryView & { proof: string[] })[]
  /**
   * The newest catalogue of records with the bucket that this one is in; the first entry that it does not count, null
   * where that is its own; and the newest entry of all. These tell how old it is. All in the same tree. Null for an empty
   * ledger; without a catalogue where there is none yet.
   */
  catalogue: {
    entry: (EntryView & { proof: string[] }) | null
    bucket: { text: string; proof: string[] } | null
    uncounted: Placed | null
    newest: Placed
  } | null
  /** Number of entries after which the next answer goes on, where the record has more; null in the last one. */
  next: number | null
}

/** Sizes of a ledger. */
export interface Sizes {
  entries: number
  departments: number
  responsibilities: number
  decisions: number
  milestones: number
  /** Instant at which the newest entry was recorded; null in an empty ledger. */
  asOf: string | null
  /** The day for which statuses were computed, `YYYY-MM-DD`. */
  today: string
}

/** Sizes, and the responsibilities by type and status. */
export interface Stats extends Sizes {
  byType: Facet[]
  byStatus: Facet[]
}

export interface BoardQuery extends board.BoardFilter {
  view?: board.BoardView | undefined
  /** Name of an order, with `-` before it downwards; that of the view without. */
  sort?: string | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

export interface BoardFigures {
  /** The day for which they were counted, `YYYY-MM-DD`. */
  today: string
  /** Registers from which milestones come, each judged as of its last delivery; null where no date is known. */
  deliveries: { register: string; asOf: string | null }[]
  counts: board.BoardCounts | null
  department: {
    value: string | null
    name: string | null
    nameEn: string | null
    counts: board.BoardCounts
  }[]
  area: { value: string | null; counts: board.BoardCounts }[]
  type: { value: string | null; counts: board.BoardCounts }[]
}

export interface CalendarQuery {
  /** First and last day, `YYYY-MM-DD`. */
  from: string
  to: string
  department?: string | undefined
  /** A decision, with its milestones; or any one record. */
  record?: string | undefined
  /** List on which the records stand. */
  list?: RecordFilter | undefined
  /** With those of records that were annulled, for readers that took them over and are told that they are off. */
  annulled?: 'any' | undefined
  rel?: string | undefined
  limit?: number | undefined
}

export interface CalendarItem {
  rel: string
  day: string
  until: string | null
  part: string
  record: RecordView
}

export type { BoardCounts, BoardFilter, BoardView } from '../../store/records/board.ts'
export { boardViews } from '../../store/records/board.ts'

export type VersionPoint = { seq: number } | { size: number } | { date: string }

export interface Version {
  seq: number
  index: number
  recorded: string
  /** Number of versions there are now. */
  of: number
  state: State
}

export interface Comparison {
  from: Version
  to: Version
  changes: Change[]
  /** Number of further differences, which are left out. */
  left: number
}
