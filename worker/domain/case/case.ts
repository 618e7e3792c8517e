/**
 * 核查: an inspector's confidential file. Its lines are acts, oldest first, and its state follows from them as
 * that of a record does; but nothing of it is an entry of the ledger. Pure: no storage, no clock.
 */
import type { Json } from '../../ledger/canonical.ts'
import { ledgerDay } from '../record/date.ts'
import { refuse } from '../record/guard.ts'
import { type CaseAct, type CaseVerb, readAct } from './acts.ts'
import { type CaseStatus, caseStatuses, type RemedyStatus, remedyStatuses } from './words.ts'

export interface CaseMember {
  account: string
  part: 'handler' | 'approver'
  declaration: string
  since: string
}

export interface CaseRemedy {
  /** `r1`, `r2` … */
  id: string
  department: string
  text: string
  due: string
  milestone: string | null
  status: RemedyStatus
}

export interface CaseReview {
  kind: 'review' | 're_review'
  applied: string
  result: 'upheld' | 'changed' | 'revoked' | null
}

export interface CaseState {
  id: string
  /** Of its last act. */
  seq: number
  title: string
  source: string
  leadKind: string | null
  lead: string
  subjects: string[]
  departments: string[]
  flag: string | null
  opened: string
  status: CaseStatus
  members: CaseMember[]
  /** The disposition that was proposed and waits for the approver. */
  proposed: { disposition: string; reason: string; by: string } | null
  /** The disposition that was approved last. */
  disposition: string | null
  outcome: string | null
  remedies: CaseRemedy[]
  reviews: CaseReview[]
  /** When it was closed last, and told. */
  closed: string | null
  summarised: string | null
}

/** Which status of a remedy may follow which. */
const REMEDY_NEXT: { readonly [status in RemedyStatus]: readonly RemedyStatus[] } = {
  ordered: ['plan_filed', 'rectifying', 'claimed'],
  plan_filed: ['rectifying', 'claimed'],
  rectifying: ['claimed'],
  claimed: ['verified', 'rejected'],
  rejected: ['rectifying', 'claimed'],
  verified: ['closed'],
  closed: [],
}

/** The state after one more act. Total: what a later version wrote moves the version only. */
export function applyCase(state: CaseState | null, act: CaseAct): CaseState | null {
  if (act.event === 'read') return state
  const day = ledgerDay(act.at)
  if (state === null) return act.event === 'opened' ? opened(act) : null
  const next = { ...state, seq: act.seq }
  switch (act.event) {
    case 'assigned': {
      const { account, part, declaration } = readAct.of('assign', act.body)
      const others = next.members.filter((one) => one.account !== account)
      return { ...next, members: [...others, { account, part, declaration, since: act.at }] }
    }
    case 'withdrawn': {
      const { account } = readAct.of('withdraw', act.body)
      return { ...next, members: next.members.filter((one) => one.account !== account) }
    }
    case 'disposition_proposed': {
      const { disposition, reason } = readAct.of('propose-disposition', act.body)
      return { ...next, proposed: { disposition, reason, by: act.account } }
    }
    case 'disposition_approved': {
      const disposition = next.proposed?.disposition ?? next.disposition
      return { ...next, proposed: null, disposition, status: disposition === 'hold' ? 'held' : 'open' }
    }
    case 'disposition_refused':
      return { ...next, proposed: null }
    case 'finding_recorded':
      return { ...next, outcome: readAct.of('record-finding', act.body).outcome }
    case 'remedy_ordered': {
      const { department, text, due, milestone } = readAct.of('order-remedy', act.body)
      const id = `r${next.remedies.length + 1}`
      return {
        ...next,
        remedies: [...next.remedies, { id, department, text, due, milestone, status: 'ordered' }],
      }
    }
    case 'remedy_moved': {
      const { remedy, status, milestone } = readAct.of('move-remedy', act.body)
      const remedies = next.remedies.map((one) =>
        one.id === remedy ? { ...one, status, milestone: milestone ?? one.milestone } : one,
      )
      return { ...next, remedies }
    }
    case 'review_applied': {
      const { kind, applied } = readAct.of('apply-review', act.body)
      return { ...next, reviews: [...next.reviews, { kind, applied, result: null }] }
    }
    case 'review_decided': {
      const { kind, result } = readAct.of('decide-review', act.body)
      const reviews = next.reviews.map((one) =>
        one.kind === kind && one.result === null ? { ...one, result } : one,
      )
      return { ...next, reviews }
    }
    case 'summarised':
      return { ...next, summarised: day }
    case 'closed':
      return {
        ...next,
        status: 'closed',
        closed: day,
        outcome: readAct.of('close', act.body).outcome ?? next.outcome,
      }
    case 'reopened':
      return { ...next, status: 'open', closed: null, disposition: null, proposed: null }
    default:
      return next
  }
}

