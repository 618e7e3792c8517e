/** Who may act on a record: its department, the one that receives a hand-over, or who verifies for others. */

import type { ActKind, ActState } from '../../domain/kinds/registry.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Ledger } from '../open.ts'
import { hasRight, type Right, requireRight } from '../roles.ts'
import type { Call } from '../submit/call.ts'
import { isOwnWork, refuseOwnWork } from '../submit/own-work.ts'

/** The rights of which one lets somebody log an event of a kind; null for the first of a record. */
export function rightsFor(kind: ActKind, event: string | null): readonly [Right, ...Right[]] {
  if (kind === 'milestone' && event === 'verified') return ['milestone.verify', 'remedy.verify']
  // The department answers; everything else about a flag is the inspectors'.
  if (kind === 'flag' && event !== 'responded') return ['flag.write']
  if (kind === 'account') return ['account.write']
  if (kind === 'responsibility') return ['responsibility.write']
  if (kind === 'department') return [event?.startsWith('key_') ? 'key.write' : 'department.write']
  return ['record.write']
}

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

/** What is handed over is accepted by the department that receives it: nobody does that for another. */
function requireReceiver({ actor }: Call, to: string): void {
  if (actor.department === to) return
  throw refuse(
    'not_allowed',
    `交接须由接收部门 ${to} 自己接收。`,
    `A hand-over is accepted by ${to} itself.`,
    'department',
  )
}

async function requireWriter(ledger: Ledger, call: Call, state: ActState, event: string): Promise<void> {
  if (state.kind === 'milestone' && event === 'verified') return requireVerifier(ledger, call, state)
  if (state.kind === 'handover' && event === 'accepted') requireReceiver(call, state.to)
  requireRight(call.actor, rightsFor(state.kind, event)[0], writerOf(state, event))
}

/** Why the caller may not log this event of a record; null when it may. */
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

/** Whether the record was with the department of the caller before it was transferred. */
export function hadRecord({ actor }: Call, state: ActState): boolean {
  const { department } = actor
  return department !== null && 'transferred' in state && state.transferred.includes(department)
}
