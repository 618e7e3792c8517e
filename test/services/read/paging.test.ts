import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { kindOf, listedKinds } from '../../../worker/domain/kinds/table.ts'
import { sortTexts } from '../../../worker/domain/record/list/sort.ts'
import type { RecordQuery } from '../../../worker/services/read/questions.ts'
import type { Page, RecordView } from '../../../worker/services/read/views.ts'
import type { Caller } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { indexRecords } from '../../../worker/store/search/indexer.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'
import { PATIENCE } from '../../support/run/patience.ts'

const RUNS = Number(process.env.PAGINGS ?? 25)
/** Milliseconds that one may take more: whoever asks for many has a machine with other work. */
const LONGEST = 10_000
const call = { actor: OPERATOR, approver: SECOND }

const TITLES = [
  '河道',
  '河道清淤',
  '河道清淤工程',
  '管网',
  '管网改造',
  '学校',
  '学校扩建工程',
  'Zoo',
  'aqueduct',
]
const DUES = ['2025-11-01', '2025-12-31', '2026-01', '2026-02-01', '2026-03-20', '2026-12']

/** What may be recorded between two pages, about one of the records or a new one. */
const write = fc.record({
  act: fc.constantFrom('open', 'retitle', 'reschedule', 'claim', 'cancel', 'correct', 'flag', 'erase'),
  which: fc.nat(20),
  title: fc.constantFrom(...TITLES),
  due: fc.constantFrom(...DUES),
  amount: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
})
type Write = typeof write extends fc.Arbitrary<infer T> ? T : never

/** Kinds whose lists are paged: what is promised for a day, and what is decided and costs something. */
type Paged = 'milestone' | 'decision' | 'question'

type Ask = (
  services: Services,
  department: string,
  page: { cursor?: string | undefined; limit: number },
) => Promise<Page<RecordView> & { total: number }>

const sortsOf = (kind: Paged) => [undefined, ...sortTexts(kindOf(kind).sorts)]

const records =
  (kind: Paged, sort: string | undefined, filter: Partial<RecordQuery> = {}): Ask =>
  ({ reading }, department, page) =>
    reading.records({ kind, department, sort, ...filter, ...page })
const board =
  (view: 'all' | 'overdue' | 'due_soon' | 'slipped' | 'undated', sort?: string): Ask =>
  ({ reading }, department, page) =>
    reading.board({ view, department, sort, ...page })
const search =
  (q: string): Ask =>
  async ({ reading }, department, { cursor, limit }) => {
    const { items, next, total } = await reading.search({
      ...{ q, department, cursor },
      limit: Math.min(limit, 100),
    })
    return { items: items.map(({ record }) => record), next, total }
  }

/** Filters from which acts take records away, and to which they bring them. */
const NARROWED: Partial<RecordQuery>[] = [
  {},
  { q: '河道' },
  { from: '2026', to: '2026-03' },
  { flagged: 'yes' },
  { annulled: 'any' },
]

/** True for an order by what no erasure takes away: `decided` holds `id`, and is none. */
const isLasting = (sort: string | undefined): boolean =>
  sort === undefined || /^-?(?:recorded|id)$/.test(sort)

/** Every list of milestones and of decisions, in every order. Erasure takes the place of a record with it; where that matters it is not tried here. */
const LISTS: { name: string; kind?: Paged; ask: Ask; erases: boolean }[] = [
  ...(['milestone', 'decision'] as const).flatMap((kind) =>
    sortsOf(kind).flatMap((sort) =>
      NARROWED.map((filter) => ({
        name: `${kind} by ${sort}, ${JSON.stringify(filter)}`,
        kind,
        ask: records(kind, sort, filter),
        erases: isLasting(sort) && Object.keys(filter).length === 0,
      })),
    ),
  ),
  ...(['all', 'overdue', 'due_soon', 'slipped', 'undated'] as const).map((view) => ({
    name: `board ${view}`,
    ask: board(view),
    erases: view === 'all' || view === 'undated',
  })),
  { name: 'board overdue, by title', ask: board('overdue', 'title'), erases: false },
  { name: 'search 河道', ask: search('河道'), erases: false },
  { name: 'search 学校管网河道', ask: search('学校管网河道'), erases: false },
]

/** Orders of questions that are computed: what is owed, and how pressing it is, on the day of the first page. */
const COMPUTED: { name: string; kind: Paged; ask: Ask; erases: boolean }[] = [
  'due',
  '-due',
  'priority',
  '-priority',
].map((sort) => ({
  name: `question by ${sort}`,
  kind: 'question',
  ask: records('question', sort),
  erases: false,
}))

const MODERATOR: Caller = { account: 'a-moderator', role: 'moderator', department: null }
const DESK: Caller = { account: 'intake-desk', role: 'registrar', department: null }

