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
  /** The day on which it began, in days since 1970-01-01: when proposed, opened. */
  opened?: number | null
  /** Amount of money, in whole units of its currency. */
  amount?: number | null
  /** Days since 1970-01-01: promised first, promised now, done. Of a milestone alone. */
  baseline?: number | null
  due?: number | null
  done?: number | null
  /** Days by which it was done later than first promised; 0 within the promised month or year. */
  delay?: number | null
  /** Marks by which its lists are narrowed, of which it may have several, as bits; none where left out. */
  marks?: number
}

/** Columns that every row has whatever its kind: its register, its term, and its counting. */
export interface Standing {
  register: string | null
  /** Days since 1970-01-01: of the last delivery that touched it, and of the last word on it. */
  delivered: number | null
  heard: number | null
  /** Days since 1970-01-01 between which it is in force; null where its kind has no term, or for an open end. */
  begins: number | null
  ends: number | null
  /** 1 when it was annulled. */
  annulled: 0 | 1
  /** 1 when a later delivery of its register changed it. */
  altered: 0 | 1
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

/** One place of a record: a point in degrees, the code of a division, or both. */
export interface Placed {
  part: number
  latitude: number | null
  longitude: number | null
  division: string | null
}

/** One text to be found, and what it is of the record. */
export interface SearchField {
  field: 'title' | 'aliases' | 'unit' | 'basis' | 'text'
  text: string
}

/** Consequences of a relation, beside its name. */
interface Relation {
  /** The record belongs to the other: it stands on the lists that are narrowed to what is of that (`of`). */
  readonly belongs?: true
  /** Whoever follows the other is told of the record. */
  readonly told?: true
  /** The target is a code or a name and no record. */
  readonly coded?: true
}

/** Relations in which a record points at another, or at a code. */
export const relations = {
  parent: {},
  lead: {},
  supporting: {},
  merged_into: {},
  split_into: {},
  transferred_to: {},
  responsibility: { belongs: true, told: true },
  decision: { belongs: true, told: true },
  inventory: { belongs: true },
  /** The flag after which something is put right. */
  flag: {},
  /** The record that a flag is about while that still stands. */
  flagged: {},
  /** The record that a flag is about. */
  subject: { belongs: true, told: true },
  /** The consultation on which somebody comments. */
  consultation: { belongs: true },
  /** Digest of its wording and of the record that it is about: others of the same wording are found by it. */
  wording: { coded: true },
  /** Name of the mapping through which the record was delivered. */
  register: { coded: true },
  /** The record of the same thing that is kept, where this one was annulled. */
  duplicate_of: {},
  /** A type of step that it has gone through. */
  step: { coded: true },
} as const satisfies Record<string, Relation>

/** One record that this one points at. */
export interface Link {
  rel: keyof typeof relations
  target: string
}

/** The relations of which something is so. */
export function relationsThat(says: keyof Relation): Link['rel'][] {
  return (Object.keys(relations) as Link['rel'][]).filter((rel) => says in relations[rel])
}

/** True for a link that leads to a record. */
export function leadsToRecord({ rel }: Pick<Link, 'rel'>): boolean {
  return !('coded' in relations[rel])
}
