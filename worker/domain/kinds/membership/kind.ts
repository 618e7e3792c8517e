import { amendment, movedHistory, ofDepartment, ofRecord, unasked } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { listed, on } from '../../record/list/listed.ts'
import { code } from '../../record/shape.ts'
import {
  linkMembership,
  type MembershipState,
  membershipRulesOf,
  searchMembership,
  summariseMembership,
} from './membership.ts'
import { membershipStatuses } from './vocabulary.ts'

/** 任职 */
export const membership = {
  kind: 'membership',
  prefix: 'mem-',
  id: 'numbered',
  list: 'memberships',
  version: 6,
  ...byRules(membershipRulesOf),
  history: movedHistory,
  binding: ['department', 'member', 'role', 'membershipKind', 'from', 'to', 'sourceChanges'],
  course: { ended: ['to'] },
  formal: { amended: amendment },
  held: {},
  ...listed({
    filters: { department: ofDepartment, of: ofRecord, status: code(membershipStatuses) },
    days: {
      begins: on('day', 'from', '任职', 'beginning'),
      ends: on('ends', 'to', '离任', 'ending'),
    },
    termed: true,
    usual: '-begins',
  }),
  term: { status: 'in_force', before: 'upcoming', after: 'ended', of: ({ from, to }) => ({ from, to }) },
  form: {
    daily: true,
    first: ['member', 'role', 'membershipKind', 'onBehalfOf', 'from', 'to'],
    hidden: ['source'],
    unasked,
  },
  summarise: summariseMembership,
  search: searchMembership,
  links: linkMembership,
  dates: none,
  naming: { own: ({ from, listed }) => from ?? listed },
} as const satisfies Kind<'membership', MembershipState>
