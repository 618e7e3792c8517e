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

let pageOf: (path: string) => Promise<string> = async () => ''

beforeAll(async () => {
  const { services } = await freshLedger()
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
