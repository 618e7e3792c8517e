/** The words of the domain in both languages: vocabularies, field names, events. Codes without words do not exist. */

import { annulmentOf } from '../record/entered/annulment.ts'
import type { RecordKind, State } from '../record/event.ts'
import { fields } from '../record/field-words.ts'
import { type EventWords, enteringEvents, type KindWords } from '../record/kind-words.ts'
import type { Words } from '../record/problem.ts'
import { ownText } from '../record/spoken/text.ts'
import {
  amountKinds,
  basisLevels,
  corrections,
  departmentKinds,
  departmentStatuses,
  documentTypes,
  erasureGrounds,
  grounds,
  keyRevocations,
  levels,
  responsibilityTypes,
  riskLevels,
  sourceChanges,
  statuses,
  timeUnits,
  triggers,
} from '../record/vocabulary.ts'
import { kindWords } from './kind-words.ts'
import { eventName, kindOf, kindOfRecord, recordKinds } from './table.ts'

/** Names of a kind, with its fields and events. */
export function wordsOf(kind: RecordKind): KindWords {
  return kindWords[kind]
}

/** The page that lists the records of a kind, and a sentence about them. */
export function listWords(kind: RecordKind): { title: Words; lede: Words } {
  const { name, many, list } = wordsOf(kind)
  const several = many?.en ?? name.en
  const title = { zh: name.zh, en: `${several.slice(0, 1).toUpperCase()}${several.slice(1)}` }
  return list ?? { title, lede: title }
}

const ofKinds = <T>(take: (words: KindWords, kind: RecordKind) => readonly (readonly [string, T])[]) =>
  Object.fromEntries(recordKinds.flatMap((kind) => take(wordsOf(kind), kind)))

/** Names of what an entry says happened, and how it is told. */
export const events: { readonly [event: string]: EventWords } = ofKinds((words, kind) =>
  Object.entries({
    ...(kindOf(kind).acts.some(({ event }) => event === 'annulled') ? enteringEvents : {}),
    ...words.events,
  }).map(([event, name]) => [eventName(kind, event), name] as const),
)

/** Name of one record of each kind. */
export const kindNames = Object.fromEntries(recordKinds.map((kind) => [kind, kindWords[kind].name])) as {
  readonly [K in RecordKind]: Words
}

/** Names of fields, whatever the kind: what several kinds have is called as it is usually called. */
const anyFields: { readonly [field: string]: Words } = {
  ...ofKinds((words) => Object.entries(words.fields)),
  ...fields,
}

const shared = {
  field: anyFields,
  event: events,
  record: kindNames,
  type: responsibilityTypes,
  level: levels,
  basis: basisLevels,
  risk: riskLevels,
  unit: timeUnits,
  organ: departmentKinds,
  status: statuses,
  departmentStatus: departmentStatuses,
  trigger: triggers,
  correction: corrections,
  ground: grounds,
  erasure: erasureGrounds,
  keyRevocation: keyRevocations,
  amount: amountKinds,
  document: documentTypes,
  sourceChange: sourceChanges,
} as const satisfies Record<string, Record<string, Words>>

type Vocabularies = (typeof kindWords)[RecordKind]['vocabularies']
type Both<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer All) => void ? All : never

/** Every set of words, by what it names: those of all kinds, and the vocabularies of each. */
export const labels = {
  ...shared,
  ...ofKinds((words) => Object.entries(words.vocabularies)),
} as typeof shared & Both<Vocabularies>

export type LabelSet = keyof typeof labels

/** Title of a record; of one that has none, the name that its kind gives it, or else its id. */
export function titleOr(lang: keyof Words, id: string, title: string | null): string {
  if (title !== null && title !== '') return title
  const kind = kindOfRecord(id)
  return (kind === null ? undefined : wordsOf(kind).untitled?.[lang]) ?? id
}

/**
 * The name of a field, or of a part of one, in a record of this kind.
 *
 * @param event without its kind, as `extended`, where it is a field of one
 */
export function fieldLabel(lang: keyof Words, kind: RecordKind, field: string, event = ''): string {
  const { fields, eventFields = {} } = wordsOf(kind)
  for (const own of [Object.hasOwn(eventFields, event) ? eventFields[event] : undefined, fields])
    if (own !== undefined && Object.hasOwn(own, field)) return own[field]?.[lang] ?? field
  return label(lang, 'field', field)
}

