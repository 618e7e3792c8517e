/**
 * The columns of every list, as data: one table per kind, made from the declared fields of its records. The
 * header holds the names of the fields, so that a list which was taken away can be imported again.
 */

import { standingLabel, statusesOf } from '../../domain/kinds/labels.ts'
import { isTracedKind } from '../../domain/kinds/registry.ts'
import { isListedKind, kindOf, listedKinds } from '../../domain/kinds/table.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { isOpeningHidden } from '../../domain/record/entered/hidden.ts'
import { memberOf } from '../../domain/record/json.ts'
import { date, type Shapes, type Spec, type Specs, whole } from '../../domain/record/shape.ts'
import type { RecordView } from '../read/views.ts'
import type { Column, ColumnType, TableKind } from './column.ts'
import { DERIVED } from './derived-columns.ts'

/** A member of a state, by name; nothing for what only stands in place of a field that is withheld. */
function inState({ state }: RecordView, name: string): unknown {
  const value = memberOf(state, name)
  return isOpeningHidden(state) && isLike(value, memberOf(BLANK.get(state.kind), name)) ? null : value
}

/** The fields of each kind as they are where nothing is known of them. */
const BLANK: ReadonlyMap<string, unknown> = new Map(
  listedKinds.map((kind) => [kind, kindOf(kind).fields?.read(undefined)]),
)

const isLike = (value: unknown, blank: unknown): boolean =>
  value === blank || (typeof blank === 'object' && JSON.stringify(value) === JSON.stringify(blank))

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
    ...(kind !== undefined && isListedKind(kind) && others.length === 0 ? { to: kind } : {}),
    ...(spec.is === 'text' && spec.personal ? { personal: true } : {}),
    read,
  }
}

/**
 * Columns of the fields. Those of the source stand apart, as `source.key`; other parts are JSON in one cell.
 */
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

/** The fields that a new record of a kind is given. */
const specsOf = (kind: TableKind): Specs => fieldsOf(kindOf(kind).fields?.spec ?? { is: 'json' })

/** Name of a record in its register: the key by which it was delivered, else its id here. */
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
      codes: Object.keys(statusesOf(kind)),
      read: ({ status }) => status,
    },
    {
      name: 'statusLabel',
      type: 'string',
      role: 'label',
      words: { zh: '状态（文字）', en: 'Status in words' },
      read: (record, { lang }) => standingLabel(lang, record),
    },
    {
      name: 'annulled',
      type: 'string',
      role: 'record',
      words: { zh: '作废原因', en: 'Why it was annulled' },
      read: ({ state }) => annulmentOf(state)?.reason,
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
  const head = headOf(kind)
  return [
    ...head,
    ...fieldColumns(specsOf(kind)).filter(({ name }) => head.every((one) => one.name !== name)),
    ...historyColumns(kindOf(kind).history),
    ...tailOf(kind),
    ...(kind === 'milestone' ? DERIVED : []),
  ]
}

/** The columns of each list. */
export const TABLES = Object.fromEntries(listedKinds.map((kind) => [kind, tableOf(kind)])) as {
  readonly [kind in TableKind]: readonly Column[]
}
