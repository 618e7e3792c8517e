/**
 * The columns of every list, as data: one table per kind, made from the declared fields of its records. The
 * header holds the names of the fields, so that a list which was taken away can be imported again.
 */
import { ruling } from '../../domain/kinds/decision/fields.ts'
import { step } from '../../domain/kinds/decision/step.ts'
import { labels, statusLabel } from '../../domain/kinds/labels.ts'
import { isTracedKind, kindFace } from '../../domain/kinds/registry.ts'
import { document, report, sourceChange } from '../../domain/record/parts.ts'
import type { Words } from '../../domain/record/problem.ts'
import {
  date,
  id,
  ids,
  list,
  type Shapes,
  type Spec,
  type Specs,
  text,
  whole,
} from '../../domain/record/shape.ts'
import type { RecordView } from '../read/views.ts'
import type { Column, ColumnType, TableKind } from './column.ts'
import { DERIVED } from './derived-columns.ts'
import { accountFields, departmentFields, object, responsibilityFields } from './listed-fields.ts'

/** A member of a state, by name. */
function inState({ state }: RecordView, name: string): unknown {
  return memberOf(state, name)
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined
}

const TYPES: { readonly [is in Spec['is']]: ColumnType } = {
  text: 'string',
  flag: 'boolean',
  number: 'number',
  date: 'date',
  code: 'string',
  id: 'string',
  list: 'array',
  object: 'object',
  set: 'object',
  json: 'object',
}

function columnOf(
  name: string,
  spec: Spec,
  role: Column['role'],
  read: (record: RecordView) => unknown = (record) => inState(record, name),
): Column {
  const [kind, ...others] = spec.is === 'id' ? spec.kinds : []
  return {
    name,
    type: spec.is === 'number' && spec.whole ? 'integer' : TYPES[spec.is],
    role,
    ...(spec.is === 'code' ? { codes: spec.codes } : {}),
    ...(kind !== undefined &&
    kind !== 'erasure' &&
    kind !== 'digest' &&
    kind !== 'rulebook' &&
    others.length === 0
      ? { to: kind }
      : {}),
    ...(spec.is === 'text' && spec.personal ? { personal: true } : {}),
    read,
  }
}

/** Where it came from stands in columns of its own, as `source.key`; other parts are JSON in one cell. */
function fieldColumns(fields: Specs): Column[] {
  return Object.entries(fields).flatMap(([name, spec]) =>
    name === 'source' && spec.is === 'object'
      ? Object.entries(spec.fields).map(([part, of]) =>
          columnOf(`source.${part}`, of, 'field', (record) => memberOf(inState(record, 'source'), part)),
        )
      : [columnOf(name, spec, 'field')],
  )
}

const historyColumns = (shapes: Shapes): Column[] =>
  Object.entries(shapes).map(([name, { spec }]) => columnOf(name, spec, 'history'))

const fieldsOf = (spec: Spec): Specs => (spec.is === 'object' ? spec.fields : {})

/** What acts leave in any record made of acts. */
const moved = { transferred: ids('department'), sealed: list(object), sourceChanges: list(sourceChange) }

/** What the acts of a kind leave beside its fields. */
const HISTORY: { readonly [kind in TableKind]: Shapes } = {
  department: { mergedInto: id('department'), formerNames: list(object) },
  responsibility: { into: ids('responsibility'), transferred: ids('department') },
  decision: {
    steps: list(step),
    ruling,
    reports: list(report),
    turns: list(object),
    evaluations: ids('evaluation'),
    ...moved,
  },
  milestone: {
    reschedules: list(object),
    reports: list(report),
    evidence: list(document),
    claimedBy: text(),
    verifiedBy: text(),
    verifiedAt: date(),
    reopened: whole(),
    ...moved,
  },
  evaluation: { response: object, ...moved },
  handover: { answers: list(object), ...moved },
  membership: moved,
  flag: {
    question: text(),
    answerDue: date(),
    clock: text(),
    answers: list(object),
    outcome: text(),
    advice: text(),
    commitment: text(),
    ...moved,
  },
  account: {},
}

