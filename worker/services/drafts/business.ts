/** Persons of a draft: its author, its reviewers, the department whose business it is. */
import { refuse } from '../../domain/record/guard.ts'
import * as stored from '../../store/drafts.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { callerOf, isInForce } from '../accounts/in-force.ts'
import { requireAnotherPerson } from '../accounts/persons.ts'
import type { Ledger } from '../open.ts'
import { rightsToDraft } from '../records/dispatch.ts'
import { type Caller, hasRight, isOnMachine, LOCAL_OPERATOR, requireRight } from '../roles.ts'
import { requireStatus, requireVersion } from './draft.ts'

/** Reader of the drafts of one ledger for those whose business they are. */
export function createBusiness(ledger: Ledger, accounts: Accounts) {
  /** @throws Problem `not_found` also for what is somebody else's business: that it exists is theirs too */
  async function requireDraft(caller: Caller, id: string): Promise<stored.StoredDraft> {
    const row = await stored.readDraft(ledger, id)
    if (row !== null && (row.account === caller.account || (await isOurs(caller, row)))) return row
    throw refuse('not_found', `没有草稿 ${id}。`, `There is no draft ${id}.`, 'id')
  }

  /**
   * True for a handed-in draft that is the caller's business: of its department; or, of an author who belongs
   * to none, of whoever approves for none.
   */
  async function isOurs(caller: Caller, row: stored.StoredDraft): Promise<boolean> {
    if (row.status === 'open') return false
    if (caller.department !== null)
      return row.department === caller.department && hasRight(caller, 'draft.write')
    if (!hasRight(caller, rightsToDraft(row).approve)) return false
    return (await writerOf(row)).department === null
  }

  /** Department of a draft that waits for nobody: that of its record, else of its author. */
  async function homeOf({ record, department, account }: stored.StoredDraft): Promise<string | null> {
    return record === null ? department : (await writerOf({ account })).department
  }

  /** Writer of a draft; whoever works on the machine has no account. */
  async function writerOf({
    account,
  }: Pick<stored.StoredDraft, 'account'>): Promise<{ department: string | null }> {
    return isOnMachine({ account }) ? LOCAL_OPERATOR : accounts.requireAccount(account)
  }

  async function authorOf(row: stored.StoredDraft): Promise<Caller> {
    if (isOnMachine(row)) return LOCAL_OPERATOR
    const author = await accounts.requireAccount(row.account)
    if (!isInForce(ledger, author))
      throw refuse(
        'wrong_state',
        '起草人的账户已撤销或到期。',
        'The account of the author was revoked or has run out.',
      )
    return callerOf(author)
  }

  async function requireReview(caller: Caller, id: string, version: number): Promise<stored.StoredDraft> {
    const row = await requireDraft(caller, id)
    requireRight(caller, rightsToDraft(row).approve, row.department)
    if (row.account === caller.account)
      throw refuse(
        'not_allowed',
        '不能审核自己的草稿：请由另一人审核。',
        'Nobody approves their own draft: somebody else does.',
      )
    await requireAnotherPerson(ledger, row.account, caller.account)
    requireStatus(row, 'waiting')
    requireVersion(row, version)
    return row
  }

  return { requireDraft, requireReview, authorOf, homeOf }
}
