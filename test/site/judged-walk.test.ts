/** Every page, feed and answer of a ledger that follows a register: nothing is overdue as of a day after its last delivery. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { createServices } from '../../worker/services/services.ts'
import { freshLedger, OPERATOR } from '../support/ledger/ledger.ts'

const LAST = '2012-06-30'
/** Days from the due date of the one that is late to the last delivery. */
const LATE_BY = 121

type App = ReturnType<typeof createApp>
let at: (now: string) => App
let start: string[]

beforeAll(async () => {
  const { ledger, services } = await freshLedger()
  const call = { actor: OPERATOR }
  await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
  const source = { source: { mapping: 'works', asOf: LAST } }
  const open = async (kind: 'decision' | 'milestone', fields: object): Promise<string> =>
    (await services.acts.open(call, kind, 'dep-x1', { ...fields, ...source })).records[0]?.id ?? ''
  const decision = await open('decision', {
    ...{ title: '修桥', class: 'project', noResponsibility: 'none', proposedAt: '2012-01-01' },
  })
  const ids = [
    await open('milestone', { title: '逾期的', currentDue: '2012-03-01', decision }),
    await open('milestone', { title: '交付之后到期的', currentDue: '2013-03-01', decision }),
  ]
  at = (now) =>
    createApp({
      services: createServices({ ...ledger, now: () => new Date(now) }),
      assets: { script: '/s.js', desk: '/d.js', check: '/c.js', style: '/s.css' },
      serveFiles: (_, next) => next(),
      requestId: () => 'request',
      log: () => undefined,
    })
  start = [
    ...['/zh', '/en', '/zh/departments/dep-x1', '/en/departments/dep-x1', `/zh/decisions/${decision}`],
    ...ids.flatMap((id) => [
      `/zh/milestones/${id}`,
      `/en/milestones/${id}`,
      `/api/v1/milestones/${id}/derived`,
    ]),
    ...['/api/v1/board?view=overdue', '/api/v1/milestones', '/api/v1/milestones.csv', '/api/v1/figures'],
    ...['/feeds/due.atom', '/feeds/due.json', '/feeds/departments/dep-x1.ics', '/feeds/flags.atom'],
  ]
})

const MOST = 120
const SAID = /逾期[^<\d]{0,12}(\d+)\s*天|[Oo]verdue by (\d+) days?|"overdueBy":\s*(\d+)/g

/** Everything that is said of days overdue, page by page, of what can be reached from the start. */
async function said(app: App): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  const left = [...start]
  while (left.length > 0 && found.size < MOST) {
    const path = left.shift() ?? ''
    if (found.has(path)) continue
    const response = await app.request(path)
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`)
    const text = await response.text()
    found.set(
      path,
      [...text.matchAll(SAID)].map(([, ...numbers]) => Number(numbers.find((one) => one !== undefined))),
    )
    if (response.status !== 200 || !path.startsWith('/zh')) continue
    for (const [, link = ''] of text.matchAll(/href="(\/(?:zh|feeds|api)[^"#]*)"/g))
      left.push(link.replaceAll('&amp;', '&'))
  }
  return found
}

describe('nothing says overdue as of a day after the last delivery', () => {
  it('on any page, feed or answer, this year or five years later', async () => {
    const [now, later] = [await said(at('2026-03-10T04:00:00Z')), await said(at('2031-03-10T04:00:00Z'))]
    const all = (of: Map<string, number[]>): number[] => [...of.values()].flat()
    expect(now.size).toBeGreaterThan(40)
    expect(all(now).length).toBeGreaterThanOrEqual(3)
    expect([...new Set(all(now))]).toEqual([LATE_BY])
    expect([...new Set(all(later))]).toEqual([LATE_BY])
    for (const path of start) expect([path, later.get(path)]).toEqual([path, now.get(path)])
  })
})
