/** Shapes of an import of a responsibility list: how it is to run, its parts, and what became of it. */
import type { Accepted, Held } from '../../harm/brake.ts'
import type { Mapping } from '../../list/mapping.schema.ts'
import type { Plan } from '../../list/plan.ts'
import type { Note, Rejection } from '../../list/rejection.ts'
import type { Tally } from '../../register/tally.ts'
import type { RowOutcome } from '../target.ts'

export interface ImportOptions {
  mapping: Mapping
  /** Id or name of the department whose list it is; found by the mapping when left out. */
  department: string | undefined
  asOf: string
  closeMissing: boolean
  /** The files are only a part of the list: what is not in them is not gone. */
  partial?: boolean | undefined
  skipRejected: boolean
  dryRun: boolean
  /** Harms to many records that were seen and are allowed, each with its number. */
  accept?: readonly Accepted[] | undefined
  /** The one department for which may be written; rows of others are rejected. */
  only?: string | undefined
  /** Changes of what stands need a second person, and cannot be made by whoever runs this: they are rejected. */
  addOnly?: boolean | undefined
}

export interface ImportSummary {
  rows: RowOutcome[]
  profile: string
  place: string
  asOf: string
  dryRun: boolean
  files: number
  sheets: number
  /** Outcome of the rows. */
  tally: Tally
  /** Harms that stop the import until they are accepted by name. */
  held: Held[]
  /** Items read: added, changed, unchanged and rejected together. */
  read: number
  added: number
  changed: number
  unchanged: number
  /** Records whose rows are gone; closed when asked. */
  missing: number
  closed: number
  rejected: number
  departmentsAdded: number
  /** Ledger entries written. */
  entries: number
  byType: Record<string, number>
  departments: {
    id: string
    name: string
    /** True for a department that is registered first. */
    isNew: boolean
    added: number
    changed: number
    unchanged: number
    missing: number
  }[]
  changes: { id: string; name: string; fields: string[] }[]
  missingItems: { id: string; name: string }[]
  rejections: Rejection[]
  notes: Note[]
  /** True for an import that wrote nothing because of rejections. */
  stopped: boolean
}

/** The rows of one department. */
export interface Part {
  department: { id: string; name: string; isNew: boolean }
  plan: Plan
  /** Number of records of each identity, also those that have ended. */
  known: ReadonlyMap<string, number>
}
