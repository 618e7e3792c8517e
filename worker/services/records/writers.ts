/** Writers of a record: its department, the one that receives a hand-over, or who verifies for others. */

import type { State } from '../../domain/kinds/kinds.ts'
import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { actorOf } from '../../domain/kinds/question/who.ts'
import type { ActState } from '../../domain/kinds/registry.ts'
import { isEntering } from '../../domain/record/entered/annulment.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { rightOnQuestion, rightsFor } from '../../domain/rights/acts.ts'
import type { Ledger } from '../open.ts'
import { requireApart } from '../questions/apart.ts'
import { hasRight, requireAny, requireRight } from '../roles.ts'
import type { Call } from '../submit/call.ts'
import { loadLookup } from '../submit/lookup.ts'
import { isOwnWork, refuseOwnWork } from '../submit/own-work.ts'

/** The department that a record is with; of a department, itself. */
function withOf(state: ActState): string | null {
  return state.kind === 'department' ? state.id : state.department
}

function writerOf(state: ActState, event: string): string | null {
  return state.kind === 'handover' && (event === 'accepted' || event === 'disputed')
    ? state.to
    : withOf(state)
}

/** 整改: what follows from a flag or a case, which inspectors check again. */
const isRemedy = (state: ActState): boolean =>
  state.kind === 'milestone' && (state.type === 'rectification' || state.flag !== null)

/**
 * Nobody verifies what they claimed, or what their own department did: a property of the event, for every role.
 */
async function requireVerifier(ledger: Ledger, { actor }: Call, state: ActState): Promise<void> {
  if (!(isRemedy(state) && hasRight(actor, 'remedy.verify')))
    requireRight(actor, 'milestone.verify', withOf(state))
  if (await isOwnWork(ledger, actor, { id: state.id, department: withOf(state) })) throw refuseOwnWork()
}

async function requireWriter(ledger: Ledger, call: Call, state: ActState, event: string): Promise<void> {
  if (state.kind === 'question') return requireOnQuestion(ledger, call, state, event)
  if (state.kind === 'comment') {
    requireRight(call.actor, rightOnQuestion(isEntering(event) ? event : 'published'), null)
    return requireApart(ledger, call.actor, state)
  }
  if (state.kind === 'milestone' && event === 'verified') return requireVerifier(ledger, call, state)
  requireRight(call.actor, rightsFor(state.kind, event)[0], writerOf(state, event))
}

/** @throws Problem `not_allowed` unless whoever acts on a question is who is asked, or stands apart from it, as the event has it */
async function requireOnQuestion(
  ledger: Ledger,
  { actor }: Call,
  state: QuestionState,
  event: string,
): Promise<void> {
  const right = rightOnQuestion(event)
  if (right === 'message.moderate') {
    requireRight(actor, right, null)
    return requireApart(ledger, actor, state)
  }
  if (right === 'question.receive') {
    requireRight(actor, right, null)
    return requireApart(ledger, actor, state)
  }
  requireAny(actor, 'record.write')
  if (actorOf(event) !== 'above') return requireRight(actor, 'record.write', state.department)
  // Whose question it is, or was before it was handed on.
  const before = state.turns.findLast((turn) => turn.event === 'transferred')?.department ?? null
  const sides = event === 'reviewed' ? [state.department] : [state.department, before]
  const above = await organsAbove(ledger, sides)
  const { department } = actor
  if (department === null ? hasRight(actor, 'question.receive') : above.includes(department)) return
  throw refuse(
    'not_allowed',
    '须由上级机关办理。',
    'An organ above the one that is asked does this.',
    'department',
  )
}

/** Departments that stand above every one of some. */
async function organsAbove(ledger: Ledger, sides: readonly (string | null)[]): Promise<string[]> {
  const lookup = await loadLookup(ledger, sides)
  const chains = sides.map((side) => {
    const chain: string[] = []
    for (let at = parentOf(lookup.record(side ?? '')); at !== null; at = parentOf(lookup.record(at))) {
      if (chain.includes(at)) break
      chain.push(at)
    }
    return chain
  })
  const [first = [], ...others] = chains
  return first.filter((one) => others.every((chain) => chain.includes(one)))
}

const parentOf = (state: State | undefined): string | null =>
  state?.kind === 'department' ? state.parent : null

/** Reason for which the caller may not log this event of a record; null when it may. */
export async function deniedWriter(
  ledger: Ledger,
  call: Call,
  state: ActState,
  event: string,
): Promise<Problem | null> {
  try {
    await requireWriter(ledger, call, state, event)
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** True for a record that was with the department of the caller before it was transferred. */
export function hadRecord({ actor }: Call, state: ActState): boolean {
  const { department } = actor
  return department !== null && 'transferred' in state && state.transferred.includes(department)
}
