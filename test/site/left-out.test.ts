/** Whatever a page of a record has no room for it says, with the number and a link to the whole. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { kindOf, type ListedKind, listedKinds, lists, openingOf } from '../../worker/domain/kinds/table.ts'
import type { Draft } from '../../worker/domain/record/event.ts'
import type { Services } from '../../worker/services/services.ts'
import { readRecord } from '../../worker/store/records/records.ts'
import { base } from '../support/api/api.ts'
import { freshLedger, OPERATOR } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const DECISION = 'dec-0000000001'
const of = { department: null, occurred: '2026-01-05', visibility: 'public' } as const
const amounts = (current: number) => [{ kind: 'budget', currency: 'CNY', current }]
/** A few milestones of the decision, and one of them with many entries. */
const LONG = 'mil-0000000001'
const REPORTS = 60

type Crowds = { readonly [kind in ListedKind]?: readonly [n: number, body: (i: number) => Draft['body']] }

/** Kinds that a page lists, each with more records about the decision than it has room for. */
const crowds: Crowds = {
  milestone: [210, (i) => ({ title: `节点 ${i}`, decision: DECISION, currentDue: '2026-12-01' })],
  flag: [55, () => ({ rule: null, subject: DECISION, severity: 'notice', finding: '疑点' })],
  question: [55, (i) => ({ title: `提问 ${i}`, subject: DECISION, text: '何时完工' })],
  evaluation: [55, (i) => ({ title: `评估 ${i}`, decision: DECISION })],
  consultation: [55, (i) => ({ title: `征求意见 ${i}`, decision: DECISION })],
  mention: [25, (i) => ({ subject: DECISION, otherLedger: `甲 ${i}`, target: 1, annotationKind: 'context' })],
  overdue: [15, () => ({ subject: DECISION, what: 'milestone', due: '2026-01-02' })],
}

function idOf(kind: ListedKind, i: number): string {
  const { prefix } = kindOf(kind)
  if (kind === 'overdue') return `${prefix}${DECISION}-2025-01-${String(i + 1).padStart(2, '0')}`
  return `${prefix}${String(i + 1).padStart(kind === 'mention' ? 24 : 10, '0')}`
}

async function submit({ ledger }: Services, key: string, drafts: Draft[]): Promise<void> {
  const ids = [...new Set(drafts.map(({ record }) => record))]
  const before = new Map(
    await Promise.all(
      ids.map(async (id) => [id, (await readRecord(ledger.database, id))?.state ?? null] as const),
    ),
  )
  await ledger.committer.submit({ key, digest: '', actor: OPERATOR, before, since: 0, drafts })
}

let service: Services
let pageOf: (path: string) => Promise<string> = async () => ''

beforeAll(async () => {
  const { services } = await freshLedger()
  service = services
  const decision = (seq: number, kind: string, body: Draft['body']): Draft => ({
    ...of,
    ...{ record: DECISION, seq, kind, body },
  })
  await submit(services, 'decision', [
    decision(1, 'decision.logged', { title: '长堤工程', class: 'ordinary', amounts: amounts(620_000) }),
    decision(2, 'decision.updated', { set: { amounts: amounts(900_000) } }),
    ...Array.from({ length: 400 }, (_, i) =>
      decision(3 + i, 'decision.updated', { set: { remark: `${i}` } }),
    ),
  ])
  for (const kind of listedKinds) {
    const [n, body] = crowds[kind] ?? [0, () => null]
    const drafts = Array.from({ length: n }, (_, i) => ({
      ...of,
      ...{ record: idOf(kind, i), seq: 1, kind: openingOf(kind), body: body(i) },
    }))
    if (n > 0) await submit(services, kind, drafts)
  }
  await submit(
    services,
    'reports',
    Array.from({ length: REPORTS }, (_, i) => ({
      ...of,
      ...{ record: LONG, seq: 2 + i, kind: 'milestone.reported', body: { note: `第 ${i} 次` } },
    })),
  )
  await services.ledger.follower.flush()
  const app = createApp({
    ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
    ...{ requestId: () => 'request', log: () => undefined },
  })
  pageOf = async (path) => (await app.request(`${base}${path}`)).text()
})

