/** Things to do, each in words: of a record, of a draft of one's own, of one that waits for a second person. */

import type { State } from '../../domain/kinds/kinds.ts'
import { type Name, unnamed } from '../../domain/kinds/title.ts'
import { of, type Words } from '../../domain/record/problem.ts'
import { dayIn } from '../../domain/record/zone.ts'
import * as read from '../../domain/todo/of-records.ts'
import type { Todo } from '../../domain/todo/todo.ts'
import type { DraftView } from '../drafts/draft.ts'

/** Reason of a row of texts that say nearly the same: their number, and since when the oldest waits. */
export function readingWords(n: number, day: string): Words {
  if (n === 1) return of(`${day} 收到`, `received ${day}`)
  return of(
    `${n} 件提问内容几乎相同，可以一并审读；最早的 ${day} 收到`,
    `${n} questions say nearly the same and can be read together, the oldest of ${day}`,
  )
}

/** The thing that an account has to do on a record, as its state asks; null for nothing. @param own department of the account */
export function ofRecord(
  state: State,
  own: string,
  names: ReadonlyMap<string, Name>,
  reckoning: read.Reckoning,
): Todo | null {
  switch (state.kind) {
    case 'milestone':
      return read.todoOfMilestone(state, reckoning.today)
    case 'flag':
      return read.todoOfFlag(state, reckoning)
    case 'decision':
      return read.todoOfDecision(state, reckoning)
    case 'consultation':
      return read.todoOfConsultation(state, reckoning)
    case 'evaluation':
      return read.todoOfEvaluation(state)
    case 'handover':
      return read.todoOfHandover(
        state,
        own,
        names.get(state.department) ?? unnamed(state.department),
        reckoning.today,
      )
    default:
      return null
  }
}

/** A draft of somebody else that waits: to be approved, or a move to one's own department to be accepted. */
export function toApprove(
  { id, title, kind, record, department, updated }: DraftView,
  homes: ReadonlyMap<string, string | null>,
  zone: string,
): Todo {
  const home = record === null ? undefined : homes.get(record)
  const isMove = home !== undefined && home !== null && home !== department
  const day = dayIn(zone, updated)
  return {
    what: isMove ? 'receive' : 'approve',
    id,
    kind: null,
    title: title === '' ? kind : title,
    department: isMove ? home : null,
    acts: [],
    due: null,
    points: 0,
    stands: isMove ? of('等你接收', 'Waits for you') : of('等你审核', 'Waits for you'),
    why: isMove
      ? of(
          `${day} 提交；你们接收之前仍在对方名下`,
          `handed in on ${day}; it stays theirs until you accept it`,
        )
      : of(`${day} 提交；没有审核不会入账`, `handed in on ${day}; nothing is entered before it is approved`),
    since: updated,
  }
}

/** A draft of one's own that was given back, or that waits for somebody else; none for what is being written. */
export function ofOwnDraft({ id, title, kind, status, note, updated }: DraftView, zone: string): Todo | null {
  const base = {
    id,
    kind: null,
    title: title === '' ? kind : title,
    department: null,
    acts: [],
    due: null,
    points: 0,
    since: updated,
  }
  const day = dayIn(zone, updated)
  if (status === 'returned')
    return {
      ...base,
      what: 'returned',
      stands: of('退回', 'Given back'),
      why: note === null ? of('', '') : of(`审核人写道：${note}`, `the reviewer wrote: ${note}`),
    }
  if (status !== 'waiting') return null
  return {
    ...base,
    what: 'waits',
    stands: of('等另一人审核', 'Waits for another'),
    why: of(`${day} 提交；没有审核不会入账`, `handed in on ${day}; nothing is entered before it is approved`),
  }
}
