/** Asking on Workers while much comes in: a proof of work goes first, the others wait, and the schedule enters them in order. */

import { env, exports } from 'cloudflare:workers'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { numberOf } from '../../worker/store/database.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'

const base = 'https://ledger.example'
const worker = exports.default
const { client } = openHttpDatabase(String(Reflect.get(env, 'LIBSQL_URL')))

// A request enters some of what waits, behind its answer: held back, so that the schedule alone does it here.
beforeAll(() =>
  client.execute(
    "CREATE TRIGGER held_back AFTER INSERT ON waiting BEGIN UPDATE waiting SET refused = '' WHERE id = NEW.id; END",
  ),
)
const release = () =>
  client.batch(
    ['DROP TRIGGER IF EXISTS held_back', "UPDATE waiting SET refused = NULL WHERE refused = ''"],
    'write',
  )
afterAll(release)

let networks = 0
/** Sends something of the public, each time from another network. */
function send(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  networks += 1
  const address = { 'cf-connecting-ip': `10.${networks >> 8}.${networks & 255}.1` }
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...address, ...headers },
  }
  return worker.fetch(new Request(`${base}/api/v1/${path}`, init))
}

interface Asked {
  id: string
  code: string
  enteredBy: string
}

async function ask(title: string, more: object = {}, headers: Record<string, string> = {}) {
  const asked = { type: 'help', department: 'dep-mc-water', title, text: '三个月了', ...more }
  const response = await send('questions', asked, headers)
  const body: Asked = await response.json()
  return { status: response.status, ...body }
}

async function proof(form: string): Promise<string> {
  const challenge: Parameters<typeof solveChallenge>[0]['challenge'] = await (
    await send('proof-of-work', { form })
  ).json()
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}

const waiting = async (): Promise<number> =>
  numberOf((await client.execute('SELECT count(*) AS n FROM waiting')).rows[0]?.n ?? 0)

it('enters at once who has proven some work, keeps the others, and enters them by the schedule', async () => {
  // Of four in a minute, half are taken without a proof: see `edge-setup.ts`.
  const asked = [await ask('甲'), await ask('乙'), await ask('丙'), await ask('丁')]
  expect(asked.map(({ status }) => status)).toEqual([201, 201, 202, 202])
  const kept = asked.slice(2)
  const proven = await ask(
    '有证明的',
    { proof: await proof('edge-form') },
    { 'idempotency-key': 'edge-form' },
  )
  expect(proven.status).toBe(201)
  expect(await waiting()).toBe(2)

  await release()
  await worker.scheduled({ scheduledTime: new Date(), cron: '*/10 * * * *' })
  expect(await waiting()).toBe(0)

  const entered: number[] = []
  for (const { id, code } of kept) {
    const looked: { state: { id: string; status: string }; texts: { index: number }[] } = await (
      await send('tracking', { code })
    ).json()
    expect(looked.state).toMatchObject({ id, status: 'received' })
    entered.push(looked.texts[0]?.index ?? 0)
    const receipt = await worker.fetch(new Request(`${base}/api/v1/entries/${looked.texts[0]?.index}/proof`))
    expect(receipt.status).toBe(200)
  }
  expect(entered).toEqual([...entered].sort((a, b) => a - b))
})
