/**
 * The state of a responsibility from its entries. Total: a body of any shape gives a state, because a
 * ledger that was once accepted must be replayable for ever.
 */
import type { Json } from '../../../ledger/canonical.ts'
import type { Recorded } from '../../record/event.ts'
import { codeOrNull, type Fields, listOf, objectOf, own, textOrNull, textsOf } from '../../record/json.ts'
import { basisLevels, levels, responsibilityTypes, riskLevels, timeUnits } from '../../record/vocabulary.ts'
import {
  type LegalBasis,
  NO_FIELDS,
  type ResponsibilityFields,
  type ResponsibilityState,
  type ResponsibilityStatus,
  type Source,
  type TimeLimit,
} from './types.ts'

function basisOf(fields: Fields): LegalBasis {
  return {
    level: codeOrNull(own(fields, 'level'), basisLevels),
    title: textOrNull(own(fields, 'title')),
    docNumber: textOrNull(own(fields, 'docNumber')),
    article: textOrNull(own(fields, 'article')),
    text: textOrNull(own(fields, 'text')) ?? '',
  }
}

function limitOf(value: Json | undefined): TimeLimit | null {
  const fields = objectOf(value)
  const { days } = fields
  const unit = codeOrNull(own(fields, 'unit'), timeUnits)
  return typeof days !== 'number' || unit === null
    ? null
    : { days, unit, text: textOrNull(own(fields, 'text')) }
}

function sourceOf(value: Json | undefined): Source | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const text = (key: string) => textOrNull(own(value, key))
  const row = own(value, 'row')
  const mapping = text('mapping')
  return {
    ...(mapping === null ? {} : { mapping }),
    file: text('file'),
    sheet: text('sheet'),
    row: typeof row === 'number' ? row : null,
    number: text('number'),
    key: text('key'),
  }
}

/** How each field is read from JSON. */
const READ: { [F in keyof ResponsibilityFields]: (value: Json | undefined) => ResponsibilityFields[F] } = {
  itemCode: textOrNull,
  name: (value) => textOrNull(value) ?? '',
  subItem: textOrNull,
  parent: textOrNull,
  type: (value) => codeOrNull(value, responsibilityTypes) ?? 'other',
  typeAsPrinted: textOrNull,
  implementer: textOrNull,
  undertakingUnits: textsOf,
  level: (value) => codeOrNull(value, levels),
  levelAsPrinted: textOrNull,
  scope: textOrNull,
  description: textOrNull,
  legalBases: (value) => listOf(value, basisOf),
  duties: (value) =>
    listOf(value, (fields) => ({
      step: textOrNull(own(fields, 'step')),
      text: textOrNull(own(fields, 'text')) ?? '',
    })),
  dutyBases: (value) => listOf(value, basisOf),
  accountableRoles: textsOf,
  accountabilityCases: textsOf,
  exemptionCases: textsOf,
  supervision: textOrNull,
  statutoryTimeLimit: limitOf,
  promisedTimeLimit: limitOf,
  fees: textOrNull,
  riskPoints: (value) =>
    listOf(value, (fields) => ({
      step: textOrNull(own(fields, 'step')),
      level: codeOrNull(own(fields, 'level'), riskLevels) ?? 'low',
      control: textOrNull(own(fields, 'control')),
    })),
  lead: textOrNull,
  supporting: textsOf,
  inForceFrom: textOrNull,
  inForceTo: textOrNull,
  remark: textOrNull,
  source: sourceOf,
}

function isFieldName(name: string): name is keyof ResponsibilityFields {
  return Object.hasOwn(READ, name)
}

/** `base` with the fields that `given` names; names that no responsibility has are passed over. */
export function withFields<T extends ResponsibilityFields>(base: T, given: Fields): T {
  const next: ResponsibilityFields & T = { ...base }
  const put = <F extends keyof ResponsibilityFields>(name: F, value: Json | undefined): void => {
    const target: ResponsibilityFields = next
    target[name] = READ[name](value)
  }
  for (const name of Object.keys(given)) if (isFieldName(name)) put(name, given[name])
  return next
}

/** What was withheld is in force again once a correction gives it a name in public. */
function shown(state: ResponsibilityState): ResponsibilityState {
  return state.status === 'withheld' && state.name !== '' ? { ...state, status: 'in_force' } : state
}

const ENDS: { [kind: string]: ResponsibilityStatus } = {
  'responsibility.suspended': 'suspended',
  'responsibility.resumed': 'in_force',
  'responsibility.merged': 'merged',
  'responsibility.split': 'split',
  'responsibility.abolished': 'abolished',
}

/** One more entry. The first one makes the record, whatever it is. */
export function applyToResponsibility(
  state: ResponsibilityState | null,
  entry: Recorded,
): ResponsibilityState {
  const { envelope, body } = entry
  const fields = objectOf(body ?? undefined)
  const { record, seq, occurred, kind } = envelope
  if (state === null) {
    const first: ResponsibilityState = {
      ...NO_FIELDS,
      kind: 'responsibility',
      id: record,
      seq,
      department: envelope.department ?? '',
      status: body === null ? 'withheld' : 'in_force',
      into: [],
      transferred: [],
      listed: occurred,
      changed: occurred,
      corrections: 0,
    }
    return body === null ? first : withFields(first, fields)
  }
  const next = { ...state, seq, changed: occurred }
  if (body === null) return next
  if (kind === 'responsibility.amended') return withFields(next, objectOf(own(fields, 'set')))
  if (kind === 'responsibility.corrected') {
    return shown(withFields({ ...next, corrections: state.corrections + 1 }, objectOf(own(fields, 'set'))))
  }
  if (kind === 'responsibility.transferred') {
    const to = textOrNull(own(fields, 'to'))
    if (to === null) return next
    // Who led as the holder hands over the lead with the item.
    const lead = state.lead === state.department ? to : state.lead
    return { ...next, department: to, lead, transferred: [...state.transferred, to] }
  }
  const status = Object.hasOwn(ENDS, kind) ? ENDS[kind] : undefined
  if (status === undefined) return next
  const target = own(fields, 'into')
  const into = typeof target === 'string' ? [target] : textsOf(target)
  return { ...next, status, into: status === 'merged' || status === 'split' ? into : state.into }
}
