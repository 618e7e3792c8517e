/** One way to damage a ledger, and who has to notice it. */
import type { Evidence } from '../../domain/proof/evidence.ts'
import type { Catalogue } from '../../ledger/catalogue.ts'
import type { Words } from '../shell/usage.ts'
import type { Source } from '../verify/source/source.ts'
import type { Stage } from './stage.ts'

/** Guards that look at a damaged ledger, in the order of the table. */
export const GUARDS = ['verify', 'returning', 'monitor', 'witness', 'browser', 'evidence'] as const

export type GuardName = (typeof GUARDS)[number]

/** A damaged ledger, as it lies in a folder and as it is served. */
export interface Scene {
  dir: string
  /** The checkpoint that is served; the newest in the folder where left out. */
  note?: string
  /** Answers that are served otherwise than they lie in the folder. */
  served?: Partial<Pick<Source, 'checkpoint' | 'bodies' | 'published' | 'publishedNow'>>
  /** The record of which an evidence file is asked for. */
  record?: string
  /** The text of the evidence file, where somebody has made another one of it. */
  file?: (whole: Evidence) => string
  /** True for a reader of the evidence who asks for the witness as well. */
  asksWitness?: boolean
  /** The newest catalogue of records, opened as whoever entered it opens it. */
  catalogue?: Catalogue
  /** True where an auditor who comes for the first time has to look beside the entries. */
  beside?: boolean
  /** Guards that this ledger gives nothing to go by. */
  without?: readonly GuardName[]
}

export interface Damage {
  /** As it is named in JSON. */
  id: string
  words: Words
  /** By which part each has to notice it, one of several where a bar stands between; whoever is not named cannot. */
  expected: Readonly<Partial<Record<GuardName, string>>>
  /** @returns null where the ledger has nothing that could be damaged so */
  make(stage: Stage, now: Date): Promise<Scene | null>
}

/** A damage that is rows alone. */
export interface RowDamage {
  id: string
  zh: string
  en: string
  /** SQL of one value that is null where the ledger has nothing of the kind. */
  needs?: string
  sql: string
  /** True where it is beside the entries and the records that an auditor has to look. */
  beside?: true
  expected: Partial<Record<GuardName, string>>
}
