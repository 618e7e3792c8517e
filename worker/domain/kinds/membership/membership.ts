/** 任职: who holds which post in which body, from when to when (Popolo Membership). Public office alone. */
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { dayOf } from '../../record/date.ts'
import { formerAfter } from '../../record/entered/tenure.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import * as parts from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  maybe,
  naming,
  object,
  personal,
  requiredDate,
  requiredText,
  text,
} from '../../record/shape.ts'
import { membershipKinds } from './vocabulary.ts'

const membershipFields = {
  /** Name of the holder, where the law makes it public (OGI Art. 20 (2)). */
  member: naming('holder', personal(200)),
  /** Post or role, as printed. */
  role: requiredText(500),
  membershipKind: code(membershipKinds),
  onBehalfOf: text(500),
  from: date(),
  to: date(),
  source: maybe(parts.source),
}

export type MembershipFields = FieldsOf<typeof membershipFields>

export interface MembershipState extends RecordBase, MembershipFields {
  kind: 'membership'
  status: 'in_force' | 'ended' | 'withheld'
}

const inOffice = ({ department }: MembershipState) => ({ department, status: 'in_force' })

/** Rules of a membership: listed, then changed as any record. It rests on no other record. */
export const membershipRulesOf: KindRules<MembershipState, typeof membershipFields> = {
  kind: 'membership',
  first: 'listed',
  fields: object(membershipFields),
  mentions: () => [],
  open: (fields) => fields,
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'membership',
    status: withheld ? 'withheld' : 'in_force',
  }),
  // An end says its own last day: that is kept as a field, and only whose body it is may change beside it.
  passed: (before, after, occurred) => ({
    ...after,
    ...formerAfter(before.formerly, inOffice(before), inOffice(after), occurred),
  }),
  acts: {
    ...commonActs<typeof membershipFields, MembershipState>(membershipFields, {
      held: {},
      sound: () => undefined,
      mentions: () => [],
    }),
    ended: act('end', object({ to: requiredDate(), reason: text(2000) }), {
      apply: (state: MembershipState, { to }) => ({ ...state, to, status: 'ended' }),
    }),
  },
}

/** Row of a membership: member and role as title, its kind as type, its first day as day. */
export function summariseMembership(state: MembershipState): Summary {
  const title = [state.member, state.role].filter((part) => part !== null && part !== '').join(' · ')
  return {
    title,
    department: state.department,
    type: state.membershipKind,
    level: null,
    status: state.status,
    day: dayOf(state.from),
  }
}

/** Texts of a membership for the search index: member and role. */
export function searchMembership({ member, role }: MembershipState): SearchField[] {
  return [member, role].flatMap((text) =>
    text === null || text === '' ? [] : [{ field: 'title', text } as const],
  )
}

/** Links of a membership: to departments that took it over, and to its register. */
export function linkMembership({ transferred, source }: MembershipState): Link[] {
  const register = source?.mapping
  return [
    ...[...new Set(transferred)].map((target) => ({ rel: 'transferred_to', target }) as const),
    ...(register === undefined ? [] : [{ rel: 'register', target: register } as const]),
  ]
}
