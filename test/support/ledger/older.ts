import type { Database } from '../../../worker/store/database.ts'

/** All that is derived of records, table by table. */
export async function derivedRows({ client }: Database): Promise<Record<string, unknown[]>> {
  const rowsOf = async (sql: string): Promise<unknown[]> =>
    (await client.execute(sql)).rows.map((row) => ({ ...row }))
  return {
    record: await rowsOf('SELECT * FROM record ORDER BY n'),
    link: await rowsOf('SELECT * FROM link ORDER BY source, rel, target'),
    dated: await rowsOf('SELECT * FROM dated ORDER BY source, rel, part, day'),
  }
}

/**
 * Makes of a ledger what an earlier version would have left: states without a field that every record of that kind
 * has by now, titles told otherwise, no links, no days, other search terms, and the version of before.
 */
export async function makeOlder({ client }: Database): Promise<void> {
  await client.batch(
    [
      `UPDATE record SET derived = 0, title = '旧' || title, department = NULL,
        state = json_remove(state, '$.legalBases', '$.steps', '$.aliases', '$.parameters', '$.department')`,
      'DELETE FROM link',
      'DELETE FROM dated',
      'DELETE FROM search',
      'UPDATE search_progress SET version = 0, redone = NULL',
    ],
    'write',
  )
}
