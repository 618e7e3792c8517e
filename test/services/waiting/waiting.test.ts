/** Texts that wait to be entered: each is entered once, in order, as of its day, whatever dies when; or taken back without a trace. */
import { beforeEach, describe, expect, it } from 'vitest'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import type { Database, DatabaseClient } from '../../../worker/store/database.ts'
import { freshDatabase, OPERATOR, SECOND, seededRandom, testSigner } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const MOST = 100
const ALL = { budget: 1e9, most: 1e9 }
const START = Date.parse('2026-03-02T01:00:00Z')
let now = START
let database: Database
let seed = 1

async function reopened(over: Database = database): Promise<Services> {
  const ledger = await openLedger({
    database: over,
    signer: await testSigner(),
    highWater: null,
    now: () => new Date(now),
    random: seededRandom(seed++),
    place: { zh: '明川市', en: 'Mingchuan' },
    inboxKey: new Uint8Array(32).fill(5),
    followDelay: 0,
  })
  return createServices(ledger, null, { mailer: { send: async () => ({ was: 'sent' }) } })
}

let services: Services
let consultation = ''
beforeEach(async () => {
  now = START
  database = await freshDatabase()
  services = await reopened()
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const opened = await services.acts.open(call, 'consultation', 'dep-water', {
    title: '水价方案',
    openAt: '2026-03-01',
    closeAt: '2026-04-15',
    draft: { title: '草案' },
  })
  consultation = opened.records[0]?.id ?? ''
})

const asking = (title: string, more: object = {}) => ({
  subject: 'dep-water',
  type: 'help',
  title,
  text: `${title}：三个月了`,
  ...more,
})
const keep = (title: string, more: object = {}, nonce?: string) =>
  services.waiting.queue.keep({ kind: 'question' }, asking(title, more), MOST, nonce)
const size = async () => (await services.log.snapshot()).size
/** Titles of all questions in the order in which they were entered, as their askers see them. */
async function entered(codes: readonly string[]): Promise<string[]> {
  const found: [number, string][] = []
  for (const code of codes) {
    const { tracked } = await services.waiting.codes.look(code)
    const [text] = tracked?.texts ?? []
    if (text !== undefined) found.push([text.index, text.title ?? text.text])
  }
  return found.sort(([a], [b]) => a - b).map(([, title]) => title)
}
async function dump(): Promise<string> {
  const { rows } = await database.client.execute('SELECT * FROM waiting')
  return JSON.stringify(rows)
}

