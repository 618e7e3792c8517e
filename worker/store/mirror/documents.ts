/** Documents of a mirror: those that entries name whose bodies everybody reads. */
import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { type Database, textOf } from '../database.ts'

/**
 * Digests of the documents that open entries name, those that were named last first. What the ledger says of itself
 * names pages of its program, and no documents.
 */
export async function openDocuments({ client }: Database): Promise<string[]> {
  const { rows } = await client.execute({
    sql: `SELECT d.document FROM document_entry d JOIN entry e ON e."index" = d.entry
      WHERE d.standing = 'public' AND e.record <> ? GROUP BY d.document ORDER BY max(d.entry) DESC, d.document`,
    args: [LEDGER],
  })
  return rows.map(({ document }) => textOf(document))
}
