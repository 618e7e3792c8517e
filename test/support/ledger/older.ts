import { BESIDE } from '../../../worker/domain/kinds/rows/beside.ts'
import type { Database } from '../../../worker/store/database.ts'

/** All that is derived of records, table by table. */
export async function derivedRows({ client }: Database): Promise<Record<string, unknown[]>> {
  const rowsOf = async (sql: string): Promise<unknown[]> =>
    (await client.execute(sql)).rows.map((row) => ({ ...row }))
  const beside = BESIDE.map(async ({ table, columns }) => {
    const order = ['source', ...columns].join(', ')
    return [table, await rowsOf(`SELECT * FROM ${table} ORDER BY ${order}`)] as const
  })
  return {
    record: await rowsOf('SELECT * FROM record ORDER BY n'),
    ...Object.fromEntries(await Promise.all(beside)),
  }
}

/**
 * Makes of a ledger what an earlier version would have left: states without a field that every record of that kind
 * has by now, titles told otherwise, no links, days and names, other search terms, and the version of before.
 */
export async function makeOlder({ client }: Database): Promise<void> {
  await client.batch(
    [
      `UPDATE record SET derived = 0, title = '旧' || title, department = NULL,
        state = json_remove(state, '$.legalBases', '$.steps', '$.aliases', '$.parameters', '$.department')`,
      ...BESIDE.map(({ table }) => `DELETE FROM ${table}`),
      'DELETE FROM search',
      'UPDATE search_progress SET version = 0, redone = NULL',
    ],
    'write',
  )
}
