import { type Database, numberOf } from '../database.ts'

/** Whether some passkey or identity was ever a way into both accounts. */
export async function shareCredential({ client }: Database, one: string, other: string): Promise<boolean> {
  const { rows } = await client.execute({
    sql: `SELECT EXISTS (SELECT 1 FROM credential a JOIN credential b ON a.name = b.name
      WHERE a.account = ? AND b.account = ?) AS found`,
    args: [one, other],
  })
  return numberOf(rows[0]?.found ?? 0) === 1
}
