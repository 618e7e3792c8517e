/** B4: a clock that is two years ahead for an hour, and back: nothing stands for the future, and nobody is locked out. */
import { expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { openLedger } from '../../worker/services/open.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { createServices } from '../../worker/services/services.ts'
import { base } from '../support/api/api.ts'
import { freshDatabase, OPERATOR, seededRandom, testSigner } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const AHEAD = 730 * DAY

it('two years ahead for an hour and back: everybody signs in, and nothing is entered for the future', async () => {
  let wall = Date.parse('2026-03-02T01:00:00Z')
  let steady = 0
  const pass = (time: number): void => {
    wall += time
    steady += time
  }
  const ledger = await openLedger({
    database: await freshDatabase(),
    signer: await testSigner(),
    highWater: null,
    caseKey: new Uint8Array(32).fill(9),
    now: () => new Date(wall),
    steady: () => steady,
    random: seededRandom(7),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
  })
  const services = createServices(ledger)
  const app = createApp({
    services,
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
    origin: base,
  })
  const post = (path: string, body: object, headers: Record<string, string>) =>
    app.request(base + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'water', name: '水务局' })
  const made: [string, string | null][] = [
    ['recorder', 'dep-water'],
    ['inspector', null],
    ['auditor', null],
  ]
  const accounts: string[] = []
  for (const [role, department] of made) {
    const { records } = await services.accounts.grant({ actor: OPERATOR }, { post: role, role, department })
    accounts.push(records[0]?.id ?? '')
  }
  const [recorder = ''] = accounts
  const { secret } = await services.keys.create(recorder, { name: '软件' })
  const write = () =>
    post(
      '/api/v1/milestones',
      { title: '主体完工', currentDue: '2026-12-01' },
      { authorization: `Bearer ${secret}` },
    )
  const signedIn = async () => {
    const statuses: number[] = []
    for (const account of accounts) {
      const { token } = await services.invitations.create(LOCAL_OPERATOR, account, { purpose: 'once' })
      statuses.push((await post('/auth/invitation/once', { token }, { origin: base })).status)
    }
    return statuses
  }
  const good = accounts.map(() => 201)
  expect(await signedIn()).toEqual(good)
  expect((await write()).status).toBe(201)
  const { size } = await services.log.snapshot()

  wall += AHEAD
  for (let at = 0; at < 60; at += 10) {
    await services.closeDays()
    expect((await write()).status).toBe(503)
    pass(10 * MINUTE)
  }
  expect(await signedIn()).toEqual(good)
  expect((await app.request('/healthz')).status).toBe(503)
  expect((await services.log.snapshot()).size).toBe(size)

  wall -= AHEAD
  await services.closeDays()
  expect(await signedIn()).toEqual(good)
  expect((await write()).status).toBe(201)
  // Two days on, the days that have gone are closed, and no other.
  pass(DAY)
  pass(DAY)
  await services.closeDays()
  expect(await signedIn()).toEqual(good)
  expect((await write()).status).toBe(201)
  const { items } = await services.reading.entries({ limit: 100 })
  const now = new Date(wall).toISOString()
  expect(items.filter(({ envelope }) => envelope.recorded > now || envelope.occurred > now)).toEqual([])
  expect(items.some(({ envelope }) => envelope.kind === 'digest.recorded')).toBe(true)
})
