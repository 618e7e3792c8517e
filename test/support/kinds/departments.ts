/** Acts on departments through the machinery that the services use, for tests of what they say and refuse. */
import { readShape } from '../../../worker/domain/input/shape.schema.ts'
import { decide } from '../../../worker/domain/kinds/decide.ts'
import {
  changingFields,
  type DepartmentFields,
  type DepartmentSet,
  departmentFields,
} from '../../../worker/domain/kinds/department/fields.ts'
import { departmentId } from '../../../worker/domain/kinds/department/ids.ts'
import type { DepartmentState } from '../../../worker/domain/kinds/department/state.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import type { Draft } from '../../../worker/domain/record/event.ts'
import { json } from '../../../worker/domain/record/guard.ts'
import type { Context } from '../../../worker/domain/record/lookup.ts'
import { set } from '../../../worker/domain/record/shape.ts'

export function parseDepartment(input: unknown): DepartmentFields {
  return readShape(departmentFields, input)
}

export function parseDepartmentSet(input: unknown, under: readonly string[] = []): DepartmentSet {
  return readShape(set(changingFields.fields), input, under)
}

function acted(state: DepartmentState, event: string, body: object, context: Context<State>): Draft[] {
  const record = (id: string) => (id === state.id ? state : context.record(id))
  return decide([{ event, on: state.id, body: json(body) }], { ...context, record }).drafts
}

export function decideDepartmentListed(fields: DepartmentFields, context: Context<State>): Draft[] {
  const id = departmentId(fields.code)
  return decide([{ opens: 'department', id, department: id, fields: json(fields) }], context).drafts
}

export const decideRenamed = (
  state: DepartmentState,
  given: { name: string; nameEn: string | null; reason: string | null },
  context: Context<State>,
) => acted(state, 'renamed', given, context)

export const decideDepartmentAmended = (
  state: DepartmentState,
  given: DepartmentSet,
  reason: string | null,
  context: Context<State>,
) => acted(state, 'amended', { set: given, reason }, context)

export const decideDepartmentCorrected = (
  state: DepartmentState,
  given: DepartmentSet,
  correction: string,
  reason: string,
  context: Context<State>,
) => acted(state, 'corrected', { set: given, correction, reason }, context)

export const decideDepartmentMerged = (
  state: DepartmentState,
  into: string,
  reason: string | null,
  context: Context<State>,
) => acted(state, 'merged', { into, reason }, context)

export const decideDepartmentAbolished = (
  state: DepartmentState,
  reason: string | null,
  context: Context<State>,
) => acted(state, 'abolished', { reason }, context)

export const decideKeyRegistered = (
  state: DepartmentState,
  given: { key: string; keptOn: string },
  context: Context<State>,
) => acted(state, 'key_registered', given, context)

export const decideKeyRevoked = (
  state: DepartmentState,
  given: { key: string; from: string; reasonCode: string },
  context: Context<State>,
) => acted(state, 'key_revoked', given, context)
