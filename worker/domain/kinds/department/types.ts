import type { KeyRevocation, Level, OrgKind } from '../../record/vocabulary.ts'

export type { Level, OrgKind }

/** A name that a department once had. */
export interface FormerName {
  name: string
  nameEn: string | null
  /** Business date of the renaming. */
  until: string
}

/** A key with which the department signs its entries. */
export interface DepartmentKey {
  /** Short hash of the key. */
  id: string
  /** Raw Ed25519 public key, base64. */
  key: string
  /** What the private key is kept on: a card, a machine, a browser; no person. */
  keptOn: string
  /** Ledger index of the entry that registered it: it counts for entries after that. */
  registered: number
  revoked: {
    /** Ledger index of the entry that revoked it. */
    index: number
    /** Day from which on its signatures do not count. */
    from: string
    reasonCode: KeyRevocation
  } | null
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
  /** Left out while it has none, as in states that were derived before there were keys. */
  keys?: DepartmentKey[]
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
