import { type Database, numberOf, textOf } from '../database.ts'

/** True if some passkey or identity was ever a way into both accounts. */
export async function shareCredential({ client }: Database, one: string, other: string): Promise<boolean> {
  const { rows } = await client.execute({
    sql: `SELECT EXISTS (SELECT 1 FROM credential a JOIN credential b ON a.name = b.name
      WHERE a.account = ? AND b.account = ?) AS found`,
    args: [one, other],
  })
  return numberOf(rows[0]?.found ?? 0) === 1
}

/** Departments of the accounts in force into which a passkey or identity of this account ever led, each once. */
export async function departmentsOfPerson({ client }: Database, account: string): Promise<string[]> {
  const { rows } = await client.execute({
    sql: `SELECT DISTINCT r.department FROM credential a JOIN credential b ON a.name = b.name
      JOIN record r ON r.id = b.account
      WHERE a.account = ? AND r.kind = 'account' AND r.status = 'in_force' AND r.department IS NOT NULL`,
    args: [account],
  })
  return rows.map(({ department }) => textOf(department))
}