function opened({ case: id, at, account, body }: CaseAct): CaseState {
  const { declaration, conflict: _, ...fields } = readAct.opened(body)
  return {
    ...fields,
    id,
    seq: 1,
    opened: ledgerDay(at),
    status: 'open',
    members: [{ account, part: 'handler', declaration, since: at }],
    proposed: null,
    disposition: null,
    outcome: null,
    remedies: [],
    reviews: [],
    closed: null,
    summarised: null,
  }
}

/** Who takes part said that nothing is in the way. @throws Problem `invalid` where it was not said, `not_allowed` where something is */
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

function requireStatus({ status }: CaseState, ...from: readonly CaseStatus[]): void {
  if (from.includes(status)) return
  throw refuse(
    'wrong_state',
    `核查现为“${caseStatuses[status].zh}”，不能这样记；须为：${from.map((one) => caseStatuses[one].zh).join('、')}。`,
    `The case is "${caseStatuses[status].en}"; this can be recorded only while it is: ${from.map((one) => caseStatuses[one].en).join(', ')}.`,
  )
}

/** The guard of a case: refuses an act that may not be written into its file. @param account who writes it @throws Problem that says what would be right */
export function guardCase(state: CaseState, verb: CaseVerb, body: Json, account: string): void {
  const mine = state.members.find((one) => one.account === account)
  switch (verb) {
    case 'assign':
      requireNoConflict(readAct.of('assign', body))
      return
    case 'withdraw':
      guardWithdrawn(state, readAct.of('withdraw', body).account)
      return
    case 'propose-disposition':
      requireStatus(state, 'open', 'held')
      return
    case 'approve-disposition':
    case 'refuse-disposition':
      guardApproval(state, account, mine)
      return
    case 'order-remedy':
    case 'record-finding':
      requireStatus(state, 'open')
      return
    case 'move-remedy':
      guardRemedy(state, readAct.of('move-remedy', body))
      return
    case 'apply-review':
      requireStatus(state, 'closed')
      return
    case 'decide-review': {
      const { kind } = readAct.of('decide-review', body)
      if (state.reviews.some((one) => one.kind === kind && one.result === null)) return
      throw refuse(
        'wrong_state',
        '没有待决定的这种申请。',
        'No such application waits for a decision.',
        'kind',
      )
    }
    case 'summarise':
      guardSummary(state)
      return
    case 'close':
      guardClosing(state)
      return
    case 'reopen':
      requireStatus(state, 'closed', 'held')
      return
    default:
      return
  }
}

function guardWithdrawn({ members }: CaseState, account: string): void {
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

/** 监察法 40–42: a disposition is approved by somebody else than who proposed it. */
function guardApproval({ proposed }: CaseState, account: string, mine: CaseMember | undefined): void {
  if (proposed === null)
    throw refuse('wrong_state', '没有待批的处置意见。', 'No disposition waits for approval.')
  if (proposed.by === account || mine?.part !== 'approver')
    throw refuse(
      'not_allowed',
      '处置意见须由负责审批的另一人批准。',
      'A disposition is approved by another person, whose part is to approve.',
    )
}

function guardRemedy(
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

function guardSummary({ flag, status }: CaseState): void {
  if (flag === null || status !== 'closed')
    throw refuse(
      'wrong_state',
      '公开摘要写在移送核查的预警上：须先了结，并须来自一条预警。',
      'The public summary stands on the flag that was referred: the case must be closed and come from a flag.',
    )
}

function guardClosing(state: CaseState): void {
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
