/** Where an import goes: a data folder of this machine, or a server. Both take the same calls. */

import type { ActKind } from '../../domain/registry.ts'
import type { Standing } from '../../intake/plan.ts'
import type { Standing as RegisterStanding } from '../../intake/register/plan.ts'
import type { DeliveryInput } from '../../services/deliveries.ts'
import type { Operation } from '../../services/registers.ts'

export interface KnownDepartment {
  id: string
  name: string
  formerNames: string[]
  inForce: boolean
  /** Its signing keys that are not revoked: raw, base64. */
  keys: string[]
}

export interface Written {
  entries: number
  /** Whether the same part was recorded before, by an import that was cut short. */
  repeated: boolean
}

export interface Target {
  readonly place: string
  departments(): Promise<KnownDepartment[]>
  /** All responsibilities that stand in a department's list. */
  standing(department: string): Promise<Standing[]>
  listDepartment(code: string, name: string, occurred: string, key: string): Promise<string>
  deliver(department: string, input: DeliveryInput, occurred: string, key: string): Promise<Written>
  /** All records that came through this mapping. */
  register(mapping: string): Promise<RegisterStanding[]>
  /** All records of a kind. */
  all(kind: ActKind): Promise<RegisterStanding[]>
  record(operations: readonly Operation[], occurred: string, key: string): Promise<Written>
  close(): Promise<void>
}
