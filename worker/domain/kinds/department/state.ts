import type { Annulment } from '../../record/entered/annulment.ts'
import type { KeyRevocation } from '../../record/vocabulary.ts'
import type { DepartmentFields } from './fields.ts'

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
  /** Place of the private key: a card, a machine, a browser; no person. */
  keptOn: string
  /** Ledger index of the entry that registered it: it counts for entries after that. */
  registered: number
  /** Version of envelopes that it signs; absent for one registered before there were two. */
  form?: 2
  revoked: {
    /** Ledger index of the entry that first revoked it: what stands after that does not count. */
    index: number
    /** Day from which it is reported lost: the earliest that any entry gives. */
    from: string
    reasonCode: KeyRevocation
  } | null
}

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
  /** Reason for which it counts nowhere; absent while it counts. */
  annulled?: Annulment
}
