/** What the schedule does on Workers: rows that earlier code derived are derived again, while reading goes on. */
import { env, exports } from 'cloudflare:workers'
import { expect, inject, it } from 'vitest'
import { type Database, numberOf, textOf } from '../../worker/store/database.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'
import { tryVectors, type Vectors } from '../support/ledger/vectors.ts'

const base = 'https://ledger.example'
const worker = exports.default

async function rowOf({ client }: Database, id: string) {
  const { rows } = await client.execute({
    sql: 'SELECT title, state, derived FROM record WHERE id = ?',
    args: [id],
  })
  const [row] = rows
  if (row === undefined) throw new Error(`no record ${id}`)
  return { title: textOf(row.title), state: JSON.parse(textOf(row.state)), derived: numberOf(row.derived) }
}

it('derives again, by the schedule, what an earlier version derived', async () => {
  const authorization = `Bearer ${inject('edgeKey')}`
  const response = await worker.fetch(
    new Request(`${base}/api/v1/responsibilities`, {
      method: 'POST',
      body: JSON.stringify({ name: '排污许可', type: 'licence' }),
      headers: { authorization, 'content-type': 'application/json' },
    }),
  )
  const { records }: { records: { id: string }[] } = await response.json()
  const id = records[0]?.id ?? ''
  const database = openHttpDatabase(String(Reflect.get(env, 'LIBSQL_URL')))
  const before = await rowOf(database, id)
  await database.client.execute({
    sql: "UPDATE record SET derived = 0, title = '旧名', state = json_remove(state, '$.duties') WHERE id = ?",
    args: [id],
  })

  // Until then, whoever reads is given what the entries say.
  const read: { state: object } = await (
    await worker.fetch(new Request(`${base}/api/v1/responsibilities/${id}`))
  ).json()
  expect(read.state).toEqual(before.state)
  expect((await rowOf(database, id)).derived).toBe(0)

  await worker.scheduled({ scheduledTime: new Date(), cron: '*/10 * * * *' })
  expect(await rowOf(database, id)).toEqual(before)
})

it('runs the published vectors as Node does', async () => {
  const vectors: Vectors | null = JSON.parse(inject('edgeVectors'))
  if (vectors === null) return
  const { faults, taken, refused } = await tryVectors(vectors)
  expect(faults).toEqual([])
  expect([taken > 100, refused > 80]).toEqual([true, true])
})