/** What moves the last day and the points of a question, or ends what is owed. */
const QUESTION_ACTS: { readonly [act in Write['act']]?: () => [string, object] } = {
  retitle: () => ['accepted', {}],
  reschedule: () => ['extended', { by: 5, reason: '情况复杂', toldOn: '2026-01-05' }],
  claim: () => ['answered', { answer: 'explain', outcome: 'explained', text: '已说明' }],
  cancel: () => ['declined', { declineReason: 'not_ours', elsewhere: '他处' }],
  correct: () => ['fact_checked', { fact: 'danger', holds: true }],
}

/** Asks a question of one of several clocks, or moves one. */
async function applyToQuestion(
  { acts, questions, reading }: Services,
  department: string,
  { act, which, title, amount }: Write,
): Promise<void> {
  if (act === 'open') {
    const type = amount === null || amount < 3 ? 'information' : 'consult'
    const facts = { danger: which % 2 === 0, affected: which % 3 === 0 ? 'many' : 'one' }
    const asked = { type, title, text: title, subject: department, department, facts }
    await questions.receiving.receive(asked, { caller: DESK, channel: 'letter' })
    return
  }
  const { items } = await reading.records({ kind: 'question', department, limit: 500 })
  const record = items[which % items.length]
  if (record === undefined) return
  const [event, body] = QUESTION_ACTS[act]?.() ?? []
  // What is published counts for all others of its wording.
  const made =
    event === undefined
      ? questions.moderation.publish({ actor: MODERATOR }, record.id, { of: 2, cuts: [] })
      : acts.act(call, 'question', event, record.id, body)
  await made.catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'Problem') throw error
  })
}

async function apply(
  services: Services,
  kind: Paged,
  department: string,
  { act, which, title, due, amount }: Write,
): Promise<void> {
  if (kind === 'question') return applyToQuestion(services, department, { act, which, title, due, amount })
  const { acts, reading, erasures } = services
  const amounts = amount === null ? [] : [{ kind: 'budget', currency: 'CNY', current: amount }]
  if (act === 'open') {
    const decided = { class: 'ordinary', noResponsibility: '试', proposedAt: due, amounts }
    const fields = kind === 'milestone' ? { title, currentDue: due } : { title, ...decided }
    await acts.open(call, kind, department, fields)
    return
  }
  const { items } = await reading.records({ kind, department, limit: 500 })
  const record = items[which % items.length]
  if (record === undefined) return
  const made = (event: string, body: object) => acts.act(call, kind, event, record.id, body)
  try {
    if (act === 'flag')
      await acts.open(call, 'flag', null, {
        ...{ title, subject: record.id, severity: 'low', finding: '看一看' },
      })
    else if (kind === 'decision' && (act === 'reschedule' || act === 'correct'))
      await made('corrected', { set: { proposedAt: due, amounts }, reason: '笔误' })
    else if (kind === 'decision' && act === 'claim')
      await made('decided', { outcome: 'adopted', decidedAt: due })
    else if (kind === 'decision' && act === 'cancel') await made('annulled', { reason: '误登' })
    else if (act === 'retitle' || act === 'correct')
      await made('corrected', { set: { title }, reason: '笔误' })
    else if (act === 'reschedule') await made('rescheduled', { to: due, reason: '调整' })
    else if (act === 'claim') await made('claimed', { metAt: '2026-02-01', evidence: [{ title: '佐证' }] })
    else if (act === 'cancel') await made('cancelled', { reason: '取消' })
    else
      await erasures.erase(call, record.firstIndex, {
        ground: 'personal_data',
        reason: '含个人信息',
        authority: '某法院',
      })
  } catch (error) {
    // Guards refuse some acts in some states: then nothing was recorded.
    if (!(error instanceof Error) || error.name !== 'Problem') throw error
  }
}

const idsOf = ({ items }: { items: readonly RecordView[] }): string[] => items.map(({ id }) => id)

