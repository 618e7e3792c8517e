/** Acts that make a record as its row in an exported list has it. */
import { parseShape } from '../../../domain/input/shape.schema.ts'
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { kindFace, type TracedKind } from '../../../domain/kinds/registry.ts'
import { kindOf, kindOfRecord } from '../../../domain/kinds/table.ts'
import { annulmentOf } from '../../../domain/record/entered/annulment.ts'
import { isOpeningHidden } from '../../../domain/record/entered/hidden.ts'
import { refuse } from '../../../domain/record/guard.ts'
import { memberOf } from '../../../domain/record/json.ts'
import { Problem } from '../../../domain/record/problem.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import type { CurrentRecord } from '../../register/plan.ts'
import type { Operation } from '../target.ts'
import { differing, type Fields, isEmpty, membersOf, type Row, same } from './cells.ts'

/** An act of its own moves these, and is made of the changed cell. */
const MOVED_BY_ACT = new Set(['currentDue'])

/** Columns of which acts have the cell as `to`. */
const TO: { readonly [event: string]: string | undefined } = {
  rescheduled: 'currentDue',
  transferred: 'department',
}

/**
 * Operations of one row: an opening for a record that is new, acts for what was changed, nothing for what was not.
 *
 * @throws Problem for a row that the domain would refuse
 */
export function operationsOf(
  kind: TracedKind,
  given: Fields,
  cells: Row,
  current: ReadonlyMap<string, CurrentRecord>,
  asOf: string,
  place: string,
): Operation[] {
  const id =
    cells.get('id') || deliveredRecordId(kind, 'list', cells.get('key') || (cells.get('title') ?? ''), sha256)
  if (kindOfRecord(id) !== kind)
    throw refuse('invalid', `${id} 不是这类记录的编号。`, `${id} is no id of a record of this kind.`, 'id')
  const known = current.get(id)
  // A row without an id is new. What was annulled under its key, as after it was taken back, begins anew.
  if (known !== undefined && !cells.get('id') && annulmentOf(known.state) !== null)
    return openedAgain(opened(kind, id, given, cells.get('department') ?? '', asOf, place), known.seq)
  if (known === undefined) return opened(kind, id, given, cells.get('department') ?? '', asOf, place)
  const now = membersOf(known.state)
  const set: Fields = {}
  for (const [field, value] of Object.entries(given)) {
    if (stands(value, field, known.state)) continue
    const words = MOVED_BY_ACT.has(field) ? undefined : kindOf(kind).held[field]
    if (words !== undefined) throw refuse('invalid', words.zh, words.en, field)
    set[field] = value
  }
  const { currentDue, source: _, ...rest } = set
  const seq = known.seq
  const acts: Operation[] = []
  if (typeof currentDue === 'string')
    acts.push({
      id,
      occurred: asOf,
      event: 'rescheduled',
      body: { to: currentDue, reasonCode: 'not_stated' },
    })
  if (Object.keys(rest).length > 0) acts.push({ id, occurred: asOf, event: 'updated', body: { set: rest } })
  const department = cells.get('department')
  if (department !== undefined && department !== '' && department !== now.get('department'))
    acts.push({ id, occurred: asOf, event: 'transferred', body: { to: department } })
  // Checked here, so that a wrong cell is told with its place and nothing is written.
  for (const act of acts) if ('event' in act) checkAct(kind, act.event, act.body)
  return acts.map((act, i) => (i === 0 && 'event' in act ? { ...act, seq } : act))
}

/**
 * No operation: a row of a list that nobody changes in a table, as those of questions and flags, says what stands.
 *
 * @param state as it stands; undefined for a record that is not there
 * @throws Problem for a row that says anything else
 */
export function untouched(given: Fields, cells: Row, state: object | undefined): [] {
  const id = cells.get('id') ?? ''
  if (state === undefined)
    throw refuse(
      'invalid',
      `${id === '' ? '没有编号的行' : id}：这类记录不能从清单新增。`,
      `${id === '' ? 'a row without an id' : id}: records of this kind are not added by a list.`,
      'id',
    )
  for (const [field, value] of Object.entries(given)) if (!stands(value, field, state)) throw differing(field)
  return []
}

/** True of a cell that says what stands; an empty one of a record whose opening is not shown says nothing else. */
const stands = (value: Json, field: string, state: object): boolean =>
  same(value, memberOf(state, field) ?? null) || (isEmpty(value) && isOpeningHidden(state))

function checkAct(kind: TracedKind, event: string, body: unknown): void {
  const face = kindFace(kind).acts.find((one) => one.event === event)
  if (face === undefined) return
  try {
    parseShape(face.shape, body)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = error.field?.replace(/^set\//, '') ?? 'id'
    const own = field === 'to' ? TO[event] : undefined
    throw new Problem(error.code, { field: own ?? field, words: error.words })
  }
}

function opened(
  kind: TracedKind,
  id: string,
  given: Fields,
  department: string,
  asOf: string,
  place: string,
): Operation[] {
  const { metAt, ...fields } = given
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  parseShape(kindFace(kind).fields, filled)
  const first: Operation = { id, occurred: asOf, department, fields: filled }
  if (typeof metAt !== 'string') return [first]
  return [first, { id, occurred: metAt, event: 'claimed', body: { metAt, evidence: [{ title: place }] } }]
}

function openedAgain([first, ...rest]: Operation[], seq: number): Operation[] {
  if (first === undefined || !('fields' in first)) return []
  const { id, occurred, department, fields } = first
  const body = { reason: 'list', fields, ...(department === '' ? {} : { department }) }
  return [{ id, occurred, event: 'reinstated', body, seq }, ...rest]
}
