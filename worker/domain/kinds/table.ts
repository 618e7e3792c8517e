/** The table of kinds, looked at by what one asks of it. */
import type { RecordKind } from '../record/event.ts'
import { isNumber } from '../record/ids.ts'
import type { Kind } from '../record/kind.ts'
import type { Spec } from '../record/shape.ts'
import { type Kinds, kinds, type State } from './kinds.ts'

/** Every kind, in the order of the table. */
export const recordKinds = Object.keys(kinds) as RecordKind[]

/** Those kinds of which it is so. */
export type KindsWhere<Is> = { [K in RecordKind]: Kinds[K] extends Is ? K : never }[RecordKind]

/** Kinds that have a list, in the API and on the site. */
export type ListedKind = KindsWhere<{ list: string }>
/** Kinds whose records are named by ten random characters. */
export type NumberedKind = KindsWhere<{ id: 'numbered' }>

/** Declaration of a kind. Its methods take states of that kind alone, which `kind` guarantees. */
export function kindOf(kind: RecordKind): Kind<RecordKind, State, string> {
  return kinds[kind]
}

/** True for the code of a kind. */
export function isKind(text: string): text is RecordKind {
  return Object.hasOwn(kinds, text)
}

/** True for a kind that has a list. */
export function isListedKind(kind: RecordKind): kind is ListedKind {
  return kinds[kind].list !== null
}

export const listedKinds: readonly ListedKind[] = /* @__PURE__ */ recordKinds.filter(isListedKind)

/** Names of the lists of kinds, in the API and on the site; null for a kind without a list. */
export const lists = /* @__PURE__ */ Object.fromEntries(
  recordKinds.map((kind) => [kind, kinds[kind].list]),
) as {
  readonly [K in RecordKind]: Kinds[K]['list']
}

const byPrefix = new Map(recordKinds.map((kind) => [kindOf(kind).prefix, kindOf(kind)]))

/** The kind of a record, by the prefix of its id; null for any other text. */
export function kindOfRecord(text: string): RecordKind | null {
  const cut = text.indexOf('-') + 1
  const found = byPrefix.get(`${text.slice(0, cut - 1)}-`)
  if (found === undefined) return null
  const rest = text.slice(cut)
  const fits = found.id === 'numbered' ? isNumber(rest) : found.id.test(rest)
  return fits ? found.kind : null
}

/**
 * Place of a record among others that come in one go, by its id: that of its kind in the table, so that what is named
 * stands before what names it.
 *
 * @throws Error for what is no id of a record
 */
export function placeOf(id: string): number {
  const kind = kindOfRecord(id)
  if (kind === null) throw new Error(`no id of a record: ${id}`)
  return recordKinds.indexOf(kind)
}

/** The event that opens a record of a kind, as `decision.opened`. */
export function openingOf(kind: RecordKind): string {
  return eventName(kind, kindOf(kind).first)
}

/** The whole name of an event of a kind: `decision.decided` of `decided`. */
export function eventName(kind: RecordKind, event: string): string {
  return `${kindOf(kind).says ?? kind}.${event}`
}

/** Events of which a kind says something, by their whole names. */
const eventsSaid = (by: 'served' | 'unread'): ReadonlySet<string> =>
  new Set(recordKinds.flatMap((kind) => (kindOf(kind)[by] ?? []).map((event) => eventName(kind, event))))

const served = eventsSaid('served')
const unread = eventsSaid('unread')

/** True of an event that a service of its kind records, and no verb or draft does. */
export function isServed(event: string): boolean {
  return served.has(event)
}

/** True of an event whose content is never erased: it says nothing of anybody, and others are told apart by it. */
export function isLasting(event: string): boolean {
  return recordKinds.some((kind) =>
    kindOf(kind).acts.some((one) => one.lasting && eventName(kind, one.event) === event),
  )
}

/** True of an event whose content comes in sealed until somebody has read it. */
export function isUnread(event: string): boolean {
  return unread.has(event)
}

const openings = new Set(recordKinds.map(openingOf))

/** True for an event with which records of some kind begin. */
export function isOpening(event: string): boolean {
  return openings.has(event)
}

/** Version of what is derived of the records of a kind: 1, 2, 3 …; null for a kind that this code does not know. */
export function versionOf(kind: string): number | null {
  return isKind(kind) ? kindOf(kind).version : null
}

/** All kinds with the versions of what is derived of their records. */
export function versions(): { kind: RecordKind; version: number }[] {
  return recordKinds.map((kind) => ({ kind, version: kindOf(kind).version }))
}

/** Kinds of which a record may be the subject of a flag. */
export const flaggedKinds: readonly RecordKind[] = recordKinds.filter(
  (kind) => kindOf(kind).face !== null && kindOf(kind).flagged !== false,
)

/** Kinds whose records may have a name in English beside that in which they were recorded. */
export const namedInEnglish: readonly RecordKind[] = recordKinds.filter((kind) => {
  const spec = kindOf(kind).fields?.spec
  return spec?.is === 'object' && ('nameEn' in spec.fields || 'titleEn' in spec.fields)
})

/** Kinds of the records that a field may name. */
export function kindsOf({ kinds: named }: Extract<Spec, { is: 'id' }>): readonly RecordKind[] {
  return named.length > 0 ? named : flaggedKinds
}