describe('pages of a list', () => {
  it.each([
    ['in orders of what is recorded', LISTS, RUNS],
    ['in orders that are computed', COMPUTED, Math.ceil(RUNS / 2)],
  ])(
    'show whoever stays on it exactly once, whatever is recorded between them, %s',
    async (_, lists, runs) => {
      const { services, ledger } = await freshLedger()
      let hours = 0
      const now = ledger.now.bind(ledger)
      vi.spyOn(ledger, 'now').mockImplementation(() => new Date(now().getTime() + hours * 3_600_000))
      let made = 0
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...lists),
          fc.integer({ min: 1, max: 4 }),
          fc.array(write, { minLength: 4, maxLength: 10 }),
          fc.array(fc.array(write, { maxLength: 3 }), { minLength: 2, maxLength: 6 }),
          async ({ ask, erases, kind = 'milestone' }, limit, first, between) => {
            made += 1
            const department = `dep-p${made}`
            await services.acts.open(call, 'department', null, { code: `p${made}`, name: `某局${made}` })
            for (const one of first) await apply(services, kind, department, { ...one, act: 'open' })
            const settled = async (): Promise<Set<string>> => {
              await indexRecords(ledger.database, (await services.log.snapshot()).size)
              const whole = await ask(services, department, { limit: 500 })
              expect(whole.total).toBe(whole.items.length)
              return new Set(idsOf(whole))
            }
            const moments = [await settled()]
            const seen: string[] = []
            const stays = [...between]
            for (let cursor: string | undefined; ; ) {
              const page = await ask(services, department, { cursor, limit })
              seen.push(...idsOf(page))
              if (page.next === null) break
              cursor = page.next
              if (lists === COMPUTED) hours += 5
              for (const one of stays.shift() ?? [])
                if (erases || one.act !== 'erase') {
                  await apply(services, kind, department, one)
                  moments.push(await settled())
                }
            }
            const [start = new Set<string>()] = moments
            const stayed = [...start].filter((id) => moments.every((moment) => moment.has(id)))
            expect(seen.length).toBe(new Set(seen).size)
            expect(stayed.filter((id) => !seen.includes(id))).toEqual([])
            expect(seen.filter((id) => !moments.some((moment) => moment.has(id)))).toEqual([])
          },
        ),
        { numRuns: runs, endOnFailure: true },
      )
    },
    PATIENCE + RUNS * LONGEST,
  )

  it('miss nobody of whom something was erased meanwhile, in an order that it takes away', async () => {
    const { services } = await freshLedger()
    await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
    for (const title of ['乙', '丙', '甲', '丁', '戊'])
      await services.acts.open(call, 'milestone', 'dep-x1', { title, currentDue: '2026-01-01' })
    const { items } = await services.reading.records({ kind: 'milestone' })
    for (const erased of items) {
      const seen: string[] = []
      let cursor: string | undefined
      for (let page = 0; ; page++) {
        const found = await services.reading.records({ kind: 'milestone', sort: 'title', limit: 2, cursor })
        seen.push(...idsOf(found))
        if (found.next === null) break
        cursor = found.next
        if (page === 0)
          await services.erasures.erase(call, erased.firstIndex, {
            ground: 'personal_data',
            reason: '含个人信息',
            authority: '某法院',
          })
      }
      expect(seen.toSorted()).toEqual(idsOf({ items }).toSorted())
    }
  })

  it('go on from no moment that the ledger has not reached, nor from a count below nothing', async () => {
    const { services } = await freshLedger()
    for (const code of ['a', 'b', 'c'])
      await services.acts.open(call, 'department', null, { code: `x${code}`, name: code })
    const cursorOf = (...parts: unknown[]) =>
      btoa(JSON.stringify(['title', ...parts]))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    const ask = (...parts: unknown[]) =>
      services.reading.records({ kind: 'department', sort: 'title', limit: 1, cursor: cursorOf(...parts) })
    expect(idsOf(await ask(3, 'a', 0, 1))).toEqual(['dep-xb'])
    const wrong = [
      [4, 'a', 0, 1],
      [9e15, 'a', 0, 1],
      [-1, 'a', 0, 1],
      [3, 'a', -1, 1],
      [3, 'a', 0, -1],
      [3, 'a', 0],
      [3.5, 'a', 0, 1],
    ]
    for (const parts of wrong)
      await expect(ask(...parts), JSON.stringify(parts)).rejects.toMatchObject({
        code: 'invalid',
        field: 'cursor',
      })
  })

  it('stand in every declared order of every kind, upwards and downwards', async () => {
    const { services } = await freshLedger()
    await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
    for (const [title, currentDue] of [
      ['b', '2026-03'],
      ['a', undefined],
      ['c', '2025-01-01'],
    ])
      await services.acts.open(call, 'milestone', 'dep-x1', { title, ...(currentDue ? { currentDue } : {}) })
    const titles = async (sort: string): Promise<string> =>
      (await services.reading.records({ kind: 'milestone', sort })).items.map(({ title }) => title).join('')
    expect([
      await titles('recorded'),
      await titles('-recorded'),
      await titles('title'),
      await titles('-title'),
      await titles('due'),
      await titles('-due'),
    ]).toEqual(['bac', 'cab', 'abc', 'cba', 'cba', 'bca'])
    for (const kind of listedKinds)
      for (const sort of sortTexts(kindOf(kind).sorts))
        expect((await services.reading.records({ kind, sort })).next).toBeNull()
  })

  it('refuse an order that is not known, with the nearest name, and a cursor of another order', async () => {
    const { services } = await freshLedger()
    for (let i = 0; i < 3; i++)
      await services.acts.open(call, 'department', null, { code: `x${i}`, name: '某局' })
    const { reading } = services
    await expect(reading.records({ kind: 'department', sort: 'titel' })).rejects.toMatchObject({
      code: 'invalid',
      field: 'sort',
      words: { en: expect.stringContaining('Did you mean title?') },
    })
    const { next } = await reading.records({ kind: 'department', sort: 'title', limit: 1 })
    await expect(
      reading.records({ kind: 'department', sort: '-title', limit: 1, cursor: next ?? '' }),
    ).rejects.toMatchObject({ field: 'cursor' })
    for (const cursor of ['', 'n5', 'bjU', 'e30', 'WyJ0aXRsZSJd', '%%'])
      await expect(reading.records({ kind: 'department', cursor })).rejects.toMatchObject({ field: 'cursor' })
  })
})
