import { beforeAll, describe, expect, it } from 'vitest'
import type { QueueItem, QueuePage } from '../../../worker/services/flags/queue.ts'
import { type CaseCity, caseCity } from '../../support/city/case-city.ts'
import { OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const DAY = 86_400_000

describe('the queue of the inspectors', () => {
  let city: CaseCity
  let titles: string[]

  const get = async (path: string): Promise<{ status: number; body: QueuePage & { items: QueueItem[] } }> => {
    const response = await city.get(`/api/v1/findings${path}`, city.keys.inspector)
    return { status: response.status, body: await response.json() }
  }
  const post = async (path: string, body: unknown, key = city.keys.inspector) => {
    const response = await city.post(`/api/v1/findings/${path}`, body, key)
    return { status: response.status, body: await response.json() }
  }

  beforeAll(async () => {
    city = await caseCity()
    const { acts } = city.services
    const call = { actor: OPERATOR, occurred: '2025-01-10' }
    titles = ['一号泵站', '二号泵站', '三号泵站', '四号水厂']
    for (const title of titles)
      await acts.open(call, 'milestone', 'dep-water', {
        title,
        type: 'delivery',
        baselineDue: '2025-06-30',
        currentDue: '2025-06-30',
      })
    await city.services.ledger.follower.flush()
  })

  it('has pages that follow on one another, most severe first, and counts of all of it', async () => {
    const { body: all } = await get('?place=all&limit=500')
    expect(all.total).toBe(all.items.length)
    expect(all.total).toBe(titles.length)
    expect(Object.values(all.severities).reduce((sum, n) => sum + n, 0)).toBe(all.total)
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await get(`?place=all&limit=2${cursor}`)
      seen.push(...body.items.map(({ key }) => key))
      if (body.next === null) break
      cursor = `&cursor=${body.next}`
    }
    expect(seen).toEqual(all.items.map(({ key }) => key))
    for (const { since } of all.items) expect(since).toBe('2026-03-02')
  })

  it('filters by rule, severity, department, title and who has it', async () => {
    const { body } = await get('?rule=M01')
    expect(body.items.map(({ title }) => title).sort()).toEqual(titles.toSorted())
    expect((await get(`?rule=M01&q=${encodeURIComponent('泵站')}`)).body.total).toBe(3)
    expect((await get('?rule=M01&department=dep-house')).body.total).toBe(0)
    const severity = body.items[0]?.severity
    expect((await get(`?rule=M01&severity=${severity}`)).body.total).toBe(4)
    expect((await get('?rule=M01&assignee=me')).body.total).toBe(0)
    expect((await get('?rule=M01&assignee=none')).body.total).toBe(4)
  })

  it.each(['place=nowhere', 'severity=big', 'sort=random', 'limit=0', 'limit=501', 'cursor=zzz'])(
    'refuses %s in words',
    async (query) => {
      const { status, body } = await get(`?${query}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'invalid' })
    },
  )

  it('assigns to whoever may work on it, and to nobody else', async () => {
    const [, second] = city.inspectors
    const keys = (await get('?rule=M01')).body.items.map(({ key }) => key)
    const some = keys.slice(0, 2)
    expect(await post('assign', { keys: some, assignee: second.account })).toEqual({
      status: 200,
      body: { sorted: 2 },
    })
    const { body } = await get(`?assignee=${second.account}`)
    expect(body.items.map(({ key }) => key).sort()).toEqual(some.toSorted())
    expect(body.items[0]?.assignee).toEqual({ account: second.account, post: 'b' })
    for (const [given, status] of [
      [{ keys: some, assignee: 'acc-0000000000' }, 404],
      [{ keys: ['M01 mil-0000000000'], assignee: null }, 404],
      [{ keys: ['M01'], assignee: null }, 404],
      [{ keys: [], assignee: null }, 400],
      [{ keys: some }, 400],
    ] as const)
      expect((await post('assign', given)).status).toBe(status)
    expect((await get(`?assignee=${second.account}`)).body.total).toBe(2)
    expect((await post('assign', { keys: some, assignee: null })).body.sorted).toBe(2)
    expect((await get(`?assignee=${second.account}`)).body.total).toBe(0)
  })

  it('sets aside with a reason until something about it changes, which a longer delay is not', async () => {
    const [one, two] = (await get('?rule=M01&sort=oldest')).body.items
    if (one === undefined || two === undefined) throw new Error('two findings')
    expect((await post('set-aside', { keys: [one.key] })).status).toBe(400)
    expect(
      (await post('set-aside', { keys: [one.key, two.key], reason: '部门已另行说明' })).body.sorted,
    ).toBe(2)
    expect((await get('?rule=M01')).body.total).toBe(2)
    const { items } = (await get('?place=aside')).body
    expect(items.map(({ key }) => key).sort()).toEqual([one.key, two.key].sort())
    expect(items[0]?.aside?.reason).toBe('部门已另行说明')
    city.clock.now += DAY
    const later = (await get('?place=aside')).body
    expect(later.total).toBe(2)
    expect(later.items[0]?.value).not.toBe(items[0]?.value)
    expect(later.items[0]?.since).toBe('2026-03-02')
    // The date is moved, and passes again: other entries, so it comes back.
    const call = { actor: OPERATOR, approver: SECOND }
    await city.services.acts.act(call, 'milestone', 'rescheduled', one.subject, {
      to: '2026-03-02',
      reasonCode: 'objective_change',
      reason: '雨季',
    })
    await city.services.standing.settle()
    expect((await get('?place=aside')).body.items.map(({ key }) => key)).toEqual([two.key])
    expect((await post('take-back', { keys: [two.key] })).body.sorted).toBe(1)
    expect((await get('?place=aside')).body.total).toBe(0)
  })

  it('raises flags for many, and says of each why it was not raised', async () => {
    const keys = (await get('?rule=M01&limit=2')).body.items.map(({ key }) => key)
    const { status, body } = await post('raise-many', {
      keys: [...keys, 'M01 mil-0000000000', keys[0]],
      note: '请核对工期。',
    })
    expect(status).toBe(200)
    expect(
      body.items.map(({ problem }: { problem: { code: string } | null }) => problem?.code ?? 'raised'),
    ).toEqual(['raised', 'raised', 'not_found'])
    const again = await post('raise-many', { keys: keys.slice(0, 1) })
    expect(again.body.items[0].problem).toMatchObject({ code: 'conflict' })
    expect((await get('?place=raised&rule=M01')).body.items.map(({ key }) => key).sort()).toEqual(
      keys.toSorted(),
    )
    expect((await post('set-aside', { keys, reason: '无' })).body).toMatchObject({ code: 'wrong_state' })
  })

  it('has flags that no rule finds as well, and they can be assigned', async () => {
    const { acts } = city.services
    const [first] = city.inspectors
    await acts.act({ actor: first }, 'flag', 'reopened', city.flag, { reason: '再看' })
    const own = (await get('?place=raised')).body.items.find(({ flag }) => flag?.id === city.flag)
    expect(own).toMatchObject({
      key: `flag ${city.flag}`,
      rule: null,
      title: '涨价未听证',
      since: '2026-03-02',
    })
    expect((await post('assign', { keys: [own?.key], assignee: first.account })).status).toBe(200)
    expect((await get('?assignee=me')).body.items.map(({ key }) => key)).toEqual([own?.key])
  })

  it('keeps filters under names, of each account its own', async () => {
    expect(await get('/views')).toEqual({ status: 200, body: { items: [], next: null } })
    expect((await post('views', { name: '我的', query: 'assignee=me&severity=high' })).status).toBe(200)
    expect((await post('views', { name: '我的', query: 'assignee=me' })).status).toBe(200)
    expect((await get('/views')).body.items).toEqual([{ name: '我的', query: 'assignee=me' }])
    const second = { ...city.inspectors[1] }
    expect(await city.services.triage.views(second)).toEqual([])
    for (const wrong of [
      { name: '', query: '' },
      { name: 'x', query: 'severity=big' },
      { name: 'x', query: 'y=1' },
    ])
      expect((await post('views', wrong)).status).toBe(400)
    expect((await post('views/remove', { name: '没有' })).status).toBe(404)
    expect((await post('views/remove', { name: '我的' })).status).toBe(200)
    expect((await get('/views')).body.items).toEqual([])
  })

  it('is for inspectors alone, and sorting is noted', async () => {
    const { department } = city.keys
    for (const path of ['', '/inspectors', '/views'])
      expect((await city.get(`/api/v1/findings${path}`, department)).status).toBe(403)
    for (const path of ['assign', 'set-aside', 'take-back', 'raise-many', 'views', 'views/remove'])
      expect((await post(path, {}, department)).status).toBe(403)
    const { rows } = await city.database.client.execute(
      "SELECT subject FROM access WHERE action = 'triage' ORDER BY n",
    )
    const noted = rows.map(({ subject }) => String(subject))
    expect(noted.some((text) => text.startsWith('set-aside: M01 mil-'))).toBe(true)
    // What inspectors wrote about it is for them: neither the operator nor the auditor reads it in the access log.
    expect(noted.filter((text) => /部门已另行说明/.test(text))).toEqual([])
  })
})
