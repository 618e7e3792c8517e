import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { createEscalations } from '../../worker/services/response/escalations.ts'
import { createOwed } from '../../worker/services/response/owed.ts'
import { inWorkerd, testApi } from '../support/api/api.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { undivided } from '../support/site/undivided.ts'

const api = await testApi()
const { services } = api
const { ledger } = services
await api.second('dep-water')
const due = '2026-03-13'
const plan = { title: '清淤', type: 'delivery', baselineDue: due, currentDue: due }
const opened = await api.settle('/api/v1/milestones', plan)
const now = () => new Date('2027-01-05T04:00:00Z')
await createEscalations({ ...ledger, now }, createOwed(ledger)).settle()

const app = createApp({
  services,
  assets: fakeAssets,
  serveFiles: (_, next) => next(),
  requestId: () => 'request',
  log: () => undefined,
})

const read = async (path: string): Promise<string> => {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return undivided(await response.text())
}

describe('what is newly overdue', () => {
  // These days are those of a set clock, and a Worker goes by its own.
  it.skipIf(inWorkerd)('is a list in both languages, named by what is overdue', async () => {
    expect(opened).toBeDefined()
    expect(await read('/zh/overdue')).toContain('节点逾期：清淤')
    expect(await read('/en/overdue')).toContain('Milestone overdue: 清淤')
    expect(await read('/zh/overdue?level=inspectors&status=open')).toContain('节点逾期：清淤')
  })

  it('is counted on the front page, with the way to the same list', async () => {
    const zh = await read('/zh')
    expect(zh).toContain('href="/zh/overdue?status=open"')
    expect(zh).toContain('件逾期正在催办')
    expect(zh).toContain('节点逾期：清淤')
    const en = await read('/en')
    expect(en).toContain('overdue matter that the clock has escalated')
    expect(en).toContain('Milestone overdue: ')
    const { total } = JSON.parse(await read('/api/v1/overdue?status=open'))
    const [, n] = /href="\/zh\/overdue\?status=open"[^>]*>.*?(\d+)/.exec(zh) ?? []
    expect(Number(n)).toBe(total)
  })

  it('is feeds, JSON and CSV', async () => {
    expect(await read('/feeds/overdue.atom')).toContain('清淤')
    expect(JSON.parse(await read('/feeds/overdue.json')).items.length).toBeGreaterThan(0)
    const { items } = JSON.parse(await read('/api/v1/overdue?status=open'))
    expect(items).toHaveLength(1)
    expect(await read('/api/v1/overdue.csv')).toContain('milestone')
  })

  it.skipIf(inWorkerd)('has a page with its steps, and stands on the page of what is overdue', async () => {
    const { items } = JSON.parse(await read('/api/v1/overdue')) as {
      items: { id: string; state: { subject: string } }[]
    }
    const [{ id, state } = { id: '', state: { subject: '' } }] = items
    const own = await read(`/zh/overdue/${id}`)
    expect(own).toContain('送本部门负责人')
    expect(own).toContain('没有登记上级机关')
    expect(own).not.toContain('milestone.due')
    expect(await read(`/zh/milestones/${state.subject}`)).toContain('2026-03-13 到期未办，已到监督人员')
  })
})
