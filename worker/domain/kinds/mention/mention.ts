/**
 * 外部批注: that an entry of this ledger is annotated in another one, as far as it was checked here. It repeats no word of
 * the annotation: only where it stands, and what was proven of it. Nobody writes it by hand, and nobody can take it off
 * the list without an entry that says why.
 */
import { toHex, utf8 } from '../../../ledger/bytes.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import type { Draft, Recorded } from '../../record/event.ts'
import type { Link, Summary } from '../../record/facts.ts'
import { objectOf } from '../../record/json.ts'
import { id, object, type ReadOf, requiredCode, requiredWhole, text } from '../../record/shape.ts'
import { annotationKinds } from '../annotation/vocabulary.ts'
import { type MentionEnding, mentionEndings } from './vocabulary.ts'

export const mentionFields = object({
  /** The record here, with the index and leaf hash of the annotated entry. */
  subject: id(),
  target: requiredWhole(0, Number.MAX_SAFE_INTEGER),
  leafHash: text(44),
  /** Name of the other ledger, and the key that has signed its checkpoint. */
  otherLedger: text(300),
  verifierKey: text(500),
  /** Size of the other ledger under that checkpoint. */
  otherSize: requiredWhole(0, Number.MAX_SAFE_INTEGER),
  /** Id of the annotation over there, and its purpose. */
  otherRecord: text(80),
  annotationKind: requiredCode(annotationKinds, 'context'),
  address: text(2000),
})

export type MentionFields = ReadOf<typeof mentionFields>

export interface MentionState extends MentionFields {
  kind: 'mention'
  id: string
  seq: number
  department: string | null
  listed: string
  changed: string
  status: 'listed' | 'withdrawn'
  why: MentionEnding | null
}

const endedFields = object({ why: requiredCode(mentionEndings, 'withdrawn') })

/** State of a mention after one more entry; total for bodies of any shape. */
export function applyToMention(state: MentionState | null, { envelope, body }: Recorded): MentionState {
  const { seq, kind, occurred, record, department } = envelope
  const said = objectOf(body ?? undefined)
  const begun = { kind: 'mention' as const, id: record, seq, department, changed: occurred, why: null }
  if (state === null) return { ...begun, ...mentionFields.read(said), listed: occurred, status: 'listed' }
  if (kind === 'mention.listed' || kind === 'mention.relisted')
    return { ...begun, ...mentionFields.read(said), listed: state.listed, status: 'listed' }
  const next = { ...state, seq, changed: occurred }
  if (kind !== 'mention.withdrawn') return next
  return { ...next, status: 'withdrawn', why: endedFields.read(said).why }
}

/** One mention for each annotation of each ledger. */
export function mentionId(otherLedger: string, annotation: string): string {
  return `men-${toHex(sha256(utf8(`${otherLedger}\n${annotation}`))).slice(0, 24)}`
}

/** Row of a mention: the other ledger as title, the purpose of the annotation as type. */
export function summariseMention(state: MentionState): Summary {
  const { otherLedger, department, annotationKind, status } = state
  return { title: otherLedger ?? '', department, type: annotationKind, level: null, status }
}

export function linkMention({ subject }: MentionState): Link[] {
  return subject === null ? [] : [{ rel: 'subject', target: subject }]
}

interface Placed {
  id: string
  department: string | null
  today: string
}

/** The entry by which a mention is listed, or listed again; null where it stands as it was found. */
export function decideListed(
  before: MentionState | null,
  fields: MentionFields,
  { id: record, department, today }: Placed,
): Draft | null {
  if (before?.status === 'listed' && isSame(before, fields)) return null
  return {
    kind: before === null ? 'mention.listed' : 'mention.relisted',
    record,
    seq: (before?.seq ?? 0) + 1,
    department,
    occurred: today,
    visibility: 'public',
    body: { ...fields },
  }
}

/** A newer checkpoint over the same annotation is no news. */
function isSame(before: MentionState, fields: MentionFields): boolean {
  return (['subject', 'target', 'leafHash', 'annotationKind', 'address'] as const).every(
    (name) => before[name] === fields[name],
  )
}

/** The entry by which a mention is taken off the list. */
export function decideEnded(before: MentionState, why: MentionEnding, today: string): Draft {
  return {
    kind: 'mention.withdrawn',
    record: before.id,
    seq: before.seq + 1,
    department: before.department,
    occurred: today,
    visibility: 'public',
    body: { why },
  }
}
