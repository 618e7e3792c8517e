/** Bodies that an earlier version left open in the database are sealed, from the first entry on, in rounds. */
import { type AtRest, isSealed, sealBody, unsealed } from '../at-rest.ts'
import { type Database, numberOf, type Statement } from '../database.ts'
import { envelopeOf, readEntriesFrom } from './entries.ts'

const ENTRIES = 500

/**
 * Looks at some entries more.
 *
 * @returns how many bodies were sealed; null when all were looked at before
 */
export async function sealBodies({
  database,
  atRest,
}: {
  database: Database
  atRest: AtRest
}): Promise<number | null> {
  const { client } = database
  const { rows } = await client.execute('SELECT entries FROM at_rest WHERE id = 1')
  // Without an index: every entry was looked at, and later ones are sealed as they are committed.
  if (rows[0] === undefined || rows[0].entries === null) return null
  const from = numberOf(rows[0].entries)
  const entries = await readEntriesFrom(database, from, ENTRIES)
  const updates: Statement[] = []
  for (const entry of entries) {
    const { index, content, salt } = entry
    const { visibility, body } = envelopeOf(entry)
    if (visibility !== 'sealed' || content === null || salt === null || isSealed(content)) continue
    updates.push({
      // Erased or sealed by somebody else since it was read, it stays as it is.
      sql: `UPDATE body SET salt = zeroblob(0), content = ? WHERE "index" = ? AND ${unsealed('content')}`,
      args: [await sealBody(atRest, { content, salt }, body), index],
    })
  }
  const done = await client.batch(
    [
      ...updates,
      {
        sql: 'UPDATE at_rest SET entries = ? WHERE id = 1 AND entries = ?',
        args: [entries.length < ENTRIES ? null : from + ENTRIES, from],
      },
    ],
    'write',
  )
  return done.slice(0, -1).reduce((sealed, { rowsAffected }) => sealed + rowsAffected, 0)
}
