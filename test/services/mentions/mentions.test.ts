/** 外部批注: a watchdog's ledger annotates an entry of an official one, which lists what it has checked and nothing else. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../../worker/domain/record/problem.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { knownLedgersOf } from '../../../worker/services/mentions/known.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import type { Answered } from '../../../worker/services/webhooks/hook.ts'
import { readHistory } from '../../../worker/store/log/entries.ts'
import {
  freshDatabase,
  freshLedger,
  memoryHighWater,
  OPERATOR,
  SECOND,
  seededRandom,
  steppingClock,
  testSigner,
} from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const formal = { actor: OPERATOR, approver: SECOND }
const SITE = 'https://watch.example.org'
let watchdog: Services
let official: Services
let decision: string
let leafHash: string
let fetched: string[]
let seed = 3
/** Answer of the other site instead of its own; null for its own. */
let instead: ((address: string) => Partial<Answered>) | null

const evidenceOf = async (address: string): Promise<Partial<Answered>> => {
  const id = /records\/([^/]+)\/evidence-file$/.exec(address)?.[1] ?? ''
  const text = await watchdog.evidenceFiles.of(id)
  return text === null ? { status: 404 } : { status: 200, text }
}

async function officialLedger(known: string): Promise<Services> {
  seed += 1
  const ledger = await openLedger({
    database: official?.ledger.database ?? (await freshDatabase()),
    signer: await testSigner(),
    highWater: memoryHighWater({ size: 0, root: '' }),
    now: steppingClock(),
    random: seededRandom(seed),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
    knownLedgers: known,
  })
  return createServices(ledger, null, {
    hook: async ({ url, body }) => {
      expect(body).toBeNull()
      fetched.push(url)
      const found = instead === null ? await evidenceOf(url) : instead(url)
      return { status: 0, retryAfter: null, text: '', why: '', ...found }
    },
  })
}

async function annotate(fields: object = {}): Promise<string> {
  const { records } = await watchdog.acts.open(call, 'annotation', 'dep-watch', {
    title: '承诺的完工日期改过两次',
    annotationKind: 'context',
    otherLedger: official.log.origin,
    leafHash,
    otherRecord: decision,
    text: '见本报 2026-02-11 的报道。',
    ...fields,
  })
  return records[0]?.id ?? ''
}

function answerWith(answer: Partial<Answered>): void {
  instead = () => answer
}

const address = (id: string): string => `${SITE}/zh/annotations/${id}`
const listed = async () => (await official.reading.records({ kind: 'mention', of: decision })).items
const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (problem: Problem) => problem.code,
  )

async function begin(): Promise<void> {
  fetched = []
  instead = null
  const signer = await testSigner('watch.example.org/log', 9)
  watchdog = (await freshLedger(undefined, 2, signer)).services
  await watchdog.acts.open(call, 'department', null, { code: 'watch', name: '明川观察' })
  official = undefined as unknown as Services
  official = await officialLedger(`log ${signer.verifierKey} ${SITE}/\nquorum none\n`)
  await official.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const { records } = await official.acts.open(call, 'decision', 'dep-water', {
    title: '城东泵站',
    class: 'ordinary',
    noResponsibility: '试',
  })
  decision = records[0]?.id ?? ''
  leafHash = toBase64(
    (await readHistory(official.ledger.database, decision))[0]?.leafHash ?? new Uint8Array(),
  )
}

