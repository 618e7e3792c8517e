/** A draft as it is shown, and what has to hold of it before anything is done with it. */
import { whyFormal } from '../../domain/kinds/formal.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Words } from '../../domain/record/problem.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type * as stored from '../../store/drafts.ts'
import { eventOf, type Target } from '../records/dispatch.ts'
import type { Caller } from '../roles.ts'

/** Longest input of a draft in characters of JSON. */
const LONGEST = 500_000

export type DraftStatus =
  /** Being written. */
  | 'open'
  /** Handed in, and not yet looked at. */
  | 'waiting'
  /** Given back with a note. */
  | 'returned'
  /** In the ledger. */
  | 'entered'

export interface DraftView extends Target {
  id: string
  account: string
  department: string | null
  title: string
  input: Json
  /** Version of the record that the author saw. */
  seq: number | null
  /** Moves with every change of the draft. */
  version: number
  status: DraftStatus
  /** Note of the reviewer who gave it back. */
  note: string | null
  reviewer: string | null
  /** Index of its entry. */
  entry: number | null
  created: string
  updated: string
  /** Reason for which it needs a second person; null when it does not. */
  formal: Words | null
}

export interface DraftInput extends Target {
  department?: string | null | undefined
  title: string
  input: Json
  seq?: number | null | undefined
}

/** A draft as its author and its reviewers see it. */
export function viewOf({ characters: _, ...row }: stored.StoredDraft): DraftView {
  const target = { kind: row.kind, verb: row.verb, record: row.record }
  const event = eventOf(target)
  return {
    ...row,
    ...target,
    input: JSON.parse(row.input),
    status: row.status as DraftStatus,
    formal: event === null ? null : whyFormal(event),
  }
}

/** @throws Problem `conflict` for another version than the one that was seen */
export function requireVersion(row: stored.StoredDraft, version: number): void {
  if (row.version === version) return
  throw refuse(
    'conflict',
    '这份草稿刚在别处改过：请先看过最新内容，再决定保留哪一份。',
    'This draft was changed elsewhere just now: look at it as it is, then decide which to keep.',
    'version',
  )
}

/** @throws Problem `not_allowed` for anybody but its author */
export function requireOwn(caller: Caller, row: stored.StoredDraft): void {
  if (row.account !== caller.account)
    throw refuse('not_allowed', '只有起草人可以修改草稿。', 'Only its author changes a draft.')
}

/** @throws Problem `wrong_state` */
export function requireStatus(row: stored.StoredDraft, ...wanted: DraftStatus[]): void {
  if (wanted.some((one) => one === row.status)) return
  throw refuse(
    'wrong_state',
    '草稿当前的状态不允许这样做。',
    'The draft is not in a state for this.',
    'status',
  )
}

/** Canonical text of an input. @throws Problem `invalid` for one that is too long */
export function requireSmall(input: Json): string {
  const text = canonicalJson(input)
  if (text.length > LONGEST) throw refuse('invalid', '草稿过长。', 'The draft is too long.', 'input')
  return text
}
