import type { Annulment } from '../../record/entered/annulment.ts'
import type { FormerHolding } from '../../record/entered/tenure.ts'
import type { ResponsibilityFields } from './fields.ts'

export type ResponsibilityStatus = 'in_force' | 'suspended' | 'merged' | 'split' | 'abolished' | 'withheld'

/** A responsibility as its entries leave it. */
export interface ResponsibilityState extends ResponsibilityFields {
  kind: 'responsibility'
  id: string
  seq: number
  /** The department in whose list it stands. */
  department: string
  status: ResponsibilityStatus
  /** Record ids into which it was merged or split. */
  into: string[]
  /** Departments to which it was transferred, one after the other. */
  transferred: string[]
  /** Day on which it was listed, and day of its last change (business time). */
  listed: string
  changed: string
  /** Reason for which it counts nowhere; absent while it counts. */
  annulled?: Annulment
  /** Departments that held it, and how it stood with them, the earliest first; absent where nothing of that changed. */
  formerly?: FormerHolding[]
  corrections: number
}