describe('an annotation in a known ledger', () => {
  beforeEach(begin)

  it('is fetched once, proven under its key, and listed on the record that it means', async () => {
    const id = await annotate()
    const done = await official.mentions.handIn(address(id))
    expect(done).toMatchObject({ status: 'listed', why: null, receipt: { index: 2 } })
    expect(fetched).toEqual([`${SITE}/api/v1/records/${id}/evidence-file`])
    const [one] = await listed()
    expect(one?.state).toMatchObject({
      ...{ subject: decision, leafHash, otherLedger: 'watch.example.org/log', otherRecord: id },
      ...{ annotationKind: 'context', address: address(id), status: 'listed' },
    })
    // Of what the other says, no word is repeated here.
    expect(JSON.stringify(one)).not.toMatch(/承诺|报道/)
    // A second time nothing is recorded.
    expect(await official.mentions.handIn(address(id))).toMatchObject({ status: 'listed', receipt: null })

    // It is found by the index that it gives as well, and judged by its hash alone.
    const { index } = (await readHistory(official.ledger.database, decision))[0] ?? { index: -1 }
    const other = await annotate({ otherRecord: undefined, otherEntry: index })
    expect(await official.mentions.handIn(address(other))).toMatchObject({ status: 'listed' })
    const beside = await annotate({ otherRecord: undefined, otherEntry: index + 1 })
    expect(await refusal(official.mentions.handIn(address(beside)))).toBe('wrong_state')
  })

  it('comes off the list with its reason, once it is withdrawn, erased or gone over there', async () => {
    const ways: [string, (id: string) => Promise<unknown>][] = [
      ['withdrawn', (id) => watchdog.acts.act(call, 'annotation', 'withdrawn', id, { reason: '有误' })],
      [
        'withdrawn',
        (id) =>
          watchdog.acts.act(formal, 'annotation', 'corrected', id, {
            ...{ set: { leafHash: toBase64(new Uint8Array(32)) }, correction: 'data_entry', reason: '抄错' },
          }),
      ],
      [
        'unreadable',
        async (id) => {
          const [entry] = await readHistory(watchdog.ledger.database, id)
          const why = { ground: 'court_order', authority: '法院', reason: '判决' }
          await watchdog.erasures.erase(formal, entry?.index ?? -1, why)
        },
      ],
      ['gone', async () => answerWith({ status: 404 })],
      ['unproven', async () => answerWith({ status: 200, text: '{"format":"x"}' })],
    ]
    for (const [why, change] of ways) {
      instead = null
      const id = await annotate()
      const { id: mention } = await official.mentions.handIn(address(id))
      await change(id)
      expect(await official.mentions.recheck(), why).toBe(1)
      const state = (await official.reading.record(mention))?.state
      expect(state).toMatchObject({ status: 'withdrawn', why })
      expect(await official.mentions.recheck()).toBe(0)
    }
  })

  it('stays while the other site does not answer, and ends once what it is about was erased here', async () => {
    const [first, second] = [await annotate(), await annotate()]
    await official.mentions.handIn(address(first))
    answerWith({ status: 503 })
    expect(await official.mentions.recheck()).toBe(0)
    expect((await listed()).map(({ status }) => status)).toEqual(['listed'])
    expect(await refusal(official.mentions.handIn(address(first)))).toBe('unavailable')
    instead = null
    const [entry] = await readHistory(official.ledger.database, decision)
    await official.erasures.erase(formal, entry?.index ?? -1, {
      ...{ ground: 'court_order', authority: '法院', reason: '判决' },
    })
    await official.mentions.recheck()
    expect((await listed()).map(({ state }) => state)).toMatchObject([{ status: 'withdrawn', why: 'erased' }])
    expect(await refusal(official.mentions.handIn(address(second)))).toBe('wrong_state')
  })

  it('ends with the knowledge of its ledger', async () => {
    await official.mentions.handIn(address(await annotate()))
    official = await officialLedger('quorum none\n')
    expect(await official.mentions.recheck()).toBe(1)
    expect((await listed()).map(({ state }) => state)).toMatchObject([
      { status: 'withdrawn', why: 'unknown' },
    ])
  })
})

describe('nothing is listed', () => {
  beforeAll(begin)

  it('of a ledger that is not known, and nothing is fetched from there', async () => {
    const id = await annotate()
    const hostile = [
      `https://other.example.org/zh/annotations/${id}`,
      `https://watch.example.org.evil.example/zh/annotations/${id}`,
      `https://watch.example.org@evil.example/zh/annotations/${id}`,
      `http://127.0.0.1/zh/annotations/${id}`,
      'javascript:alert(1)',
      '',
    ]
    for (const one of hostile) expect(await refusal(official.mentions.handIn(one)), one).toBe('not_allowed')
    for (const one of [SITE, `${SITE}/zh/annotations/`, `${SITE}/zh/annotations/ann-../../x`])
      expect(await refusal(official.mentions.handIn(one)), one).toBe('invalid')
    expect(fetched).toEqual([])
  })

  it('that is signed by another key, bent, of another ledger, or about something else', async () => {
    const id = await annotate()
    const text = (await watchdog.evidenceFiles.of(id)) ?? ''
    const bent = [
      text.replace('承诺', '许诺'),
      text.replace(/"digest".*/, ''),
      'x'.repeat(2_000_001),
      // The evidence of a record of this very ledger, under its own key.
      (await official.evidenceFiles.of(decision)) ?? '',
    ]
    for (const one of bent) {
      instead = () => ({ status: 200, text: one })
      expect(await refusal(official.mentions.handIn(address(id)))).toBe('wrong_state')
    }
    instead = null
    const others = [
      { otherLedger: 'elsewhere.example/log' },
      { leafHash: toBase64(new Uint8Array(32).fill(1)) },
    ]
    for (const one of others)
      expect(await refusal(official.mentions.handIn(address(await annotate(one))))).toBe('wrong_state')
    expect(await official.reading.records({ kind: 'mention' })).toMatchObject({ total: 0 })
  })

  it('for an annotation that is no leaf hash: it is not recorded at all', async () => {
    for (const one of ['', 'abc', 'A'.repeat(44), `${'A'.repeat(42)}==`])
      expect(await refusal(annotate({ leafHash: one })), one).toBe('invalid')
    expect(await refusal(annotate({ address: 'javascript:alert(1)' }))).toBe('invalid')
  })
})

describe('the known ledgers', () => {
  it('are refused in words where a line does not fit', async () => {
    const { verifierKey } = await testSigner('watch.example.org/log', 9)
    for (const [text, says] of [
      [`log ${verifierKey}\nquorum none\n`, 'lacks the address'],
      [`log ${verifierKey} http://watch.example.org\nquorum none\n`, 'https://'],
      [`log ${verifierKey} https://localhost\nquorum none\n`, 'public host'],
      [`log ${verifierKey} ${SITE}\n`, 'quorum'],
      ['witness', 'line 1'],
    ] as const) {
      let said = ''
      try {
        knownLedgersOf(text)
      } catch (error) {
        said = (error as Problem).words.en
      }
      expect(said).toContain(says)
    }
  })
})