describe('the page of a decision about which there is more than it has room for', () => {
  it.each(listedKinds.filter((kind) => crowds[kind] !== undefined))('accounts for every %s', async (kind) => {
    const [page, answer] = await Promise.all([
      pageOf(`/zh/decisions/${DECISION}`),
      pageOf(`/api/v1/${lists[kind]}?of=${DECISION}&limit=1`),
    ])
    const { total } = JSON.parse(answer) as { total: number }
    expect(total).toBe(crowds[kind]?.[0])
    const listed = new Set(page.match(new RegExp(`/zh/${lists[kind]}/[a-z]{3}-[0-9a-z-]+`, 'g')) ?? []).size
    const link = new RegExp(`/zh/${lists[kind]}\\?of=${DECISION}"[^>]*>([^<]*)<`, 'g')
    const said = [...page.matchAll(link)].flatMap(([, text = '']) => text.match(/\d+/g) ?? []).map(Number)
    const is = said.includes(total) || listed + (said.at(-1) ?? 0) === total
    expect({ kind, listed, said, is }).toMatchObject({ is: true })
  })

  it('says of a record on its line how many of its entries do not stand there', async () => {
    const page = await pageOf(`/zh/decisions/${DECISION}`)
    expect(page).toMatch(
      new RegExp(`/zh/milestones/${LONG}#line"[^>]*>[^<]*更早的 ${REPORTS + 1 - 50} 条账目`),
    )
    expect(page).toContain('190 条记录的账目不在时间线上')
  })

  it('tells what it cost before, however long ago that was put otherwise, on every page of it', async () => {
    for (const query of ['', '?before=200', '?before=2', '?at=300']) {
      const text = (await pageOf(`/zh/decisions/${DECISION}${query}`)).replace(/<[^>]*>/g, ' ')
      expect([query, /62(\.0+)?\s*万/.test(text)]).toEqual([query, true])
    }
  })
})

describe('a page beside which more records stand than are read at once', () => {
  const MANY = 503
  const POWER = 'res-0000000001'
  const BUREAU = 'dep-many'
  const numbered = (kind: ListedKind, body: (i: number) => Draft['body'], n = MANY): Draft[] =>
    Array.from({ length: n }, (_, i) => ({
      ...of,
      ...{ record: `${kindOf(kind).prefix}${String(900_000 + i).padStart(10, '0')}`, seq: 1 },
      ...{ kind: openingOf(kind), body: body(i) },
    }))
  const one = (record: string, kind: ListedKind, body: Draft['body']): Draft => ({
    ...of,
    ...{ record, seq: 1, kind: openingOf(kind), body },
  })

  beforeAll(async () => {
    await submit(service, 'one', [
      one(BUREAU, 'department', { code: 'many', name: '大局' }),
      one(POWER, 'responsibility', { name: '大项', type: 'licence' }),
    ])
    const crowds = [
      numbered('department', (i) => ({ code: `under-${i}`, name: `下属 ${i} 局`, parent: BUREAU })),
      numbered('responsibility', (i) => ({
        ...{ name: `子项 ${i}`, type: 'licence', parent: POWER, supporting: [BUREAU] },
      })),
      numbered('milestone', (i) => ({ title: `分段 ${i}`, parent: LONG, currentDue: '2026-12-01' })),
      numbered('question', (i) => ({ title: `问 ${i}`, subject: LONG, text: '何时完工' })),
      numbered('flag', () => ({ rule: null, subject: LONG, severity: 'notice', finding: '后来的疑点' }), 2),
    ]
    for (const [i, drafts] of crowds.entries()) await submit(service, `crowd ${i}`, drafts)
    await service.ledger.follower.flush()
  })

  it.each([
    ['a milestone with parts', `/zh/milestones/${LONG}`, ['另有 3 条，没有在这里列出', `共 ${MANY} 个`]],
    [
      'a department with others below it and powers that it supports',
      `/zh/departments/${BUREAU}`,
      ['另有 3 条，没有在这里列出'],
    ],
    ['a power with items below it', `/zh/responsibilities/${POWER}`, ['权责事项：另外 3 条']],
  ])('%s says how many more there are', async (_, path, said) => {
    const page = await pageOf(path)
    for (const words of said) expect(page).toContain(words)
  })

  it('shows flags on a promise, however many questions were asked about it before', async () => {
    expect(await pageOf(`/zh/decisions/${DECISION}`)).toContain(
      `/zh/flags/${kindOf('flag').prefix}0000900000`,
    )
  })
})
