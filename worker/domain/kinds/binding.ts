/**
 * What a request changes of that which binds the organ, or on which others rely: decided by what its entries do to
 * the records, never by the name of the verb that made them.
 */
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Draft } from '../record/event.ts'
import { objectOf } from '../record/json.ts'
import type { State } from './kinds.ts'
import { stateAfter } from './state-after.ts'
import { kindOf } from './table.ts'

export interface BindingChange {
  record: string
  /** A binding field of its kind, or `visibility` where content is withheld. */
  field: string
}

/** The hand-over in effect: the department that receives has accepted it with an act of its own. */
const ACCEPTED = 'handover.effected'

/**
 * Every binding field that differs after the drafts, apart from what an act moves in the ordinary course. What opens
 * a record changes nothing that stood before.
 *
 * @param before the state of every record that the drafts touch; null for a new one
 */
export function bindingChanges(
  drafts: readonly Draft[],
  before: ReadonlyMap<string, State | null>,
): BindingChange[] {
  const now = new Map(before)
  const isAccepted = drafts.some(({ kind }) => kind === ACCEPTED)
  return drafts.flatMap((draft) => {
    const { record, visibility } = draft
    const stood = now.get(record) ?? null
    const after = stateAfter(stood, draft)
    now.set(record, after)
    const withheld = visibility === 'sealed' ? [{ record, field: 'visibility' }] : []
    if (stood === null || after === null) return withheld
    const moved = movedFields(stood, after, draft.kind.split('.')[1] ?? '')
    return [
      ...withheld,
      ...moved.flatMap((field) => (field === 'department' && isAccepted ? [] : [{ record, field }])),
    ]
  })
}

/** Binding fields in which two states of a record differ, without those that belong to the course of the event. */
function movedFields(stood: State, after: State, event: string): string[] {
  const { binding, course = {} } = kindOf(stood.kind)
  const usual = Object.hasOwn(course, event) ? (course[event] ?? []) : []
  const [was, is] = [fieldsOf(stood), fieldsOf(after)]
  return [...binding, 'annulled'].filter(
    (field) =>
      !usual.includes(field) && canonicalJson(was[field] ?? null) !== canonicalJson(is[field] ?? null),
  )
}

const fieldsOf = (state: State) => objectOf(JSON.parse(canonicalJson(state)))
