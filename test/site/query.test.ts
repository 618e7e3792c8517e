/** Pages of a whole city: what a query has no effect on is told, and what the front page and a decision say is true. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lists } from '../../worker/domain/kinds/table.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { NEWS } from '../../worker/site/load/register.ts'
import { createSite } from '../../worker/site/site.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { SECOND } from '../support/ledger/ledger.ts'

const base = 'https://mingchuan.example'
const assets = { script: '/a.js', desk: '/d.js', check: '/c.js', style: '/s.css' }
let machine: Machine
let get: (path: string) => Promise<string>
let decision: string

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder(), followDelay: 0 })
  const { reading, standing, rulebook, response, witnesses, log } = machine.services
  const site = createSite({
    reading: Object.assign(Object.create(reading), { log, standing, rulebook, response, witnesses }),
    assets,
    origin: base,
  })
  get = async (path) => (await site.request(`${base}${path}`)).text()
  const { items } = await reading.records({ kind: 'decision', limit: 1 })
  decision = items[0]?.id ?? ''
})
afterAll(() => machine.close())

describe('a value of the query that nobody knows', () => {
  it.each([
    ['/', 'news', 'decided'],
    ['/milestones', 'view', 'overdue'],
    ['/calendar', 'rel', 'consultation'],
    ['/calendar', 'month', '2026-02'],
    ['/response', 'by', 'kind'],
    ['/search', 'kind', 'decision'],
    ['decision', 'line', 'changes'],
    ['decision', 'at', '2026-01-01'],
  ])('is told, and not taken for all: %s?%s', async (path, name, known) => {
    const page = path === 'decision' ? `/decisions/${decision}` : path
    const at = (value: string) => get(`/zh${page === '/' ? '' : page}?${name}=${encodeURIComponent(value)}`)
    expect(await at('nonsense')).toContain(`${name}=nonsense`)
    expect(await at('nonsense')).toContain('没有起作用')
    expect(await at(known)).not.toContain('没有起作用')
    expect(await at('')).not.toContain('没有起作用')
  })

  it('is told with its letters, and never as markup', async () => {
    const html = await get(`/zh?news=${encodeURIComponent('<b>x</b>')}`)
    expect(html).toContain('news=&lt;b>x&lt;/b>')
    expect(html).not.toContain('<b>x</b>')
  })
})

describe('a list', () => {
  it('leads to the records that were annulled, tells them as such, and leads back', async () => {
    const { acts, reading } = machine.services
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    for (const kind of ['decision', 'responsibility'] as const) {
      const path = `/zh/${lists[kind]}`
      expect(await get(path)).not.toContain('已作废')
      const { items, total } = await reading.records({ kind, sort: 'recorded', limit: 1 })
      const [record] = items
      await acts.act(call, kind, 'annulled', record?.id ?? '', { reason: '误登' })
      const plain = await get(path)
      expect(plain).toContain(`href="${path}?annulled=yes"`)
      expect(plain).toContain('已作废 1 条')
      expect(plain).not.toContain(`${path}/${record?.id}"`)
      const off = await get(`${path}?annulled=yes`)
      expect(off).toMatch(new RegExp(`<del><a href="${path}/${record?.id}"`))
      expect(off).toContain(`href="${path}"`)
      expect((await reading.records({ kind })).total).toBe(total - 1)
      expect(await get(`${path}?annulled=nonsense`)).toContain('annulled=nonsense')
    }
  })
})

describe('the front page', () => {
  it('has a seal for each line that is of one entry, and for no other', async () => {
    const { news } = await machine.services.reading.front({ topic: null, lines: NEWS })
    const html = await get('/zh')
    const seals = [...html.matchAll(/data-seal="(\d+)"/g)].map(([, index]) => Number(index))
    expect(seals).toEqual(news.flatMap(({ entries, index }) => (entries === 1 ? [index] : [])))
    expect(seals.length).toBeGreaterThan(0)
  })
})

describe('a decision', () => {
  it('names those who support it beside who carries it out, and asks for no zero steps', async () => {
    const { items } = await machine.services.reading.records({ kind: 'decision', limit: 100 })
    for (const { id, state } of items) {
      const html = await get(`/zh/decisions/${id}`)
      expect(html).not.toMatch(/要求 0 步/)
      if (state.kind === 'decision')
        expect(html.includes('<dt>配合</dt>'), id).toBe(state.supporting.length > 0)
    }
  })
})
