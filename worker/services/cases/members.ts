/** Members of a file: who of them may open it, and who may become one. */
import { assignShape, type CaseVerb } from '../../domain/case/acts.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Json } from '../../ledger/canonical.ts'
import { readRecords } from '../../store/records/records.ts'
import { holdsToday } from '../accounts/in-force.ts'
import type { Ledger } from '../open.ts'
import type { Caller } from '../roles.ts'
import type { CaseFile } from './file.ts'

const isMember = ({ state }: CaseFile, { account }: Caller): boolean =>
  state.members.some((one) => one.account === account)

/** True for a member who came in by a way that is as old as their part, or was confirmed since. */
export const isOpenTo = ({ state }: CaseFile, { account, since = '' }: Caller): boolean =>
  state.members.some((one) => one.account === account && since <= (one.confirmed ?? one.since))

/** @throws Problem `not_allowed` to whoever has no part, or came in by a way that nobody confirmed */
export function requireMember(file: CaseFile, caller: Caller): void {
  if (isOpenTo(file, caller)) return
  if (isMember(file, caller))
    throw refuse(
      'not_allowed',
      '您这次登录用的是参与核查之后新增的登录方式：须由另一名参与者（confirm-access）或本机运维人员（mingzhang cases confirm）确认后才能打开档案。',
      'You came in by a way that was added after you took part: it opens the file once another member (confirm-access) or the operator on the machine (mingzhang cases confirm) has confirmed it.',
    )
  throw refuse(
    'not_allowed',
    '这一核查没有分派给您：请由参与者指派。',
    'This case is not assigned to you: one of its members has to assign you.',
  )
}

/** Guards that ask who is an inspector today. */
export function createMembers(ledger: Ledger) {
  async function isInspector(account: string): Promise<boolean> {
    const [record] = await readRecords(ledger.database, [account])
    return holdsToday(ledger, record?.state, 'case.write')
  }

  /** A file must not be lost with its last member: then any inspector may take it over, by being assigned. */
  async function requirePart(file: CaseFile, verb: CaseVerb, caller: Caller): Promise<void> {
    if (isMember(file, caller)) return requireMember(file, caller)
    const inspecting = await Promise.all(file.state.members.map(({ account }) => isInspector(account)))
    if (verb === 'assign' && !inspecting.includes(true)) return
    requireMember(file, caller)
  }

  /** Guard of an assignment: whoever is assigned is an inspector. @throws Problem */
  async function requireAssignable(body: Json): Promise<void> {
    const { account } = assignShape.read(body)
    if (await isInspector(account)) return
    throw refuse(
      'not_found',
      `${account} 不是有效的纪检监察员账户。`,
      `${account} is no account of an inspector in force.`,
      'account',
    )
  }

  return { requirePart, requireAssignable }
}
