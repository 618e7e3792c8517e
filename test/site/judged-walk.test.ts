/** Every page, feed and answer of a ledger that follows a register: nothing is overdue as of a day after its last delivery. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { derive } from '../../worker/domain/kinds/milestone/derived.ts'
import { rules } from '../../worker/domain/rules/rules.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import type { Ledger } from '../../worker/services/open.ts'
import { createServices } from '../../worker/services/services.ts'
import { runCli } from '../support/cli.ts'
import { newFolder } from '../support/folders.ts'
import { freshLedger, OPERATOR } from '../support/ledger/ledger.ts'
import { filesOf, HHS_DAY, importedRegister } from '../support/registers/registers.ts'
import { sharedFolder } from '../support/shared.ts'
import { fakeAssets } from '../support/site/assets.ts'

const LAST = '2012-06-30'
/** Days from the due date of the one that is late to the last delivery. */
const LATE_BY = 121

type App = ReturnType<typeof createApp>

/** The site and the API of a ledger, as if it were opened at another time. */
const openedAt =
  (ledger: Ledger) =>
  (now: string): App =>
    createApp({
      services: createServices({ ...ledger, now: () => new Date(now) }),
      assets: fakeAssets,
      serveFiles: (_, next) => next(),
      requestId: () => 'request',
      log: () => undefined,
      limits: { reading: 1e12 },
    })

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
  at = openedAt(ledger)
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
const SAID =
  /逾期[^<\d]{0,12}(\d+)\s*天|[Oo]verdue by (\d+) days?|"overdueBy":\s*(\d+)|已过期限\s*(\d+)\s*天|reported done by [\d-]+, (\d+) days? past/g

const numbersIn = (text: string): number[] =>
  [...text.matchAll(SAID)].map(([, ...numbers]) => Number(numbers.find((one) => one !== undefined)))

/** Everything that is said of days overdue, page by page, of what can be reached from the start. */
async function said(app: App, from: readonly string[], most = MOST): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  const left = [...from]
  while (left.length > 0 && found.size < most) {
    const path = left.shift() ?? ''
    if (found.has(path)) continue
    const response = await app.request(path)
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`)
    const text = await response.text()
    found.set(path, numbersIn(text))
    if (response.status !== 200 || !path.startsWith('/zh')) continue
    for (const [, link = ''] of text.matchAll(/href="(\/(?:zh|feeds|api)[^"#]*)"/g))
      left.push(link.replaceAll('&amp;', '&'))
  }
  return found
}

describe('nothing says overdue as of a day after the last delivery', () => {
  it('on any page, feed or answer, this year or five years later', async () => {
    const [now, later] = [
      await said(at('2026-03-10T04:00:00Z'), start),
      await said(at('2031-03-10T04:00:00Z'), start),
    ]
    const all = (of: Map<string, number[]>): number[] => [...of.values()].flat()
    expect(now.size).toBeGreaterThan(40)
    expect(all(now).length).toBeGreaterThanOrEqual(3)
    expect([...new Set(all(now))]).toEqual([LATE_BY])
    expect([...new Set(all(later))]).toEqual([LATE_BY])
    for (const path of start) expect([path, later.get(path)]).toEqual([path, now.get(path)])
  })
})

/** A page is of a kind in each language; by what it is narrowed and sorted, in one of them alone. */
const kindOfAddress = (path: string): string =>
  (path.includes('?') ? path.replace(/^\/(?:zh|en)\b/, '').replace(/&lang=\w+/, '') : path)
    .replace(/[a-z]{3}-[0-9a-z]{8,}/g, ':id')
    .replace(/=[^&]*/g, '=')
    .replace(/\d+/g, ':n')

/** Everything that is said of days overdue in what links lead to from the front page: one of each kind of address. */
async function crawled(app: App): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  const opened = new Set<string>()
  const left = ['/zh', '/en']
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    const kind = kindOfAddress(path)
    if (opened.has(kind)) continue
    opened.add(kind)
    const response = await app.request(path)
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`)
    const text = await response.text()
    found.set(path, numbersIn(text))
    for (const [, link = ''] of text.matchAll(/href="(\/[^"#]*)"/g)) left.push(link.replaceAll('&amp;', '&'))
  }
  return found
}

describe.skipIf(sharedFolder() === null).each([
  // What is said to have been done after the delivery had not been done by then: three of 713.
  ['2012-06-30', 710],
  [HHS_DAY, 713],
])('HHS as of %s', (day, done) => {
  it('says overdue only as of that day, wherever links lead from the front page', async () => {
    const machine = await openMachine({ dataDir: await importedOn(day), followDelay: 0 })
    const { services } = machine
    const { items } = await services.reading.board({ view: 'overdue', limit: 500 })
    expect((await services.reading.boardCounts({})).counts).toMatchObject({ all: 1102, done })
    // As counted here from the states, as of the delivery.
    const days = new Set(
      items.flatMap(({ state }) => (state.kind === 'milestone' ? (derive(state, day).overdueBy ?? []) : [])),
    )
    const found = await crawled(openedAt(services.ledger)('2031-03-10T04:00:00Z'))
    const kinds = new Set([...found.keys()].map((path) => kindOfAddress(path)))
    for (const kind of ['/zh/milestones/:id', '/en/departments/:id', '/zh/figures', '/en/rules/M:n'])
      expect(kinds).toContain(kind)
    const numbers = [...found.values()].flat()
    expect(numbers.length).toBeGreaterThan(50)
    expect([...found].filter(([, said]) => said.some((n) => !days.has(n)))).toEqual([])
    const values: unknown[] = []
    await createServices({
      ...services.ledger,
      now: () => new Date('2031-03-10T04:00:00Z'),
    }).inspection.inspect({
      rules: rules.filter(({ id }) => id === 'M01'),
      onFinding: ({ value }) => values.push(value),
    })
    expect(values.length).toBeGreaterThan(50)
    expect(values.filter((value) => !days.has(Number(value)))).toEqual([])
    await machine.close()
  })
})

/** A ledger that holds HHS as it was delivered on a day. */
async function importedOn(day: string): Promise<string> {
  if (day === HHS_DAY) return (await importedRegister('hhs-it')).folder
  const folder = await newFolder('hhs-')
  const files = filesOf('hhs-it')
  const { code, err } = await runCli(['import', 'hhs-it', files, '--data', folder, '--as-of', day, '--json'])
  if (code !== 0) throw new Error(err)
  return folder
}
