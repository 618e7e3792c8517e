/** All record kinds behind one face: what the store, the site, the CLI and the browser replay with. */
import { applyByRules } from '../record/acts.ts'
import type { Recorded } from '../record/event.ts'
import type { Dated, Link, SearchField, Summary } from '../record/facts.ts'
import { kindOfRecord } from '../record/ids.ts'
import { type AccountState, applyToAccount, searchAccount, summariseAccount } from './account/account.ts'
import { type DecisionState, decisionRulesOf } from './decision/decision.ts'
import { dateDecision, linkDecision, searchDecision, summariseDecision } from './decision/facts.ts'
import { linkDepartment, searchDepartment, summariseDepartment } from './department/facts.ts'
import { applyToDepartment } from './department/reduce.ts'
import type { DepartmentState } from './department/types.ts'
import { applyToDigest, type DigestState, summariseDigest } from './digest/digest.ts'
import { applyToErasure, type ErasureState, summariseErasure } from './erasure/erasure.ts'
import {
  dateEvaluation,
  type EvaluationState,
  evaluationRulesOf,
  linkEvaluation,
  searchEvaluation,
  summariseEvaluation,
} from './evaluation/evaluation.ts'
import { type FlagState, flagRulesOf, linkFlag, searchFlag, summariseFlag } from './flag/flag.ts'
import {
  type HandoverState,
  handoverRulesOf,
  linkHandover,
  searchHandover,
  summariseHandover,
} from './handover/handover.ts'
import {
  linkMembership,
  type MembershipState,
  membershipRulesOf,
  searchMembership,
  summariseMembership,
} from './membership/membership.ts'
import { dateMilestone, linkMilestone, searchMilestone, summariseMilestone } from './milestone/facts.ts'
import { type MilestoneState, milestoneRulesOf } from './milestone/milestone.ts'
import { linkResponsibility, searchResponsibility, summariseResponsibility } from './responsibility/facts.ts'
import { applyToResponsibility } from './responsibility/reduce.ts'
import type { ResponsibilityState } from './responsibility/types.ts'
import { applyToRulebook, type RulebookState, summariseRulebook } from './rulebook/rulebook.ts'

export type { Dated, Link, SearchField, Summary } from '../record/facts.ts'
export { kindOfRecord } from '../record/ids.ts'

export interface States {
  department: DepartmentState
  responsibility: ResponsibilityState
  decision: DecisionState
  milestone: MilestoneState
  evaluation: EvaluationState
  handover: HandoverState
  membership: MembershipState
  flag: FlagState
  account: AccountState
  digest: DigestState
  erasure: ErasureState
  rulebook: RulebookState
}

export type State = States[keyof States]

/** What a kind says of its records. */
interface Kind<S extends State> {
  /**
   * Of what is derived of a record: state, summary, search text, links and dates. Raised with every change of
   * them; rows that carry another one are derived again by replay. test/domain/derived-shapes.test.ts holds it.
   */
  version: number
  apply(state: S | null, entry: Recorded): S
  summarise(state: S): Summary
  search(state: S): SearchField[]
  links(state: S): Link[]
  dates(state: S): Dated[]
}

const none = () => []

const KINDS: { readonly [K in keyof States]: Kind<States[K]> } = {
  department: {
    version: 1,
    apply: applyToDepartment,
    summarise: summariseDepartment,
    search: searchDepartment,
    links: linkDepartment,
    dates: none,
  },
  responsibility: {
    version: 1,
    apply: applyToResponsibility,
    summarise: summariseResponsibility,
    search: searchResponsibility,
    links: linkResponsibility,
    dates: none,
  },
  decision: {
    version: 1,
    apply: (state, entry) => applyByRules(decisionRulesOf, state, entry),
    summarise: summariseDecision,
    search: searchDecision,
    links: linkDecision,
    dates: dateDecision,
  },
  milestone: {
    version: 1,
    apply: (state, entry) => applyByRules(milestoneRulesOf, state, entry),
    summarise: summariseMilestone,
    search: searchMilestone,
    links: linkMilestone,
    dates: dateMilestone,
  },
  evaluation: {
    version: 1,
    apply: (state, entry) => applyByRules(evaluationRulesOf, state, entry),
    summarise: summariseEvaluation,
    search: searchEvaluation,
    links: linkEvaluation,
    dates: dateEvaluation,
  },
  handover: {
    version: 1,
    apply: (state, entry) => applyByRules(handoverRulesOf, state, entry),
    summarise: summariseHandover,
    search: searchHandover,
    links: linkHandover,
    dates: none,
  },
  membership: {
    version: 1,
    apply: (state, entry) => applyByRules(membershipRulesOf, state, entry),
    summarise: summariseMembership,
    search: searchMembership,
    links: linkMembership,
    dates: none,
  },
  flag: {
    version: 1,
    apply: (state, entry) => applyByRules(flagRulesOf, state, entry),
    summarise: summariseFlag,
    search: searchFlag,
    links: linkFlag,
    dates: none,
  },
  account: {
    version: 1,
    apply: applyToAccount,
    summarise: summariseAccount,
    search: searchAccount,
    links: none,
    dates: none,
  },
  digest: {
    version: 1,
    apply: applyToDigest,
    summarise: summariseDigest,
    search: none,
    links: none,
    dates: none,
  },
  erasure: {
    version: 1,
    apply: applyToErasure,
    summarise: summariseErasure,
    search: none,
    links: none,
    dates: none,
  },
  rulebook: {
    version: 1,
    apply: applyToRulebook,
    summarise: summariseRulebook,
    search: none,
    links: none,
    dates: none,
  },
}

/** What the kind of a record says of it. Its methods take that kind alone, which `kind` guarantees. */
function kindOf(kind: keyof States): Kind<State> {
  return KINDS[kind]
}

/** Version of what is derived of the records of a kind: 1, 2, 3 …; null for a kind that this code does not know. */
export function versionOf(kind: string): number | null {
  return isKind(kind) ? KINDS[kind].version : null
}

/** All kinds with the versions of what is derived of their records. */
export function versions(): { kind: keyof States; version: number }[] {
  return Object.keys(KINDS)
    .filter(isKind)
    .map((kind) => ({ kind, version: KINDS[kind].version }))
}

function isKind(kind: string): kind is keyof States {
  return Object.hasOwn(KINDS, kind)
}

/** The state after one more entry; null for a record of no known kind. */
export function applyEntry(state: State | null, entry: Recorded): State | null {
  const kind = kindOfRecord(entry.envelope.record)
  return kind === null ? null : kindOf(kind).apply(state?.kind === kind ? state : null, entry)
}

/** The state of a record from its entries, oldest first; entries of other records are passed over. */
export function replay(record: string, entries: readonly Recorded[]): State | null {
  return entries
    .filter(({ envelope }) => envelope.record === record)
    .reduce<State | null>((state, entry) => applyEntry(state, entry), null)
}

export function summarise(state: State): Summary {
  return kindOf(state.kind).summarise(state)
}

export function searchFields(state: State): SearchField[] {
  return kindOf(state.kind).search(state)
}

export function linksOf(state: State): Link[] {
  return kindOf(state.kind).links(state)
}

/** The days on which something of the record stands in a calendar. */
export function datesOf(state: State): Dated[] {
  return kindOf(state.kind).dates(state)
}

/** A state from its JSON in a derived row; null when it is none. */
export function stateOf(json: string): State | null {
  const value: unknown = JSON.parse(json)
  return isState(value) ? value : null
}

function isState(value: unknown): value is State {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    isKind(value.kind)
  )
}
