/** What an act looks at beside its record, for one call; and what a draft will leave. */

import { applyEntry, type State } from '../../domain/kinds/kinds.ts'
import type { Surroundings as Seen } from '../../domain/record/acts.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Ledger } from '../open.ts'
import type { Around } from './around.ts'
import { type Call, todayOf } from './call.ts'
/** What the acts look at, and the items of responsibility lists beside. */
export type Surroundings = Seen & Around

/** What an act looks at, for one call. */
export function surroundingsOf(ledger: Ledger, call: Call, around: Around): Surroundings {
  const today = todayOf(ledger.now())
  const { visibility, ground, review, occurred = today } = call
  return { ...around, occurred, today, visibility, ground, review }
}

/** The state that a draft will leave, for what is decided after it in the same submission. */
export function stateAfter(state: State | null, draft: Draft): State | null {
  const { body, visibility, kind, record, seq, department, occurred } = draft
  return applyEntry(state, {
    index: 0,
    envelope: {
      v: 1,
      kind,
      record,
      seq,
      department,
      actor: { account: '', role: '', department: null },
      occurred,
      recorded: '',
      visibility,
      body: '',
      ...(draft.ground === undefined ? {} : { ground: draft.ground }),
      ...(draft.review === undefined ? {} : { review: draft.review }),
    },
    body: visibility === 'public' ? body : null,
  })
}

/** @throws Problem unless the department exists and is in force */
export function requireHolder(around: Around, department: string): void {
  const found = around.department(department)
  if (found?.status === 'in_force') return
  throw refuse(
    found === undefined ? 'not_found' : 'wrong_state',
    found === undefined ? `没有部门 ${department}：请先登记该部门。` : `部门 ${department} 已不存续。`,
    found === undefined
      ? `There is no department ${department}: register it first.`
      : `The department ${department} is no longer in force.`,
    'department',
  )
}
