/** One person: whoever has a way into both of two accounts is the same one, whatever the accounts are called. */
import { refuse } from '../../domain/record/guard.ts'
import { shareCredential } from '../../store/accounts/credentials.ts'
import type { Ledger } from '../open.ts'

/** True for two accounts that are one, or for which one passkey or identity is or was a way into both. */
export async function isSamePerson({ database }: Ledger, one: string, other: string): Promise<boolean> {
  return one === other || shareCredential(database, one, other)
}

/** @throws Problem `not_allowed` where who is to be the second person is the first */
export async function requireAnotherPerson(ledger: Ledger, first: string, second: string): Promise<void> {
  if (!(await isSamePerson(ledger, first, second))) return
  throw refuse(
    'not_allowed',
    '这是同一个人：须由另一人办理（用同一通行密钥或身份登录过的两个账户也算一人）。',
    'This is the same person: somebody else has to do it. Two accounts into which one passkey or identity has led are one person.',
  )
}
