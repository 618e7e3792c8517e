/** The state of a department from its entries. Total, like every reducer here. */
import type { Json } from '../../../ledger/canonical.ts'
import { isPublicKey } from '../../../ledger/prepared.ts'
import { isDay } from '../../../ledger/when.ts'
import type { Recorded } from '../../record/event.ts'
import { codeOrNull, type Fields, objectOf, own, textOrNull } from '../../record/json.ts'
import { departmentKinds, keyRevocations, levels } from '../../record/vocabulary.ts'
import { countsOn, registeredKey } from './keys.ts'
import { type DepartmentFields, type DepartmentState, NO_DEPARTMENT_FIELDS } from './types.ts'

const READ: { [F in keyof DepartmentFields]: (value: Json | undefined) => DepartmentFields[F] } = {
  code: (value) => textOrNull(value) ?? '',
  name: (value) => textOrNull(value) ?? '',
  nameEn: textOrNull,
  departmentKind: (value) => codeOrNull(value, departmentKinds),
  parent: textOrNull,
  level: (value) => codeOrNull(value, levels),
  uscc: textOrNull,
  divisionCode: textOrNull,
  inForceFrom: textOrNull,
  inForceTo: textOrNull,
}

function isFieldName(name: string): name is keyof DepartmentFields {
  return Object.hasOwn(READ, name)
}

function withFields(base: DepartmentState, given: Fields): DepartmentState {
  const next: DepartmentState = { ...base }
  const put = <F extends keyof DepartmentFields>(name: F, value: Json | undefined): void => {
    const target: DepartmentFields = next
    target[name] = READ[name](value)
  }
  for (const name of Object.keys(given)) if (isFieldName(name)) put(name, given[name])
  return next
}

/** One more entry. The first one makes the record, whatever it is. */
export function applyToDepartment(
  state: DepartmentState | null,
  { index, envelope, body }: Recorded,
): DepartmentState {
  const fields = objectOf(body ?? undefined)
  const { record, seq, occurred, kind } = envelope
  if (state === null) {
    const first: DepartmentState = {
      ...NO_DEPARTMENT_FIELDS,
      code: record.replace(/^dep-/, ''),
      kind: 'department',
      id: record,
      seq,
      status: body === null ? 'withheld' : 'in_force',
      mergedInto: null,
      formerNames: [],
      listed: occurred,
      changed: occurred,
    }
    return body === null ? first : withFields(first, fields)
  }
  const next = { ...state, seq, changed: occurred }
  if (body === null) return next
  if (kind === 'department.amended') return withFields(next, objectOf(own(fields, 'set')))
  if (kind === 'department.corrected') {
    const corrected = withFields(next, objectOf(own(fields, 'set')))
    // What was withheld is in force again once a correction gives it a name in public.
    const shown = corrected.status === 'withheld' && corrected.name !== ''
    return shown ? { ...corrected, status: 'in_force' } : corrected
  }
  if (kind === 'department.renamed') {
    const former = { name: state.name, nameEn: state.nameEn, until: occurred }
    return {
      ...next,
      name: textOrNull(own(fields, 'name')) ?? state.name,
      nameEn: textOrNull(own(fields, 'nameEn')),
      formerNames: [...state.formerNames, former],
    }
  }
  if (kind === 'department.merged') {
    return {
      ...next,
      status: 'merged',
      mergedInto: textOrNull(own(fields, 'into')),
      inForceTo: state.inForceTo ?? occurred,
    }
  }
  if (kind === 'department.abolished') {
    return { ...next, status: 'abolished', inForceTo: state.inForceTo ?? occurred }
  }
  if (kind === 'department.key_registered') return withKey(next, fields, index)
  if (kind === 'department.key_revoked') return withoutKey(next, fields, index)
  return next
}

/** A key that is none, or is there already, changes nothing. */
function withKey(state: DepartmentState, given: Fields, index: number): DepartmentState {
  const keys = state.keys ?? []
  const key = textOrNull(own(given, 'key')) ?? ''
  if (!isPublicKey(key) || keys.some((one) => one.key === key)) return state
  return { ...state, keys: [...keys, registeredKey(key, textOrNull(own(given, 'keptOn')) ?? '', index)] }
}

/** The earliest day stands. */
function withoutKey(state: DepartmentState, given: Fields, index: number): DepartmentState {
  const key = textOrNull(own(given, 'key'))
  const from = textOrNull(own(given, 'from')) ?? ''
  if (state.keys === undefined || !isDay(from)) return state
  const reasonCode = codeOrNull(own(given, 'reasonCode'), keyRevocations) ?? 'lost'
  const keys = state.keys.map((one) =>
    one.key === key && countsOn(one, from) ? { ...one, revoked: { index, from, reasonCode } } : one,
  )
  return { ...state, keys }
}
