/** Distance from what the public writes: nobody reads it, hands it out or checks its facts who belongs to whoever is asked. */
import { refuse } from '../../domain/record/guard.ts'
import { departmentsOfPerson } from '../../store/accounts/credentials.ts'
import type { Ledger } from '../open.ts'
import type { Caller } from '../roles.ts'

/** Those among some records that are asked of no department of which the caller is, by any account into which it has a way. */
export async function apartFrom<T extends { department: string | null }>(
  { database }: Ledger,
  { account, department }: Caller,
  asked: readonly T[],
): Promise<T[]> {
  if (asked.every((one) => one.department === null)) return [...asked]
  const own = new Set([department, ...(await departmentsOfPerson(database, account))])
  return asked.filter((one) => one.department === null || !own.has(one.department))
}

/** True unless the caller, by any account into which it has a way, is of the department that is asked. */
export async function isApart(
  ledger: Ledger,
  caller: Caller,
  asked: { department: string | null },
): Promise<boolean> {
  return (await apartFrom(ledger, caller, [asked])).length === 1
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
