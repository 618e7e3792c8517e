/** All that writes to one ledger is answered in one place, whatever isolate it came to. */
import { env, exports } from 'cloudflare:workers'
import { expect, inject, it } from 'vitest'
import worker from '../../worker/index.ts'
import type { Env } from '../../worker/machine/edge/env.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'

const base = 'https://ledger.example'
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} } as never

function request(name: string, key?: string): Request {
  return new Request(`${base}/api/v1/responsibilities`, {
    method: 'POST',
    body: JSON.stringify({ name, type: 'licence' }),
    headers: {
      authorization: `Bearer ${inject('edgeKey')}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  })
}

async function commitsOf(names: RegExp): Promise<{ entries: number; commits: number }> {
  const { client } = openHttpDatabase(inject('edgeBindings').LIBSQL_URL ?? '')
  const { rows } = await client.execute(
    `SELECT b.content, (SELECT prev_size FROM "commit" c WHERE c.prev_size <= b."index" ORDER BY prev_size DESC LIMIT 1) AS first
      FROM body b`,
  )
  const mine = rows.filter(({ content }) => names.test(String(content)))
  return { entries: mine.length, commits: new Set(mine.map(({ first }) => first)).size }
}

it('writes what comes at once as one commit, or a few', async () => {
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, i) => exports.default.fetch(request(`同写 ${i}。`))),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(201))
  const { entries, commits } = await commitsOf(/同写 \d+。/)
  expect(entries).toBe(24)
  expect(commits).toBeLessThan(12)
})

it('gives one history beside an isolate that writes by itself', async () => {
  const { SEQUENCER: _, ...alone } = env as unknown as Env
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0
        ? exports.default.fetch(request(`两处 ${i}。`))
        : worker.fetch(request(`两处 ${i}。`), alone, context),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201))
  const all: { records: { index: number }[] }[] = await Promise.all(answers.map((answer) => answer.json()))
  expect(new Set(all.map(({ records }) => records[0]?.index)).size).toBe(12)
})

it('answers a repeated key in whatever place it was first used', async () => {
  const { SEQUENCER: _, ...alone } = env as unknown as Env
  const first = await worker.fetch(request('换处', 'moved-1'), alone, context)
  const again = await exports.default.fetch(request('换处', 'moved-1'))
  expect([first.status, again.status]).toEqual([201, 200])
})

it('says so, and writes nothing by itself, when the place cannot be reached', async () => {
  const away = { fetch: () => Promise.reject(new Error('the object is not there')) }
  const SEQUENCER = { idFromName: () => 'id', get: () => away } as unknown as Env['SEQUENCER']
  const answer = await worker.fetch(
    request('谁也没有收到的一项'),
    { ...(env as unknown as Env), SEQUENCER },
    context,
  )
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect((await commitsOf(/谁也没有收到的一项/)).entries).toBe(0)
})
