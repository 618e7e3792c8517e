/** Distance from what the public writes: nobody reads it, hands it out or checks its facts who belongs to whoever is asked. */
import { refuse } from '../../domain/record/guard.ts'
import { departmentsOfPerson } from '../../store/accounts/credentials.ts'
import type { Ledger } from '../open.ts'
import type { Caller } from '../roles.ts'

/** True unless the caller, by any account into which it has a way, is of the department that is asked. */
export async function isApart(
  { database }: Ledger,
  { account, department }: Caller,
  asked: { department: string | null },
): Promise<boolean> {
  if (asked.department === null) return true
  if (department === asked.department) return false
  return !(await departmentsOfPerson(database, account)).includes(asked.department)
}

/** @throws Problem `not_allowed` for whoever is of the department that is asked */
export async function requireApart(
  ledger: Ledger,
  caller: Caller,
  asked: { department: string | null },
): Promise<void> {
  if (await isApart(ledger, caller, asked)) return
  throw refuse(
    'not_allowed',
    '被问的就是本人所在部门：须由部门以外的人办理。',
    'It is asked of your own department: somebody outside of it does this.',
    'department',
  )
}
