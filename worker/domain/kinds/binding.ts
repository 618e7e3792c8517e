/**
 * Changes of a request to that which binds the organ, or on which others rely: decided by what its entries do
 * to the records, never by the name of the verb that made them.
 */
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import { knownOf } from '../record/entered/judged.ts'
import type { Draft, RecordKind } from '../record/event.ts'
import { objectOf } from '../record/json.ts'
import type { Words } from '../record/problem.ts'
import { whyFormal } from './formal.ts'
import type { State } from './kinds.ts'
import { fieldLabel } from './labels.ts'
import { stateAfter } from './state-after.ts'
import { isKind, isUnread, kindOf, kindOfRecord } from './table.ts'

export interface BindingChange {
  record: string
  /** A binding field of its kind, or `visibility` where content is withheld. */
  field: string
}

/**
 * Binding fields of every kind: whether it counts, and the list from which it is said to come, as what a list brought is
 * judged by the last day of that list and owed to nobody here.
 */
const OF_EVERY_KIND = ['annulled', 'source'] as const

/** The binding fields of a kind: those that it declares, and those of every kind. */
const bindingOf = (kind: RecordKind): readonly string[] => [...kindOf(kind).binding, ...OF_EVERY_KIND]

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
    // What comes in sealed was never open: nobody withholds it.
    const withheld = visibility === 'sealed' && !isUnread(draft.kind) ? [{ record, field: 'visibility' }] : []
    if (stood === null || after === null) return withheld
    const moved = movedFields(stood, after, draft.kind.split('.')[1] ?? '')
    return [
      ...withheld,
      ...moved.flatMap((field) => (field === 'department' && isAccepted ? [] : [{ record, field }])),
    ]
  })
}

/** A register that is said to be known until a day, by a record that stands in one department. */
export interface SaidOfRegister {
  record: string
  register: string
  /** Day number until which the record tells of it. */
  delivered: number
  department: string | null
}

/**
 * Records that tell of a later day of their register than before: all others of it are judged by that day from then on.
 *
 * @param before the state of every record that the drafts touch; null for a new one
 */
export function saidOfRegisters(
  drafts: readonly Draft[],
  before: ReadonlyMap<string, State | null>,
): SaidOfRegister[] {
  const now = new Map(before)
  return drafts.flatMap((draft) => {
    const stood = now.get(draft.record) ?? null
    const after = stateAfter(stood, draft)
    now.set(draft.record, after)
    const known = after === null ? null : knownOf(after)
    if (known === null || known.delivered === null) return []
    const was = stood === null ? null : knownOf(stood)
    if (was?.register === known.register && (was.delivered ?? -Infinity) >= known.delivered) return []
    const { record, department } = draft
    return [{ record, register: known.register, delivered: known.delivered, department }]
  })
}

/** The departments to which drafts move records, each once. @param before the state of every record that they touch */
export function receiversOf(drafts: readonly Draft[], before: ReadonlyMap<string, State | null>): string[] {
  const now = new Map(before)
  const found = drafts.flatMap((draft) => {
    const stood = now.get(draft.record) ?? null
    const after = stateAfter(stood, draft)
    now.set(draft.record, after)
    if (stood === null || after === null || !('department' in stood) || !('department' in after)) return []
    return after.department === null || after.department === stood.department ? [] : [after.department]
  })
  return [...new Set(found)]
}

/** Hand-overs that drafts accept, each with the department that receives. @param before the state of every record that they touch */
export function acceptancesIn(
  drafts: readonly Draft[],
  before: ReadonlyMap<string, State | null>,
): { record: string; to: string }[] {
  const now = new Map(before)
  return drafts.flatMap((draft) => {
    const stood = now.get(draft.record) ?? null
    now.set(draft.record, stateAfter(stood, draft))
    const isAccepted = draft.kind === 'handover.accepted' && stood?.kind === 'handover'
    return isAccepted ? [{ record: draft.record, to: stood.to }] : []
  })
}

/**
 * Reason for which what is being written will wait for a second person, as far as that can be told before it
 * is decided; null when nothing says so.
 *
 * @param event as `milestone.corrected`
 * @param given what was written so far: `set` of an update or correction, `visibility` of its envelope
 */
export function whySecond(event: string, given: Json, stood: State | null): Words | null {
  const [kind = ''] = event.split('.')
  const formal = whyFormal(event)
  if (formal !== null) return formal
  const { set = null, visibility } = objectOf(given)
  if (visibility === 'sealed') return whyBinding({ record: '', field: 'visibility' })
  if (stood === null || !isKind(kind)) return null
  const now = membersOf(stood)
  const field = Object.entries(objectOf(set)).find(
    ([name, value]) => bindingOf(kind).includes(name) && differ(value, now[name]),
  )?.[0]
  return field === undefined ? null : whyBinding({ record: stood.id, field })
}

/** Reason for which a change takes two, in words that go on after “because”. */
export function whyBinding({ record, field }: BindingChange): Words {
  if (field === 'visibility') return { zh: '不予公开须经第二人审核', en: 'withholding takes a second person' }
  const kind = kindOfRecord(record)
  const name = (lang: keyof Words) => (kind === null ? field : fieldLabel(lang, kind, field))
  return {
    zh: `这会改变 ${record} 的“${name('zh')}”，属于有约束力的内容，须经第二人审核`,
    en: `this changes the ${name('en').toLowerCase()} of ${record}, which binds, and takes a second person`,
  }
}

/** Binding fields in which two states of a record differ, without those that belong to the course of the event. */
function movedFields(stood: State, after: State, event: string): string[] {
  const { course = {}, once = {} } = kindOf(stood.kind)
  const [was, is] = [membersOf(stood), membersOf(after)]
  const of = (fields: { readonly [event: string]: readonly string[] }): readonly string[] =>
    Object.hasOwn(fields, event) ? (fields[event] ?? []) : []
  const usual = [...of(course), ...of(once).filter((field) => was[field] == null)]
  return bindingOf(stood.kind).filter((field) => !usual.includes(field) && differ(was[field], is[field]))
}

const membersOf = (state: State): { readonly [field: string]: unknown } => ({ ...state })

/** True for two values of another text; what an entry left alone is the same object, however long it has become. */
const differ = (one: unknown, other: unknown): boolean =>
  one !== other && canonicalJson(one ?? null) !== canonicalJson(other ?? null)
