import type { ListedKind } from '../../domain/kinds/table.ts'
import type { Lang, Words } from '../../domain/record/problem.ts'
import type { RecordView } from '../read/views.ts'

/** Kinds that have a list. */
export type TableKind = ListedKind

export type ColumnType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  /** A whole day. */
  | 'day'
  /** A date of the precision given: year, month, day or instant. */
  | 'date'
  | 'instant'
  | 'object'
  | 'array'

/** Reader and day for which a row is written. */
export interface RowContext {
  lang: Lang
  /** The day for which is computed what follows from dates. */
  today: string
}

export interface Column {
  name: string
  type: ColumnType
  /**
   * `field`: what a new record is given. `record`: where it stands in the ledger. `history`: what acts made of
   * it. `label`: words for a code. `derived`: computed for the day in `derivedAsOf`, never recorded.
   */
  role: 'field' | 'record' | 'history' | 'label' | 'derived'
  codes?: readonly string[]
  /** The kind of record that is named, when it is always the same. */
  to?: TableKind
  personal?: true
  /** Words for a name for which the domain has none. */
  words?: Words
  read(record: RecordView, context: RowContext): unknown
}
