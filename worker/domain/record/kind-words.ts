/** What a kind of record is called, with its fields and events: apart from the kind, for whoever shows it. */
import { of, type Words } from './problem.ts'

export interface KindWords {
  /** One record of it. */
  name: Words
  /** The page that lists its records, and a sentence about them. */
  list?: { title: Words; lede: Words }
  /** What one logs with it, for the list of what can be logged. */
  hint?: Words
  /** Names of its own fields, and of those that mean something else in other kinds. */
  fields: { readonly [field: string]: Words }
  /** By event, as `decided` of `decision.decided`. */
  events: { readonly [event: string]: Words }
  /** Closed vocabularies of its own, by the name under which `label` knows them. */
  vocabularies: { readonly [set: string]: { readonly [code: string]: Words } }
  /** Of which vocabularies what stands in the row of a record is. */
  row: { status: string; type: string; level: string }
  /** Of which vocabulary the codes of a field are, where that is another than in other kinds. */
  codes: { readonly [field: string]: string }
}

/** What may happen to a record of any kind that is made of acts. */
export const commonEvents = {
  updated: of('更新', 'Updated'),
  corrected: of('更正', 'Corrected'),
  amended: of('正式调整', 'Amended'),
  transferred: of('移交', 'Transferred'),
  source_changed: of('来源改写', 'Changed at the source'),
} as const

/** What may happen to a record of every kind made of acts because of how it was entered (`entered/acts.ts`). */
export const enteringEvents = {
  annulled: of('作废', 'Annulled'),
  reinstated: of('撤销作废', 'Reinstated'),
  put_back: of('恢复原样', 'Put back as it was'),
} as const
