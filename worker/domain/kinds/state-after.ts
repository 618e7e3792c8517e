import type { Draft } from '../record/event.ts'
import type { State } from './kinds.ts'
import { applyEntry } from './replay.ts'

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
