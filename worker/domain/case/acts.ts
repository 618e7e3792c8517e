/**
 * The acts of a case, each declared once under the event that it leaves in the file: the verb by which it stands
 * in an address, its shape, when it is refused, and what it makes of the state. They are made as those of records
 * are, but a line of a file is no entry of the ledger: it has an account and a time instead of an envelope.
 */
import type { Json } from '../../ledger/canonical.ts'
import { tracedKinds } from '../kinds/registry.ts'
import { type Act, act, type Further } from '../record/acts.ts'
import {
  code,
  id,
  ids,
  list,
  object,
  type ReadOf,
  requiredCode,
  requiredDate,
  requiredId,
  requiredText,
  text,
  yesNo,
} from '../record/shape.ts'
import * as guard from './guards.ts'
import type { CaseState } from './state.ts'
import * as of from './words.ts'

/** One line of a file. */
export interface CaseAct {
  /** Id of the case, `cas-…`. */
  case: string
  /** 1, 2, 3 … within the case; 0 for a look at it, which changes nothing. */
  seq: number
  event: of.CaseEvent
  /** Instant at which it was written down, by the clock of the machine, UTC. */
  at: string
  account: string
  body: Json
}

/** A line with the day on which it was written down, by the calendar of the ledger: clocks begin on it. */
export interface DatedCaseAct extends CaseAct {
  day: string
}

/** Context in which an act is decided: its writer. */
export interface Writing {
  account: string
}

/** 回避: who takes part says what ties there are, and that none is in the way (监察法 67; 督查条例 17). */
const recusal = {
  /** Ties to the units and persons concerned, in words; "none" when there are none. */
  declaration: requiredText(2000),
  /** True when any of them is in the way. Must be said. */
  conflict: yesNo(),
}

export const openShape = object({
  title: requiredText(500),
  source: requiredCode(of.caseSources, 'other'),
  leadKind: text(200),
  /** The lead, as it came. */
  lead: requiredText(),
  /** Records of the ledger that it is about. */
  subjects: ids('responsibility', ...tracedKinds),
  departments: ids('department'),
  /** The public flag from which it comes, if it does. */
  flag: id('flag'),
  ...recusal,
})

export const assignShape = object({
  account: requiredId('account'),
  part: requiredCode(of.caseParts, 'handler'),
  ...recusal,
})

const orderShape = object({
  department: requiredId('department'),
  text: requiredText(5000),
  due: requiredDate(),
  /** The department's own milestone by which it is put right, once there is one. */
  milestone: id('milestone'),
  /** With a title for the public a milestone of the department is opened; nothing else of the case goes into it. */
  publicTitle: text(500),
  publicText: text(5000),
})

type Order = ReadOf<typeof orderShape>

/**
 * A remedy that the public may see becomes a milestone of the department, in the words that are given for the
 * public. It gets its id when it is opened.
 */
function milestoneOf({ flag }: CaseState, { department, due, publicTitle, publicText }: Order): Further[] {
  if (publicTitle === null) return []
  const fields = {
    title: publicTitle,
    type: 'rectification',
    ...(publicText === null ? {} : { acceptanceCriteria: publicText }),
    baselineDue: due,
    currentDue: due,
    ...(flag === null ? {} : { flag }),
  }
  return [{ opens: 'milestone', id: '', department, fields }]
}

