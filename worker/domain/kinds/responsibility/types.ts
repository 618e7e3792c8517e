import type { BasisLevel, Level, ResponsibilityType } from '../../record/vocabulary.ts'

export type { BasisLevel, Level, ResponsibilityType }

/** 依据: one legal text that a responsibility rests on. */
export interface LegalBasis {
  level: BasisLevel | null
  /** Without 《》. */
  title: string | null
  docNumber: string | null
  article: string | null
  /** As printed. */
  text: string
}

/** 责任事项: one duty, under the step or heading it belongs to. */
export interface Duty {
  step: string | null
  text: string
}

export interface TimeLimit {
  days: number
  unit: 'working_day' | 'day'
  text: string | null
}

/** 廉政风险点 */
export interface RiskPoint {
  step: string | null
  level: 'high' | 'medium' | 'low'
  control: string | null
}

/** Where a delivered row stood, and what identifies it from one delivery to the next. */
export interface Source {
  /** Name of the mapping of the register; absent in a responsibility list of its own. */
  mapping?: string
  file: string | null
  sheet: string | null
  row: number | null
  number: string | null
  key: string | null
}

/** One item of a responsibility list, as listed. Absent scalars are null, absent lists empty. */
export interface ResponsibilityFields {
  itemCode: string | null
  name: string
  subItem: string | null
  /** Record id of the item of which this is a part. */
  parent: string | null
  type: ResponsibilityType
  typeAsPrinted: string | null
  /** 行使主体, as printed. */
  implementer: string | null
  undertakingUnits: string[]
  level: Level | null
  levelAsPrinted: string | null
  scope: string | null
  /** 部门职责 */
  description: string | null
  legalBases: LegalBasis[]
  duties: Duty[]
  dutyBases: LegalBasis[]
  accountableRoles: string[]
  accountabilityCases: string[]
  exemptionCases: string[]
  supervision: string | null
  statutoryTimeLimit: TimeLimit | null
  promisedTimeLimit: TimeLimit | null
  fees: string | null
  riskPoints: RiskPoint[]
  /** Record id of the leading department; null when the listing department leads by itself. */
  lead: string | null
  supporting: string[]
  inForceFrom: string | null
  inForceTo: string | null
  remark: string | null
  source: Source | null
}

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
  /** When it was listed, and when it last changed (business time). */
  listed: string
  changed: string
  corrections: number
}

/** What an item is before anything is known of it: also what remains when its content is withheld. */
export const NO_FIELDS: ResponsibilityFields = {
  itemCode: null,
  name: '',
  subItem: null,
  parent: null,
  type: 'other',
  typeAsPrinted: null,
  implementer: null,
  undertakingUnits: [],
  level: null,
  levelAsPrinted: null,
  scope: null,
  description: null,
  legalBases: [],
  duties: [],
  dutyBases: [],
  accountableRoles: [],
  accountabilityCases: [],
  exemptionCases: [],
  supervision: null,
  statutoryTimeLimit: null,
  promisedTimeLimit: null,
  fees: null,
  riskPoints: [],
  lead: null,
  supporting: [],
  inForceFrom: null,
  inForceTo: null,
  remark: null,
  source: null,
}
