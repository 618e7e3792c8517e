import type { Level, OrgKind } from '../vocabulary.ts'

export type { Level, OrgKind }

/** A name that a department once had. */
export interface FormerName {
  name: string
  nameEn: string | null
  /** Business date of the renaming. */
  until: string
}

export interface DepartmentFields {
  /** Part of the record id: unique for ever, never used again. */
  code: string
  name: string
  nameEn: string | null
  departmentKind: OrgKind | null
  parent: string | null
  level: Level | null
  /** 统一社会信用代码, GB 32100-2015. */
  uscc: string | null
  /** 行政区划代码, GB/T 2260, six digits. */
  divisionCode: string | null
  inForceFrom: string | null
  inForceTo: string | null
}

/** What may change of a department: everything but its code. */
export type DepartmentSet = Partial<Omit<DepartmentFields, 'code'>>

export interface DepartmentState extends DepartmentFields {
  kind: 'department'
  id: string
  seq: number
  status: 'in_force' | 'merged' | 'abolished' | 'withheld'
  mergedInto: string | null
  formerNames: FormerName[]
  listed: string
  changed: string
}

export const NO_DEPARTMENT_FIELDS: DepartmentFields = {
  code: '',
  name: '',
  nameEn: null,
  departmentKind: null,
  parent: null,
  level: null,
  uscc: null,
  divisionCode: null,
  inForceFrom: null,
  inForceTo: null,
}