describe('a text that waits', () => {
  it('is entered in order under its code, comments among questions, sealed before', async () => {
    const before = await size()
    const kept = [await keep('路灯甲', { contact: { phone: '13800138000' } }), await keep('井盖乙')]
    const incoming = { kind: 'comment', consultation } as const
    kept.push(await services.waiting.queue.keep(incoming, { text: '意见丙' }, MOST))
    kept.push(await keep('水管丁'))
    expect(await size()).toBe(before)
    expect(await dump()).not.toMatch(/路灯|井盖|意见|水管|13800138000|que-mc/)
    const [first, second] = kept
    const { waits } = await services.waiting.codes.look(second?.code.toLowerCase() ?? '')
    expect(waits).toMatchObject({ title: '井盖乙', before: 1, hasContact: false, refused: null })
    expect(await services.waiting.settle(ALL)).toBe(4)
    expect(await entered(kept.map(({ code }) => code))).toEqual(['路灯甲', '井盖乙', '意见丙', '水管丁'])
    const { tracked } = await services.waiting.codes.look(first?.code ?? '')
    expect(tracked).toMatchObject({ state: { id: first?.id }, hasContact: true })
    expect(await dump()).toBe('[]')
    expect((await services.waiting.codes.evidence(first?.code ?? '')).file).toContain('路灯甲')
  })

  it('has a clock that runs from the day on which it came in', async () => {
    now = Date.parse('2026-03-02T15:58:00Z')
    const late = await keep('半夜')
    now += 600_000
    await services.waiting.settle(ALL)
    const { tracked } = await services.waiting.codes.look(late.code)
    const { state, clocks } = await services.questions.standing(tracked?.state.id ?? '')
    expect(state.listed).toBe('2026-03-02T15:58:00.000Z')
    expect(clocks?.asked.start).toBe('2026-03-02')
  })

  it('is refused while it is in the form, for all that would keep it from being entered', async () => {
    await expect(keep(' ')).rejects.toMatchObject({ code: 'invalid', field: 'title' })
    await expect(keep('甲', { department: 'dep-none' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(keep('甲', { contact: { email: 'no' } })).rejects.toThrow()
    const none = { kind: 'comment', consultation: 'con-0000000000' } as const
    await expect(services.waiting.queue.keep(none, { text: '甲' }, MOST)).rejects.toMatchObject({
      code: 'not_found',
    })
    await keep('甲')
    await expect(services.waiting.queue.keep({ kind: 'question' }, asking('乙'), 1)).rejects.toMatchObject({
      code: 'quota_reached',
    })
    expect((await services.waiting.queue.standing()).waiting).toBe(1)
  })

  it('is taken once of a form that is sent again: while it waits, once it was entered, and after', async () => {
    const nonce = `form-${'a'.repeat(32)}`
    await keep('甲', {}, nonce)
    await expect(keep('甲', {}, nonce)).rejects.toMatchObject({ code: 'unchanged' })
    await services.waiting.settle(ALL)
    await expect(keep('甲', {}, nonce)).rejects.toMatchObject({ code: 'unchanged' })
    const { receive } = services.questions.receiving
    await expect(receive(asking('甲'), null, nonce)).rejects.toMatchObject({ code: 'unchanged' })
    const together = await Promise.allSettled([1, 2, 3].map(() => keep('乙', {}, `${nonce}b`)))
    expect(together.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is taken back without a trace, and lets go of how its author is reached', async () => {
    const [mine, other] = [await keep('甲', { contact: { phone: '13800138000' } }), await keep('乙')]
    const { codes } = services.waiting
    await codes.forget(mine.code)
    expect((await codes.look(mine.code)).waits?.hasContact).toBe(false)
    await expect(codes.act(mine.code, 'added', { text: '又' })).rejects.toMatchObject({ code: 'wrong_state' })
    await expect(codes.evidence(mine.code)).rejects.toMatchObject({ code: 'wrong_state' })
    expect(await codes.act(mine.code, 'erasure_asked', {})).toBeNull()
    await expect(codes.look(mine.code)).rejects.toMatchObject({ code: 'not_found' })
    const before = await size()
    expect(await services.waiting.settle(ALL)).toBe(1)
    expect(await size()).toBe(before + 2)
    expect((await codes.look(other.code)).tracked?.texts[0]?.title).toBe('乙')
  })

  it('says so when it can no longer be entered, keeps its words for its author, and no other waiting', async () => {
    const { queue, codes } = services.waiting
    const comment = await queue.keep({ kind: 'comment', consultation }, { text: '意见' }, MOST)
    const question = await keep('乙')
    await services.acts.act(call, 'consultation', 'cancelled', consultation, { reason: '撤销' })
    expect(await services.waiting.settle(ALL)).toBe(1)
    const { waits } = await codes.look(comment.code)
    expect(waits?.text).toBe('意见')
    expect(waits?.refused?.en).toContain('cancelled')
    expect(await dump()).not.toContain('cancelled')
    expect((await codes.look(question.code)).tracked).not.toBeNull()
    expect(await queue.standing()).toEqual({ waiting: 0, refused: 1, oldest: null })
    now += 184 * 86_400_000
    await queue.tidy()
    expect(await dump()).toBe('[]')
  })

  it('is entered in rounds no longer than they may be, but for what has waited for half of the hour', async () => {
    for (const title of ['甲', '乙', '丙', '丁']) await keep(title)
    expect(await services.waiting.settle({ budget: 1e9, most: 1 })).toBe(1)
    let clock = 0
    expect(await services.waiting.settle({ budget: 5, most: 9, clock: () => (clock += 4) })).toBe(1)
    now += 1_800_000
    expect(await services.waiting.settle({ budget: 1e9, most: 0 })).toBe(2)
  })
})

/** A database that dies once a statement was carried out: that is also before the next one. */
function dying(inner: Database, at: number) {
  let n = 0
  const die = async <T>(work: () => Promise<T>): Promise<T> => {
    n += 1
    if (n > at) throw new Error('killed')
    const done = await work()
    if (n === at) throw new Error('killed')
    return done
  }
  const client: DatabaseClient = {
    ...inner.client,
    execute: (statement) => die(() => inner.client.execute(statement)),
    batch: (statements, mode) => die(() => inner.client.batch(statements, mode)),
  }
  return { database: { ...inner, client }, isDead: () => n >= at }
}

describe('whatever dies when', () => {
  it('each is entered once, in order', async () => {
    const codes: string[] = []
    for (let at = 1, isDead = true; isDead; at += 1) {
      codes.push((await keep(`第${codes.length}件`)).code)
      const mortal = dying(database, at)
      const killed = await reopened(mortal.database).catch(() => null)
      await killed?.waiting.settle(ALL).catch(() => undefined)
      isDead = mortal.isDead()
      services = await reopened()
    }
    await services.waiting.settle(ALL)
    expect(codes.length).toBeGreaterThan(8)
    expect(await entered(codes)).toEqual(codes.map((_, i) => `第${i}件`))
    const { total } = await services.reading.records({ kind: 'question' })
    expect(total).toBe(codes.length)
    expect(await dump()).toBe('[]')
  })

  it('two that enter at once enter each once', async () => {
    const codes: string[] = []
    for (let i = 0; i < 6; i++) codes.push((await keep(`第${i}件`)).code)
    const other = await reopened()
    const both = await Promise.all([services.waiting.settle(ALL), other.waiting.settle(ALL)])
    expect(both[0] + both[1]).toBe(6)
    expect((await services.reading.records({ kind: 'question' })).total).toBe(6)
    expect(await entered(codes)).toHaveLength(6)
  })
})
