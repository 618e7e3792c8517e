/**
 * Guards of the file of a case: lines that may not be written, and what would be right. Each throws a
 * Problem.
 */
import { refuse } from '../record/guard.ts'
import type { CaseReview, CaseState } from './state.ts'
import { type CaseStatus, caseStatuses, type RemedyStatus, remedyStatuses } from './words.ts'

/** Statuses of a remedy that may follow each. */
const REMEDY_NEXT: { readonly [status in RemedyStatus]: readonly RemedyStatus[] } = {
  ordered: ['plan_filed', 'rectifying', 'claimed'],
  plan_filed: ['rectifying', 'claimed'],
  rectifying: ['claimed'],
  claimed: ['verified', 'rejected'],
  rejected: ['rectifying', 'claimed'],
  verified: ['closed'],
  closed: [],
}

/**
 * Guard of taking part: whoever does says that nothing is in the way. @throws Problem `invalid` where it was
 * not said, `not_allowed` where something is
 */
export function requireNoConflict({ conflict }: { conflict: boolean | null }): void {
  if (conflict === null)
    throw refuse(
      'invalid',
      '请写明是否有应当回避的情形（conflict：true 或 false）。',
      'Say whether there is a reason to be recused (conflict: true or false).',
      'conflict',
    )
  if (conflict)
    throw refuse(
      'not_allowed',
      '有应当回避的情形，不得参与这一核查：请指派他人。',
      'Whoever has to be recused takes no part in this case: assign somebody else.',
      'conflict',
    )
}

/** The case is in one of these. @throws Problem `wrong_state` */
export function requireStatus({ status }: CaseState, ...from: readonly CaseStatus[]): void {
  if (from.includes(status)) return
  throw refuse(
    'wrong_state',
    `核查现为“${caseStatuses[status].zh}”，不能这样记；须为：${from.map((one) => caseStatuses[one].zh).join('、')}。`,
    `The case is "${caseStatuses[status].en}"; this can be recorded only while it is: ${from.map((one) => caseStatuses[one].en).join(', ')}.`,
  )
}

/**
 * Guard of leaving: whoever leaves has a part in it, and is not the last. @throws Problem `not_found`,
 * `wrong_state`
 */
export function requireCanWithdraw({ members }: CaseState, account: string): void {
  if (!members.some((one) => one.account === account))
    throw refuse(
      'not_found',
      `${account} 没有参与这一核查。`,
      `${account} takes no part in this case.`,
      'account',
    )
  if (members.length === 1)
    throw refuse(
      'wrong_state',
      '最后一名参与者不能退出：请先指派他人。',
      'The last member cannot withdraw: assign somebody else first.',
      'account',
    )
}

/** Guard of confirming: of a member, by somebody else. @throws Problem `not_found`, `not_allowed` */
export function requireOtherMember({ members }: CaseState, account: string, by: string): void {
  if (!members.some((one) => one.account === account))
    throw refuse(
      'not_found',
      `${account} 没有参与这一核查。`,
      `${account} takes no part in this case.`,
      'account',
    )
  if (account === by)
    throw refuse(
      'not_allowed',
      '自己新的登录方式须由另一名参与者确认。',
      'New ways into your own account are confirmed by another member.',
      'account',
    )
}

/** 监察法 40–42: a disposition is approved by somebody else than who proposed it. @throws Problem `wrong_state`, `not_allowed` */
export function requireApprover({ proposed, members }: CaseState, account: string): void {
  if (proposed === null)
    throw refuse('wrong_state', '没有待批的处置意见。', 'No disposition waits for approval.')
  const approves = members.some((one) => one.account === account && one.part === 'approver')
  if (proposed.by === account || !approves)
    throw refuse(
      'not_allowed',
      '处置意见须由负责审批的另一人批准。',
      'A disposition is approved by another person, whose part is to approve.',
    )
}

/** The remedy is there, and may go on like this. @throws Problem `not_found`, `wrong_state` */
export function requireNextStatus(
  { remedies }: CaseState,
  { remedy, status }: { remedy: string; status: RemedyStatus },
): void {
  const current = remedies.find((one) => one.id === remedy)
  if (current === undefined)
    throw refuse('not_found', `没有整改事项 ${remedy}。`, `There is no remedy ${remedy}.`, 'remedy')
  const next = REMEDY_NEXT[current.status]
  if (next.includes(status)) return
  throw refuse(
    'wrong_state',
    `整改现为“${remedyStatuses[current.status].zh}”，之后只能是：${next.map((one) => remedyStatuses[one].zh).join('、') || '无'}。`,
    `The remedy is "${remedyStatuses[current.status].en}"; what may follow: ${next.map((one) => remedyStatuses[one].en).join(', ') || 'nothing'}.`,
    'status',
  )
}

/** There is a flag to summarise it on, and an end of it to tell. @throws Problem `wrong_state` */
export function requireTellable({ flag, status }: CaseState): void {
  if (flag === null || status !== 'closed')
    throw refuse(
      'wrong_state',
      '公开摘要写在移送核查的预警上：须先了结，并须来自一条预警。',
      'The public summary stands on the flag that was referred: the case must be closed and come from a flag.',
    )
}

/** Nothing is left to be done. @throws Problem `wrong_state` */
export function requireClosable(state: CaseState): void {
  requireStatus(state, 'open', 'held')
  const pending = state.remedies.filter(({ status }) => status !== 'closed' && status !== 'verified')
  if (pending.length > 0)
    throw refuse(
      'wrong_state',
      `还有未复查通过的整改：${pending.map(({ id }) => id).join('、')}。`,
      `Remedies are not verified yet: ${pending.map(({ id }) => id).join(', ')}.`,
    )
  if (state.disposition === null)
    throw refuse(
      'wrong_state',
      '处置意见尚未获批，不能了结。',
      'No disposition has been approved: the case cannot be closed.',
    )
}

/** An application of this kind waits for a decision. @throws Problem `wrong_state` */
export function requireApplied({ reviews }: CaseState, kind: CaseReview['kind']): void {
  if (reviews.some((one) => one.kind === kind && one.result === null)) return
  throw refuse('wrong_state', '没有待决定的这种申请。', 'No such application waits for a decision.', 'kind')
}

/** A remedy for the public is a new milestone or one that is there, and has a title. @throws Problem `invalid` */
export function requirePublicTitle({
  milestone,
  publicTitle,
  publicText,
}: {
  milestone: string | null
  publicTitle: string | null
  publicText: string | null
}): void {
  if (publicTitle !== null && milestone !== null)
    throw refuse(
      'invalid',
      '写了公开标题即新立节点，不能同时指已有的节点。',
      'A title for the public opens a new milestone: do not name one that is there as well.',
      'milestone',
    )
  if (publicTitle === null && publicText !== null)
    throw refuse('invalid', '请写公开标题。', 'Give the title for the public.', 'publicTitle')
}
