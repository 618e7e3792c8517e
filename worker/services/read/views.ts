/** Views that reading a ledger gives: plain data, the same for the API, the site and the CLI. */

import type { State } from '../../domain/kinds/kinds.ts'
import type { ListedKind } from '../../domain/kinds/table.ts'
import type { OfDepartment } from '../../domain/kinds/title.ts'
import type { Opened, RecordKind } from '../../domain/record/event.ts'
import type { Named } from '../../domain/record/names/naming.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'

export interface RecordView {
  id: string
  kind: RecordKind
  seq: number
  title: string
  department: string | null
  /** Name of that department; null when the record has none, or is a department itself. */
  departmentName: string | null
  /** The same in English; null where it has none. */
  departmentNameEn: string | null
  type: string | null
  level: string | null
  /** On the day for which it is judged. */
  status: string
  /** Ledger index of the record's first and of its last entry. */
  firstIndex: number
  lastIndex: number
  /** Instant at which the last entry was recorded. */
  recorded: string
  area: string | null
  /** The day of its kind, in days since 1970-01-01: when decided, due, taken up. */
  day: number | null
  /** Days since 1970-01-01: promised first, promised now, done. Of a milestone alone. */
  baseline: number | null
  due: number | null
  done: number | null
  delay: number | null
  /** The day for which it is judged, `YYYY-MM-DD`: today, or that of the last delivery of its register. */
  judged: string
  /** 来源静默: of one from a register of which nothing came though it was expected by a day; absent otherwise. */
  silent?: {
    register: string
    /** Day of its last delivery, and of the day by which the next was expected, `YYYY-MM-DD`. */
    since: string
    expected: string
  }
  /**
   * Department that holds it now, where a list of a day names another that held it then; absent otherwise. On such a list
   * `department` and its names are of that day, and `status` of today.
   */
  heldNow?: OfDepartment & { department: string | null }
  /** True for one whose first entry was lawfully erased: it lacks what nobody has withheld. */
  openingErased?: true
  state: State
  /** Records that the names in it mean, as far as a name meant one on its day: in lists of its organs and holders alone. */
  named: Named[]
}

export interface EntryView {
  index: number
  /** base64 of the leaf, byte for byte as it was hashed */
  leaf: string
  /** base64 */
  leafHash: string
  envelope: Envelope
  body: Json | null
  /** The body as canonical JSON, exactly as it was digested with the salt. */
  content: string | null
  /** base64 */
  salt: string | null
  withheld: null | 'sealed' | 'erased'
  /** Text that was withheld and is open now, proven to be the one that was committed; null otherwise. */
  opened: Opened | null
}

/** One line of a list of entries. */
export interface EntryLine {
  index: number
  envelope: Envelope
  /** Title of the record, and that in English where it has one. */
  title: string
  titleEn: string | null
  departmentName: string | null
  departmentNameEn: string | null
}

export interface Page<T> {
  items: T[]
  /** Opaque cursor of the next page; null at the end. */
  next: string | null
}

/** Records that point at others: as many of them as are read at once, and how many there are. */
export interface Linked {
  items: RecordView[]
  total: number
}

/** A page of a list of records, and how long the list is. */
export interface ListPage extends Page<RecordView> {
  total: number
  /**
   * Records of the kind that an earlier version of the program sorted, where there are any and something narrows the
   * list: it may lack some of them, and its number with them, until they are sorted anew.
   */
  older?: number
}

export interface Facet {
  value: string
  count: number
}

/** Numbers of the services in force that somebody can apply for, in all and by what is known of them. */
export interface Services {
  total: number
  matter: Facet[]
  serves: Facet[]
  /** By the parts of a guide that their lists do not state. */
  lacks: Facet[]
  department: Facet[]
  /** Records that wait to be sorted anew, where there are any: the numbers may be too small. */
  older?: number
}

/** Values by which a list could be narrowed further, the most frequent first, and the number of the whole list. */
export interface ListChoices {
  total: number
  department: Facet[]
  type: Facet[]
  level: Facet[]
  status: Facet[]
  area: Facet[]
}

/** Kinds of records that a department has, each with its number. */
export type Holdings = readonly { kind: ListedKind; n: number }[]
