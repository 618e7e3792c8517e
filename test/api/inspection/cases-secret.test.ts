import { describe, expect, it } from 'vitest'
import { caseVerbs } from '../../../worker/domain/case/acts.ts'
import { addressesOf } from '../../support/city/addresses.ts'
import { type CaseCity, caseCity } from '../../support/city/case-city.ts'

const DAY = 86_400_000
const LEAD = '极秘线索某某某'

/** Two days; in one of the two cities, a case is opened, worked on and closed on the first. */
async function livedIn(withCase: boolean, caseKey?: null): Promise<CaseCity & { id: string }> {
  const city = await caseCity(caseKey)
  const { services, inspectors, clock, flag, database } = city
  let id = 'cas-0000000000'
  if (withCase) {
    const [first, second] = inspectors
    const call = { actor: first }
    const declared = { declaration: '无', conflict: false }
    const opened = await services.cases.open(call, {
      title: LEAD,
      source: 'report',
      lead: LEAD,
      subjects: [flag],
      departments: ['dep-water'],
      flag,
      ...declared,
    })
    id = opened.id
    await services.cases.act(call, id, 'note', { text: LEAD })
    await services.cases.act(call, id, 'assign', { account: second.account, part: 'approver', ...declared })
    await services.cases.act(call, id, 'propose-disposition', { disposition: 'close', reason: LEAD })
    await services.cases.act({ actor: second }, id, 'approve-disposition', {})
    await services.cases.act(call, id, 'close', { reason: LEAD })
    await services.cases.read(first, id)
  }
  clock.now += 2 * DAY
  await services.closeDays()
  await services.catchUp()
  await services.ledger.follower.flush()
  expect(Number((await database.client.execute('SELECT count(*) AS n FROM case_act')).rows[0]?.n) > 0).toBe(
    withCase,
  )
  return { ...city, id }
}

/** Ids, times and digests aside: each stands for any other of the same length. */
const masked = (text: string): string =>
  text
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'TIME')
    .replace(/\b[a-z]{3}-[0-9a-hjkmnp-tv-z]{10}\b/g, (id) => `${id.slice(0, 4)}ID`)
    .replace(/\b[0-9a-f]{16,64}\b/g, (hex) => `HEX${hex.length}`)
    .replace(/[A-Za-z0-9+/]{42,}={0,2}/g, (base64) => `BASE64-${base64.length}`)
    .replace(/request-\d+/g, 'REQUEST')

const HEADERS = ['etag', 'x-request-id', 'date', 'last-modified']

async function shown(response: Response): Promise<string> {
  const headers = [...response.headers]
    .filter(([name]) => !HEADERS.includes(name))
    .map(([name, value]) => `${name}: ${value}`)
  const body = new TextDecoder('latin1').decode(await response.arrayBuffer())
  const text = Buffer.from(body, 'latin1').toString('utf8')
  return masked(`${response.status}\n${headers.join('\n')}\n\n${text}`)
}

