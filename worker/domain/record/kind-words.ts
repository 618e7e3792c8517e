/** Names of a kind of record, with its fields and events: apart from the kind, for whoever shows it. */
import { of, type Words } from './problem.ts'

/** Strands of a line, in the order in which they are offered. */
export const strands = ['decision', 'execution', 'changes', 'flags'] as const
/** The part of a story that an event belongs to: how it is decided, what is done, what is put otherwise, what is doubted. */
export type Strand = (typeof strands)[number]

/** Headings of the news. The last two are parts of what was changed. */
export const newsTopics = ['decided', 'kept', 'changed', 'flags', 'source', 'corrected'] as const
export type NewsTopic = (typeof newsTopics)[number]

/** Shapes that stand for an event on a line. */
export type EventMark = 'full' | 'ring' | 'half' | 'diamond' | 'triangle' | 'arrow' | 'join' | 'fork'

/** The place of an event in what readers are told. */
export interface Telling {
  readonly strand: Strand
  /** headings of the news under which it is found; none for what has no heading of its own */
  readonly topics: readonly NewsTopic[]
  readonly mark: EventMark
  /** true of an act that comes again and again, and is gathered within a year */
  readonly routine: boolean
  /** true of an act that is told with another one, and is no news by itself */
  readonly quiet: boolean
}

/** Name of an event, and how it is told. */
export interface EventWords extends Words {
  readonly tells: Telling
}

/** The words of one event: its name, and where it is told. */
export function told(
  zh: string,
  en: string,
  strand: Strand,
  { topics = [], mark = 'full', routine = false, quiet = false }: Partial<Omit<Telling, 'strand'>> = {},
): EventWords {
  return { ...of(zh, en), tells: { strand, topics, mark, routine, quiet } }
}

export interface KindWords {
  /** One record of it. */
  name: Words
  /** Name of a record while it has no title, as of one whose text nobody has read yet; its id where none is said. */
  untitled?: Words
  /**
   * Several of its records, as they stand behind their number: 个部门, departments. Where it is left out, 项 and the
   * title of the list.
   */
  many?: Words
  /** The page that lists its records, and a sentence about them. */
  list?: { title: Words; lede: Words }
  /** Purpose of the kind, for the list of what can be logged. */
  hint?: Words
  /** True of records that are about another one, as a flag is: on its line all their entries are told as one affair. */
  affair?: true
  /** Names of its own fields, and of those that mean something else in other kinds. */
  fields: { readonly [field: string]: Words }
  /** In English, acts that are offered, by their events: "Hand on" for "Transferred". In Chinese both are one word. */
  acts?: { readonly [event: string]: string }
  /** By event, names of those of its fields that mean something else in another event. */
  eventFields?: { readonly [event: string]: { readonly [field: string]: Words } }
  /** Names of events, as `decided` of `decision.decided`. */
  events: { readonly [event: string]: EventWords }
  /** Closed vocabularies of its own, by the name under which `label` knows them. */
  vocabularies: { readonly [set: string]: { readonly [code: string]: Words } }
  /** Vocabularies of the codes that stand in the row of a record. */
  row: { status: string; type: string; level: string }
  /** Fields whose names the filters by type and level bear, where those are something else in this kind. */
  facets?: { readonly type?: string; readonly level?: string }
  /** Vocabulary of the codes of a field, where it is another than in other kinds; several, where acts differ. */
  codes: { readonly [field: string]: string | readonly string[] }
}

/** Events of a record of any kind that is made of acts. */
export const commonEvents = {
  updated: told('更新', 'Updated', 'changes', { topics: ['changed'] }),
  corrected: told('更正', 'Corrected', 'changes', { topics: ['changed', 'corrected'], mark: 'diamond' }),
  amended: told('正式调整', 'Amended', 'changes', { topics: ['changed'] }),
  transferred: told('移交', 'Transferred', 'changes', { topics: ['changed'], mark: 'arrow' }),
  source_changed: told('来源改写', 'Changed at the source', 'changes', {
    topics: ['changed', 'source'],
    mark: 'triangle',
  }),
} as const satisfies { readonly [event: string]: EventWords }

/** Events of a record of every kind made of acts because of how it was entered (`entered/acts.ts`). */
export const enteringEvents = {
  annulled: told('作废', 'Annulled', 'changes', { topics: ['changed'], mark: 'ring' }),
  reinstated: told('撤销作废', 'Reinstated', 'changes', { topics: ['changed'] }),
  put_back: told('恢复原样', 'Put back as it was', 'changes', { topics: ['changed'] }),
} as const satisfies { readonly [event: string]: EventWords }