/** An act that is offered, by its event with its kind, as `question.transferred`: what to do, not what was done. */
export function actLabel(lang: keyof Words, event: string): string {
  const [kind = '', act = ''] = event.split('.')
  const acts = isKindWithWords(kind) ? (wordsOf(kind).acts ?? {}) : {}
  return (lang === 'en' && Object.hasOwn(acts, act) ? acts[act] : undefined) ?? label(lang, 'event', event)
}

/** The words for a status of a record of this kind. */
export function statusLabel(lang: keyof Words, kind: RecordKind, status: string): string {
  return wordIn(lang, wordsOf(kind).row.status, status)
}

const ERASED: Words = { zh: '已依法删除', en: 'Lawfully erased' }

/** A record as far as it says what became of its opening: `openingErased` where that was lawfully erased. */
export interface Opened {
  openingErased?: true | undefined
}

/** The words for the status in which a record stands; of one whose opening was erased they say that. */
export function standingLabel(
  lang: keyof Words,
  { kind, status, openingErased }: { kind: RecordKind; status: string } & Opened,
): string {
  return openingErased === true && status === 'withheld' ? ERASED[lang] : statusLabel(lang, kind, status)
}

const ANNULLED: Words = { zh: '已作废', en: 'Annulled' }

/** A record by whatever says that it was annulled: its state, or a mark. */
export interface Entered extends Opened {
  state?: State
  annulled?: boolean | undefined
}

/**
 * All that is to be said of how a record stands where nothing else says it: its status, that it is withheld or erased,
 * and that it was annulled.
 */
export function wholeStanding(
  lang: keyof Words,
  record: { kind: RecordKind; status: string } & Entered,
): string {
  const { state, annulled = state !== undefined && annulmentOf(state) !== null } = record
  const standing = standingLabel(lang, record)
  return annulled ? `${ANNULLED[lang]} · ${standing}` : standing
}

/** A record without a title to show: its state, where it is known, says more than that. */
export interface Hidden extends Opened {
  state?: State
}

/**
 * Words in place of the title of a record that has none to show: that it is withheld, or was erased; of what somebody of
 * the public said, what became of that, which a moderator may not have read yet.
 */
export function hiddenTitle(lang: keyof Words, { openingErased, state }: Hidden): string {
  if (openingErased === true) return ERASED[lang]
  if (state?.kind !== 'comment') return label(lang, 'status', 'withheld')
  const fate = label(lang, 'publication', ownText(state)?.publication ?? 'pending')
  const kind = label(lang, 'record', state.kind)
  return lang === 'zh' ? `${kind}（${fate}）` : `${kind} (${fate.toLowerCase()})`
}

/** The words for the type of a record of this kind, as it stands in its row. */
export function typeLabel(lang: keyof Words, kind: RecordKind, type: string): string {
  return wordIn(lang, wordsOf(kind).row.type, type)
}

/** The words for the level in a record's row: for a flag how serious it is, for all others whose level it is. */
export function levelLabel(lang: keyof Words, kind: RecordKind, level: string): string {
  return wordIn(lang, wordsOf(kind).row.level, level)
}

/** The vocabulary of the codes of a field, where a kind has one of its own for it; null otherwise. */
export function ownSetOf(kind: string, field: string): LabelSet | null {
  return ownSetsOf(kind, field)[0] ?? null
}

/** The vocabularies of the codes of a field that a kind has of its own: several, where its acts differ. */
export function ownSetsOf(kind: string, field: string): LabelSet[] {
  const codes: KindWords['codes'] = isKindWithWords(kind) ? wordsOf(kind).codes : {}
  return [Object.hasOwn(codes, field) ? (codes[field] ?? []) : []].flat().filter(isLabelSet)
}

function isKindWithWords(kind: string): kind is RecordKind {
  return Object.hasOwn(kindWords, kind)
}

function isLabelSet(set: string): set is LabelSet {
  return Object.hasOwn(labels, set)
}

/** Codes and words of the statuses of a kind. */
export function statusesOf(kind: RecordKind): { readonly [status: string]: Words } {
  const { status } = wordsOf(kind).row
  return isLabelSet(status) ? labels[status] : {}
}

/** The words for a code; the code itself where it has none, as in a ledger written by a later version. */
export function label(lang: keyof Words, set: LabelSet, code: string): string {
  return wordIn(lang, set, code)
}

function wordIn(lang: keyof Words, set: string, code: string): string {
  const words: { readonly [code: string]: Words } = isLabelSet(set) ? labels[set] : {}
  return (Object.hasOwn(words, code) ? words[code]?.[lang] : undefined) ?? code
}