describe('that somebody was reported', () => {
  it('is in the files of the inspectors, and nowhere else: no entry, no count, no question', async () => {
    const [quiet, busy] = await Promise.all([livedIn(false), livedIn(false)])
    const text = { title: LEAD, text: LEAD }
    const sent = await busy.submit('/zh/report', text)
    expect(sent.status).toBe(200)
    expect(await sent.text()).not.toContain('极秘')
    for (const city of [quiet, busy]) {
      city.clock.now += 2 * DAY
      await city.services.closeDays()
      await city.services.ledger.follower.flush()
    }
    for (const path of await addressesOf(busy, busy.id, LEAD)) {
      const [without, with_] = [await shown(await quiet.get(path)), await shown(await busy.get(path))]
      expect(`${path}\n${with_}`).toBe(`${path}\n${without}`)
    }
    const asked = { type: 'help', title: '路灯不亮', text: '三个月了' }
    const forms: [string, Record<string, string>][] = [
      ['/zh/ask', asked],
      ['/zh/ask', { ...asked, title: '' }],
      ['/zh/m', { code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' }],
      ['/zh/m/rated', { code: 'short' }],
      ['/zh/report', { title: '', text: '' }],
    ]
    for (const [path, fields] of forms) {
      const each = await Promise.all(
        [quiet, busy].map(async (city) => shown(await city.submit(path, fields))),
      )
      const codeless = each.map((one) => one.replace(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/g, 'CODE'))
      expect(codeless[1]).toBe(codeless[0])
    }
    const [first] = busy.inspectors
    const { items } = await busy.services.cases.list(first)
    expect(items).toMatchObject([{ status: 'open', members: [{ account: 'public' }], own: null }])
    const id = items[0]?.id ?? ''
    const declared = { declaration: '无', conflict: false }
    await busy.services.cases.act({ actor: first }, id, 'assign', {
      account: first.account,
      part: 'handler',
      ...declared,
    })
    expect((await busy.services.cases.read(first, id)).state).toMatchObject({ lead: LEAD, source: 'report' })
  })
})

describe('that there is a case', () => {
  it('is told to neither department nor public by any address', async () => {
    const [quiet, busy, keyless] = await Promise.all([livedIn(false), livedIn(true), livedIn(false, null)])
    const paths = await addressesOf(busy, busy.id, LEAD)
    expect(paths.length).toBeGreaterThan(300)
    const statuses = new Map<number, number>()
    for (const path of paths) {
      for (const key of ['public', 'department'] as const) {
        const ask = async (city: CaseCity): Promise<string> =>
          shown(await city.get(path, key === 'public' ? undefined : city.keys.department))
        const [without, with_, none] = await Promise.all([ask(quiet), ask(busy), ask(keyless)])
        const at = `${key} ${path}`
        expect(`${at}\n${with_}`).toBe(`${at}\n${without}`)
        expect(`${at}\n${none}`).toBe(`${at}\n${without}`)
        expect(with_).not.toMatch(/极秘/u)
        const status = Number(with_.slice(0, 3))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    // It looked at pages and lists, and not at refusals alone.
    expect(statuses.get(200)).toBeGreaterThan(200)
    expect(statuses.get(500)).toBeUndefined()
  })

  it('is told by no attempt to write either', async () => {
    const [quiet, busy] = await Promise.all([livedIn(false), livedIn(true)])
    const bodies = [{}, { text: 'x' }, { flag: busy.flag }, { account: 'acc-0000000001' }]
    for (const verb of ['', ...caseVerbs.map((verb) => `/${busy.id}/${verb}`)]) {
      for (const body of bodies) {
        for (const key of ['public', 'department'] as const) {
          const ask = async (city: CaseCity): Promise<string> =>
            shown(
              await city.post(
                `/api/v1/cases${verb}`,
                body,
                key === 'public' ? undefined : city.keys.department,
              ),
            )
          const [without, with_] = await Promise.all([ask(quiet), ask(busy)])
          expect(`${verb} ${with_}`).toBe(`${verb} ${without}`)
          expect(Number(with_.slice(0, 3))).toBe(key === 'public' ? 401 : 403)
        }
      }
    }
  })

  it('an inspector is told, who works on it through the API', async () => {
    const { get, post, keys, id, flag } = await livedIn(true)
    const asked = await get('/api/v1/cases', keys.inspector)
    expect(asked.headers.get('cache-control')).toBe('no-store')
    expect(await asked.json()).toMatchObject({
      items: [{ id, status: 'closed', own: { title: LEAD } }],
      unopened: 0,
    })
    expect(await (await get(`/api/v1/cases/${id}`, keys.inspector)).json()).toMatchObject({ state: { id } })
    expect(await (await get(`/api/v1/cases/${id}/check`, keys.inspector)).json()).toMatchObject({
      holds: true,
    })
    const wrong = await post(`/api/v1/cases/${id}/apply-review`, { kind: 'none' }, keys.inspector)
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'invalid', field: 'kind' }])
    const summarised = await post(`/api/v1/cases/${id}/summarise`, { summary: '已了结。' }, keys.inspector)
    expect(summarised.status).toBe(201)
    expect(await (await get(`/api/v1/flags/${flag}`)).json()).toMatchObject({
      state: { outcome: '已了结。' },
    })
  })

  it('is refused in words where the operator has provided no key', async () => {
    const { get, keys } = await livedIn(false, null)
    const answer = await get('/api/v1/cases', keys.inspector)
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'unavailable' }])
  })
})