const FIELDS: { readonly [kind in TableKind]: Specs } = {
  department: departmentFields,
  responsibility: responsibilityFields,
  decision: fieldsOf(kindFace('decision').fields.spec),
  milestone: fieldsOf(kindFace('milestone').fields.spec),
  evaluation: fieldsOf(kindFace('evaluation').fields.spec),
  handover: fieldsOf(kindFace('handover').fields.spec),
  membership: fieldsOf(kindFace('membership').fields.spec),
  flag: fieldsOf(kindFace('flag').fields.spec),
  account: accountFields,
}

const STATUSES: { readonly [kind in TableKind]: Record<string, Words> } = {
  department: labels.departmentStatus,
  responsibility: labels.status,
  decision: labels.decisionStatus,
  milestone: labels.milestoneStatus,
  evaluation: labels.evaluationStatus,
  handover: labels.handoverStatus,
  membership: labels.membershipStatus,
  flag: labels.flagStatus,
  account: labels.accountStatus,
}

/** What names a record in its register: the key by which it was delivered, else its id here. */
function keyOf(record: RecordView): unknown {
  return memberOf(inState(record, 'source'), 'key') ?? inState(record, 'code') ?? record.id
}

function headOf(kind: TableKind): Column[] {
  const own: Column[] = [
    { name: 'id', type: 'string', role: 'record', read: ({ id: own }) => own },
    { name: 'key', type: 'string', role: 'record', read: keyOf },
  ]
  if (kind === 'department') return own
  return [
    ...own,
    {
      name: 'department',
      type: 'string',
      role: 'record',
      to: 'department',
      read: ({ department }) => department,
    },
    {
      name: 'departmentName',
      type: 'string',
      role: 'label',
      words: { zh: '部门名称', en: 'Name of the department' },
      read: ({ departmentName }) => departmentName,
    },
  ]
}

/** Entries may be recorded in another order than that in which things happened. */
const LATEST: Column = {
  ...columnOf('latest', date().spec, 'record'),
  words: { zh: '最近一次发生', en: 'Latest occurrence' },
}

function tailOf(kind: TableKind): Column[] {
  return [
    {
      name: 'status',
      type: 'string',
      role: 'record',
      codes: Object.keys(STATUSES[kind]),
      read: ({ status }) => status,
    },
    {
      name: 'statusLabel',
      type: 'string',
      role: 'label',
      words: { zh: '状态（文字）', en: 'Status in words' },
      read: ({ status }, { lang }) => statusLabel(lang, kind, status),
    },
    { name: 'seq', type: 'integer', role: 'record', read: ({ seq }) => seq },
    {
      name: 'firstIndex',
      type: 'integer',
      role: 'record',
      words: { zh: '首条账目', en: 'First entry' },
      read: ({ firstIndex }) => firstIndex,
    },
    {
      name: 'lastIndex',
      type: 'integer',
      role: 'record',
      words: { zh: '末条账目', en: 'Last entry' },
      read: ({ lastIndex }) => lastIndex,
    },
    { name: 'recorded', type: 'instant', role: 'record', read: ({ recorded }) => recorded },
    columnOf('listed', date().spec, 'record'),
    columnOf('changed', date().spec, 'record'),
    ...(isTracedKind(kind) ? [LATEST] : []),
    ...(kind === 'department' || kind === 'account' ? [] : [columnOf('corrections', whole().spec, 'record')]),
  ]
}

function tableOf(kind: TableKind): readonly Column[] {
  return [
    ...headOf(kind),
    ...fieldColumns(FIELDS[kind]),
    ...historyColumns(HISTORY[kind]),
    ...tailOf(kind),
    ...(kind === 'milestone' ? DERIVED : []),
  ]
}

/** The columns of each list. */
export const TABLES: { readonly [kind in TableKind]: readonly Column[] } = {
  department: tableOf('department'),
  responsibility: tableOf('responsibility'),
  decision: tableOf('decision'),
  milestone: tableOf('milestone'),
  evaluation: tableOf('evaluation'),
  handover: tableOf('handover'),
  membership: tableOf('membership'),
  flag: tableOf('flag'),
  account: tableOf('account'),
}

/** In the order in which one refers to another. */
export const tableKinds = [
  'department',
  'responsibility',
  'decision',
  'milestone',
  'evaluation',
  'handover',
  'membership',
  'flag',
  'account',
] as const satisfies readonly TableKind[]