/** In the order in which they are offered. */
export const caseActs = {
  assigned: act('assign', assignShape, {
    settle: (_, body) => guard.requireNoConflict(body),
    apply: (state, { account, part, declaration }, { at }) => {
      const others = state.members.filter((one) => one.account !== account)
      // Whoever is a member already gets another part: what ways in were confirmed stays as it was.
      const known = state.members.find((one) => one.account === account)
      return { ...state, members: [...others, { since: at, ...known, account, part, declaration }] }
    },
  }),
  /** Ways into the account of a member that are newer than their part, or the last of these, open the file from now on. */
  access_confirmed: act('confirm-access', object({ account: requiredId('account') }), {
    settle: (state, { account }, writing) => guard.requireOtherMember(state, account, writing.account),
    apply: (state, { account }, { at }) => ({
      ...state,
      members: state.members.map((one) => (one.account === account ? { ...one, confirmed: at } : one)),
    }),
  }),
  withdrawn: act('withdraw', object({ account: requiredId('account'), reason: requiredText(2000) }), {
    settle: (state, { account }) => guard.requireCanWithdraw(state, account),
    apply: (state, { account }) => ({
      ...state,
      members: state.members.filter((one) => one.account !== account),
    }),
  }),
  noted: act('note', object({ text: requiredText() }), { apply: (state) => state }),
  evidence_added: act(
    'add-evidence',
    object({
      title: requiredText(500),
      source: text(500),
      /** SHA-256 of the document, hexadecimal, wherever it is kept. */
      sha256: text(64),
      text: text(),
    }),
    { apply: (state) => state },
  ),
  disposition_proposed: act(
    'propose-disposition',
    object({ disposition: requiredCode(of.dispositions, 'hold'), reason: requiredText(5000) }),
    {
      settle: (state) => guard.requireStatus(state, 'open', 'held'),
      apply: (state, { disposition, reason }, { account }) => ({
        ...state,
        proposed: { disposition, reason, by: account },
      }),
    },
  ),
  disposition_approved: act('approve-disposition', object({ note: text(2000) }), {
    settle: (state, _, { account }) => guard.requireApprover(state, account),
    apply: (state) => {
      const disposition = state.proposed?.disposition ?? state.disposition
      return { ...state, proposed: null, disposition, status: disposition === 'hold' ? 'held' : 'open' }
    },
  }),
  disposition_refused: act('refuse-disposition', object({ reason: requiredText(2000) }), {
    settle: (state, _, { account }) => guard.requireApprover(state, account),
    apply: (state) => ({ ...state, proposed: null }),
  }),
  finding_recorded: act(
    'record-finding',
    object({
      finding: requiredText(),
      outcome: requiredCode(of.caseOutcomes, 'unsubstantiated'),
      legalBases: list(requiredText(500), { most: 50 }),
      /** 监察建议 (监察法 52). */
      advice: text(),
    }),
    {
      settle: (state) => guard.requireStatus(state, 'open'),
      apply: (state, { outcome }) => ({ ...state, outcome }),
    },
  ),
  remedy_ordered: act('order-remedy', orderShape, {
    settle: (state, body) => {
      guard.requireStatus(state, 'open')
      guard.requirePublicTitle(body)
    },
    also: milestoneOf,
    apply: (state, { department, text, due, milestone }, { day: ordered }) => {
      const id = `r${state.remedies.length + 1}`
      const remedy = { id, department, text, ordered, due, milestone, status: 'ordered' } as const
      return { ...state, remedies: [...state.remedies, remedy] }
    },
  }),
  remedy_moved: act(
    'move-remedy',
    object({
      /** As `r1`, in the order in which they were ordered. */
      remedy: requiredText(10),
      status: requiredCode(of.remedyStatuses, 'rectifying'),
      text: requiredText(5000),
      milestone: id('milestone'),
    }),
    {
      settle: guard.requireNextStatus,
      apply: (state, { remedy, status, milestone }) => ({
        ...state,
        remedies: state.remedies.map((one) =>
          one.id === remedy ? { ...one, status, milestone: milestone ?? one.milestone } : one,
        ),
      }),
    },
  ),
  referred: act('refer', object({ to: requiredText(500), reason: requiredText(5000), on: requiredDate() }), {
    apply: (state) => state,
  }),
  review_applied: act(
    'apply-review',
    object({ kind: requiredCode(of.reviewKinds, 'review'), applied: requiredDate(), text: text() }),
    {
      settle: (state) => guard.requireStatus(state, 'closed'),
      apply: (state, { kind, applied }) => ({
        ...state,
        reviews: [...state.reviews, { kind, applied, result: null }],
      }),
    },
  ),
  review_decided: act(
    'decide-review',
    object({
      kind: requiredCode(of.reviewKinds, 'review'),
      result: requiredCode(of.reviewResults, 'upheld'),
      text: requiredText(5000),
    }),
    {
      settle: (state, { kind }) => guard.requireApplied(state, kind),
      apply: (state, { kind, result }) => ({
        ...state,
        reviews: state.reviews.map((one) =>
          one.kind === kind && one.result === null ? { ...one, result } : one,
        ),
      }),
    },
  ),
  summarised: act('summarise', object({ summary: requiredText(5000) }), {
    settle: guard.requireTellable,
    also: ({ flag }, { summary }) =>
      flag === null ? [] : [{ event: 'reported', on: flag, body: { summary } }],
    apply: (state, _, { day }) => ({ ...state, summarised: day }),
  }),
  closed: act('close', object({ outcome: code(of.caseOutcomes), reason: requiredText(5000) }), {
    settle: guard.requireClosable,
    apply: (state, { outcome }, { day }) => ({
      ...state,
      status: 'closed',
      closed: day,
      outcome: outcome ?? state.outcome,
    }),
  }),
  reopened: act('reopen', object({ reason: requiredText(5000) }), {
    settle: (state) => guard.requireStatus(state, 'closed', 'held'),
    apply: (state) => ({ ...state, status: 'open', closed: null, disposition: null, proposed: null }),
  }),
} as const satisfies {
  readonly [event in Exclude<of.CaseEvent, 'opened' | 'read'>]: Act<CaseState, DatedCaseAct, Writing>
}

type CaseActs = typeof caseActs
type ActEvent = keyof CaseActs
export type CaseVerb = CaseActs[ActEvent]['verb']

/** The event that a verb leaves in the file. */
export const eventOfVerb = Object.fromEntries(
  Object.entries(caseActs).map(([event, { verb }]) => [verb, event]),
) as { readonly [event in ActEvent as CaseActs[event]['verb']]: event }
/** Verbs of cases, as they stand in addresses. */
export const caseVerbs: readonly CaseVerb[] = Object.values(caseActs).map(({ verb }) => verb)

/** True for the verb of an act of a case. */
export function isCaseVerb(verb: string): verb is CaseVerb {
  return Object.hasOwn(eventOfVerb, verb)
}

/** Declaration of a verb. */
export function actOfVerb(verb: CaseVerb): Act<CaseState, DatedCaseAct, Writing> {
  return caseActs[eventOfVerb[verb]]
}

/** Declaration of an event; null for the first line, a look, and events that a later version wrote. */
export function actOfEvent(event: string): Act<CaseState, DatedCaseAct, Writing> | null {
  return Object.hasOwn(caseActs, event) ? caseActs[event as ActEvent] : null
}
