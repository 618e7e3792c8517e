import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type { Change, Moment, Recorded } from '../record/event.ts'
import { objectOf } from '../record/json.ts'
import type { State } from './kinds.ts'
import { applyEntry } from './replay.ts'

/** Fields that every entry moves, and that say nothing to a reader. */
export const BOOKKEEPING = new Set([
  'kind',
  'id',
  'seq',
  'listed',
  'changed',
  'latest',
  'corrections',
  'recorded',
  'transferred',
  'formerly',
  'formerNames',
])

/** Lists that grow by entries of their own: a line shows the entry, a comparison their parts. */
export const PARTS = new Set([
  'keys',
  'indicators',
  'ruling',
  'steps',
  'reports',
  'turns',
  'reschedules',
  'evidence',
  'sealed',
  'sourceChanges',
  'answers',
  'asks',
  'evaluations',
  'texts',
  'reviews',
  'rating',
  'declined',
  'pause',
  'extension',
  'checked',
  'erasureAsked',
  'statedVerification',
])

/** A value as JSON; null stands for absent, and for an empty text or list. */
export function jsonOf(value: unknown): Json {
  return JSON.parse(textOf(value))
}

function textOf(value: unknown): string {
  const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return empty ? 'null' : canonicalJson(value)
}

/** The fields in which two states of one record differ, those aside that have entries of their own. */
export function diffStates(before: State | null, after: State | null): Change[] {
  return changesBetween(before, after, (field) => !PARTS.has(field))
}

/** All in which two states of one record differ; of a list of parts, each part as `steps/s1`. */
export function compareStates(before: State | null, after: State | null): Change[] {
  return changesBetween(before, after, () => true).flatMap((change) =>
    Array.isArray(change.from ?? change.to) && PARTS.has(change.field) ? partsOf(change) : [change],
  )
}

/**
 * Changes between two states of a record, field by field. Null is the state before the first entry; an absent
 * field is null. Fields of the bookkeeping, such as the version, are left out.
 *
 * @param wanted true for a field to be compared
 */
function changesBetween(
  before: State | null,
  after: State | null,
  wanted: (field: string) => boolean,
): Change[] {
  const from = new Map<string, unknown>(Object.entries(before ?? {}))
  const to = new Map<string, unknown>(Object.entries(after ?? {}))
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((field) => {
    const [was, is] = [from.get(field), to.get(field)]
    // An entry moves few fields; a reader's browser goes through all of them for each.
    if (was === is || BOOKKEEPING.has(field) || !wanted(field)) return []
    const [before, after] = [textOf(was), textOf(is)]
    return before === after ? [] : [{ field, from: JSON.parse(before), to: JSON.parse(after) }]
  })
}

/** Changes of the parts of a list, each under its id, or its place from 1 where it has none. */
export function partsOf({ field, from, to }: Change): Change[] {
  const named = (list: Json): Map<string, Json> =>
    new Map((Array.isArray(list) ? list : []).map((part, i) => [String(objectOf(part).id ?? i + 1), part]))
  const [was, is] = [named(from), named(to)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ field: `${field}/${id}`, from: was.get(id) ?? null, to: is.get(id) ?? null }))
    .filter((change) => canonicalJson(change.from) !== canonicalJson(change.to))
}

/** The life of one record: each entry, oldest first, with what it changed. The first one lists, it changes nothing. */
export function timeline(entries: Iterable<Recorded>): Moment[] {
  return [...moments(entries)]
}

/**
 * The same moment by moment, for whoever lets others have their turn in between.
 *
 * @param before state that the entries found, where the first of them is not the first of the record
 */
export function* moments(entries: Iterable<Recorded>, before: State | null = null): Generator<Moment> {
  for (const { moment } of replayed(entries, before)) yield moment
}

/** The same with the state that each entry leaves, for whoever needs both: the entries are replayed once. */
export function* replayed(
  entries: Iterable<Recorded>,
  found: State | null = null,
): Generator<{ moment: Moment; state: State | null }> {
  let state = found
  for (const entry of entries) {
    const before: State | null = state
    state = applyEntry(before, entry)
    yield { moment: { entry, changes: before === null ? [] : diffStates(before, state) }, state }
  }
}
