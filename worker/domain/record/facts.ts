/** Derived facts of a record, the same for every kind. */

/** The derived row of a record. */
export interface Summary {
  title: string
  department: string | null
  type: string | null
  level: string | null
  status: string
  area?: string | null
  /** The day of the kind, by which its lists can stand, in days since 1970-01-01: when decided, due, taken up. */
  day?: number | null
  /** Days since 1970-01-01: promised first, promised now, done. Of a milestone alone. */
  baseline?: number | null
  due?: number | null
  done?: number | null
  /** Days by which it was done later than first promised; 0 within the promised month or year. */
  delay?: number | null
}

/** A day on which something of a record stands in a calendar. */
export interface Dated {
  rel: 'due' | 'hearing' | 'consultation' | 'meeting' | 'promulgation' | 'decided' | 'evaluation'
  /** `YYYY-MM-DD` */
  day: string
  /** Last day of a period; null for one day. */
  until: string | null
  /** Id of the part of the record, as that of a step; empty for the record itself. */
  part: string
}

/** One text to be found, and what it is of the record. */
export interface SearchField {
  field: 'title' | 'aliases' | 'unit' | 'basis' | 'text'
  text: string
}

/** One record that this one points at. */
export interface Link {
  rel:
    | 'parent'
    | 'lead'
    | 'supporting'
    | 'merged_into'
    | 'split_into'
    | 'transferred_to'
    | 'responsibility'
    | 'decision'
    | 'inventory'
    /** The flag after which something is put right. */
    | 'flag'
    /** The record that a flag is about. */
    | 'subject'
    /** Name of the mapping through which the record was delivered. */
    | 'register'
  target: string
}
