/**
 * Grounds on which an act may rest beside the record that it is about: the facts of the call, and other
 * records.
 */

import type { Annulment } from './entered/annulment.ts'
import type { NumberedKind, RecordKind } from './event.ts'
import type { Link } from './facts.ts'
import { type Deciding, refuse } from './guard.ts'
import type { Specs } from './shape.ts'

/** Fields of another record that the machinery of all kinds reads. Every state has them. */
export interface RecordHead {
  kind: RecordKind
  id: string
  seq: number
  department?: string | null
  status?: string
  /** Name of a department or an item; empty where it is withheld. */
  name?: string
  /** Record that it stands under, or belongs to. */
  parent?: string | null
  decision?: string | null
  responsibility?: string | null
  annulled?: Annulment
}

/** The other records that a decision may read, by id: those that were named and loaded, and no others. */
export interface Lookup<R extends RecordHead = RecordHead> {
  record(id: string): R | undefined
}

/** Records of a kind that are counted: those of a department, or of a type, in one of some statuses. */
export interface Count {
  readonly kind: RecordKind
  readonly department?: string
  readonly type?: string
  readonly statuses: readonly string[]
}

/** Everything that an act may rest on: who looks at it later decides the same from the same context. */
export interface Context<R extends RecordHead = RecordHead> extends Deciding, Lookup<R> {
  /** The id of a record that the act opens. Of the same request, prepared and then signed, the same each time. */
  newId(kind: NumberedKind): string
  /** Number of records under one of the counts that the act declared. @throws Error for any other */
  count(of: Count): number
  /** Records that point at one in a relation, where the act said that it looks at them. */
  pointing?: ((id: string, rel: Link['rel']) => readonly R[]) | undefined
  /** A record as it stood after one of its versions, where the act said that it goes back to it. */
  stood?: ((id: string, seq: number) => R | undefined) | undefined
  /** Fields that a kind declares, for acts that speak of the fields of another record; set wherever something is decided. */
  fieldsOf?(kind: RecordKind): Specs
}

/** @throws Problem unless `id` is a department that still exists */
export function requireOpenDepartment(lookup: Lookup, id: string | null, field: string): void {
  const found = departmentHead(lookup, id)
  if (found === undefined)
    throw refuse(
      'not_found',
      `没有部门 ${id ?? ''}：请先登记该部门。`,
      `There is no department ${id ?? ''}: register it first.`,
      field,
    )
  if (found.status === 'in_force') return
  const name = found.name || found.id
  throw refuse(
    'wrong_state',
    `部门 ${name} 已不存续。`,
    `The department ${name} is no longer in force.`,
    field,
  )
}

/** @throws Problem unless a department that is to hold a record exists and is in force */
export function requireHolder(lookup: Lookup, department: string | null): void {
  const found = departmentHead(lookup, department)
  if (found?.status === 'in_force') return
  throw refuse(
    found === undefined ? 'not_found' : 'wrong_state',
    found === undefined ? `没有部门 ${department}：请先登记该部门。` : `部门 ${department} 已不存续。`,
    found === undefined
      ? `There is no department ${department}: register it first.`
      : `The department ${department} is no longer in force.`,
    'department',
  )
}

function departmentHead(lookup: Lookup, id: string | null): RecordHead | undefined {
  const found = id === null ? undefined : lookup.record(id)
  return found?.kind === 'department' ? found : undefined
}

/** @throws Problem unless `id`, when given, is a record of this kind */
export function requireRecord(
  lookup: Lookup,
  kind: RecordKind,
  id: string | null | undefined,
  field: string,
): void {
  if (id === null || id === undefined) return
  const found = lookup.record(id)
  if (found?.kind !== kind) throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, field)
  if (found.annulled === undefined) return
  const kept = found.annulled.duplicateOf
  throw refuse(
    'wrong_state',
    kept === null ? `记录 ${id} 已作废。` : `记录 ${id} 已作废，保留的是 ${kept}。`,
    kept === null ? `The record ${id} was annulled.` : `The record ${id} was annulled; ${kept} is kept.`,
    field,
  )
}
