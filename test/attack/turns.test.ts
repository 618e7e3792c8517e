/** No answer keeps the thread from the others: a long ledger costs whoever asks time, and nobody else. */
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createApi } from '../../worker/api/api.ts'
import type { ApiEnv } from '../../worker/api/http/context.ts'
import { trace } from '../../worker/api/http/middleware.ts'
import { campaigns, campaignsInParts } from '../../worker/domain/kinds/comment/campaigns.ts'
import type { Draft } from '../../worker/domain/record/event.ts'
import type { Services } from '../../worker/services/services.ts'
import { breathe, eachInTurn, inParts } from '../../worker/services/turns.ts'
import { fillRegister } from '../bench/register.ts'
import { base } from '../support/api/api.ts'
import { importsOf, sources, targetOf, textOf } from '../support/imports.ts'
import { freshDatabase, freshLedger, OPERATOR } from '../support/ledger/ledger.ts'
import { askedInTurns, type Kept, watched } from '../support/ledger/turns.ts'
import { PATIENCE } from '../support/run/patience.ts'

/** The thread may be kept once when its memory is swept meanwhile, and no longer than that takes. */
const SWEPT = 150
const RECORDS = 420

const idOf = (prefix: string, i: number): string => `${prefix}-${String(i).padStart(10, '0')}`

/** A promise on which somebody reports without end, as software with a key can. */
const LONG = idOf('mil', 9_999)
const REPORTS = 2500

async function reportOften({ ledger }: Services): Promise<void> {
  const of = {
    record: LONG,
    department: 'dep-bench-1',
    occurred: '2026-01-05',
    visibility: 'public',
  } as const
  const note = '进展正常，已完成部分工程。'.repeat(4)
  const drafts = Array.from(
    { length: REPORTS },
    (_, i): Draft =>
      i === 0
        ? { ...of, seq: 1, kind: 'milestone.planned', body: { title: '长', currentDue: '2026-12-01' } }
        : { ...of, seq: i + 1, kind: 'milestone.reported', body: { note, progress: i % 100 } },
  )
  await ledger.committer.submit({
    ...{ key: 'often', digest: '', actor: OPERATOR, before: new Map(), since: 0, drafts },
  })
}

/** A department that answers many, at length and never the same: a rule holds each answer against the others. */
const ANSWERED = 150
const ANSWER = 300

/** Letters that no two of these texts share in a row. */
const lettersOf = (i: number): string =>
  Array.from({ length: ANSWER }, (_, k) =>
    String.fromCodePoint(0x4e00 + ((i * 7919 + k * k * 31 + k * i) % 5000)),
  ).join('')

async function answerMany({ ledger }: Services): Promise<void> {
  const of = { department: 'dep-bench-1', occurred: '2026-01-05', visibility: 'public' } as const
  const drafts = Array.from({ length: ANSWERED }, (_, i): Draft[] => {
    const record = idOf('que', i)
    const answer = { answer: 'explain', outcome: 'explained', text: lettersOf(i) }
    return [
      { ...of, record, seq: 1, kind: 'question.received', body: { type: 'help', profile: 'ogi' } },
      { ...of, record, seq: 2, kind: 'question.answered', body: answer },
    ]
  })
  await ledger.committer.submit({
    ...{ key: 'many', digest: '', actor: OPERATOR, before: new Map(), since: 0, drafts: drafts.flat() },
  })
}

/** A moderator's morning: as many long letters as a bench shows at once, no two alike. */
const LETTERS = 200

/** @returns id of the consultation */
async function writeMany({ acts, consultations, ledger }: Services): Promise<string> {
  const today = ledger.now().toISOString().slice(0, 10)
  const document = { title: '草案', sha256: 'a'.repeat(64) }
  const { records } = await acts.open({ actor: OPERATOR }, 'consultation', 'dep-bench-1', {
    ...{ title: '排水办法', openAt: today, closeAt: '2099-01-01', draft: document, explanation: document },
  })
  const id = records[0]?.id ?? ''
  const texts = Array.from({ length: LETTERS }, (_, i) => ({ text: lettersOf(i).repeat(5) }))
  await consultations.receiveMany(id, texts, { caller: OPERATOR, channel: 'letter' }, undefined)
  return id
}

describe('long answers', () => {
  it(
    'of rules, flags, lists and files let others have their turn',
    async () => {
      const { services } = await freshLedger(askedInTurns(await freshDatabase()))
      await fillRegister(services, RECORDS)
      await reportOften(services)
      await answerMany(services)
      const consultation = await writeMany(services)
      const moderator = { name: '审读', role: 'moderator', department: null }
      const reader = await services.keys.createWithAccount({ actor: OPERATOR }, moderator)
      const inspector = { name: '监察', role: 'inspector', department: null }
      const { secret } = await services.keys.createWithAccount({ actor: OPERATOR }, inspector)
      let n = 0
      const deps = { services, origin: base, requestId: () => `request-${++n}`, log: () => undefined }
      const app = new Hono<ApiEnv>().use(trace(deps)).route('/', createApi(deps))
      const ask = async (
        path: string,
        body?: object,
        key = secret,
      ): Promise<Kept<{ status: number; text: string }>> => {
        const kept = await watched(async () => {
          const response = await app.request(base + path, {
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
            ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
          })
          return { status: response.status, bytes: await response.arrayBuffer() }
        })
        const { status, bytes } = kept.value
        // Whoever asked reads it as text, and not the server.
        return { ...kept, value: { status, text: new TextDecoder().decode(bytes) } }
      }
      const waited: [what: string, longest: number, over: number][] = []
      const note = (what: string, { longest, over }: Kept<unknown>) =>
        waited.push([what, Math.round(longest), over])

      // The first request of a process makes the table of its routes, which is no answer's length.
      await ask('/api/v1/departments?limit=1')
      // Whoever asks first finds the rules behind, and looks at some hundreds of records before there is an answer.
      const raising = { rule: 'M01', subject: idOf('mil', 7) }
      const first = await ask('/api/v1/findings/raise', raising)
      note('raise, with the rules behind', first)
      expect([201, 404]).toContain(first.value.status)
      note('the rules, up to the ledger', await watched(() => services.standing.settle()))
      const queue = await ask('/api/v1/findings?limit=500')
      note('findings', queue)
      const { items }: { items: { key: string; audience: string; about: string }[] } = JSON.parse(
        queue.value.text,
      )
      const keys = items.filter(({ audience, about }) => audience === 'public' && about === 'record')
      const many = await ask('/api/v1/findings/raise-many', { keys: keys.slice(0, 5).map(({ key }) => key) })
      note('raise-many', many)
      const raised: { items: { flag: string | null }[] } = JSON.parse(many.value.text)
      const flag = raised.items.find((one) => one.flag !== null)?.flag
      const tried: [string, object?][] = [
        [`/api/v1/flags/${flag}/around`],
        ['/api/v1/rules/M01/try', { values: { long: 9 } }],
        [`/api/v1/milestones/${LONG}/timeline`],
        [`/api/v1/records/${LONG}/evidence`],
        ['/api/v1/rules/R04/try', { values: {} }],
        ['/api/v1/response'],
        ['/api/v1/milestones?limit=500'],
        ['/api/v1/changes?limit=500'],
        ['/api/v1/milestones.csv'],
        ['/api/v1/milestones.xlsx'],
        ['/api/v1/responsibilities.csv'],
        ['/api/v1/patterns/hours'],
        [`/api/v1/consultations/${consultation}/report`],
        ['/api/openapi.json'],
      ]
      for (const [path, body] of tried) {
        const kept = await ask(path, body)
        note(path, kept)
        expect([path, kept.value.status < 500]).toEqual([path, true])
      }
      // What waits for a reader is opened by whoever looks first.
      for (const path of ['/api/v1/todo', '/api/v1/moderation', '/api/v1/todo']) {
        const kept = await ask(path, undefined, reader.secret)
        note(`${path} of a moderator`, kept)
        expect([path, kept.value.status, kept.value.text.includes('"comment"')]).toEqual([path, 200, true])
      }
      const { rows }: { rows: { texts: { id: string }[] }[] } = JSON.parse(
        (await ask('/api/v1/moderation', undefined, reader.secret)).value.text,
      )
      const row = rows[0]?.texts[0]?.id
      note('texts of a row', await ask(`/api/v1/moderation/${row}/texts`, undefined, reader.secret))
      expect(waited.filter(([, longest, over]) => longest > SWEPT || over > 1)).toEqual([])
    },
    PATIENCE,
  )

  it('ask rules in one way alone, which lets others have their turn', () => {
    const asking = 'worker/services/inspection/asking.ts'
    const assess = 'worker/domain/rules/assess.ts'
    const other = /^import (?!type)(?!\{ valuesOf \})/
    const around = sources
      .filter((path) => /^worker\/(services|api|site|store)\//.test(path) && path !== asking)
      .filter((path) =>
        importsOf(path).some((one) => !one.typeOnly && targetOf(path, one.specifier) === assess),
      )
      .flatMap((path) => textOf(path).match(new RegExp(`${other.source}.*assess\\.ts'`, 'gm')) ?? [])
    expect(around).toEqual([])
    expect(textOf(asking)).toContain('await breathe()')
  })
})

describe('texts that are held against one another', () => {
  it('are compared in turns, a campaign of comments as well as the answers of a department', async () => {
    const said = Array.from({ length: ANSWERED }, (_, i) => ({ text: lettersOf(i >> 1) }))
    const { value, longest, over } = await watched(() => inParts(campaignsInParts(said)))
    expect(value).toHaveLength(ANSWERED / 2)
    expect([longest < SWEPT, over <= 1]).toEqual([true, true])
    expect(value).toEqual(campaigns(said))
  })
})

describe('a work of many items', () => {
  it('keeps its order, and lets a timer come between', async () => {
    let came = false
    setImmediate(() => {
      came = true
    })
    const until = (ms: number): void => {
      for (const from = process.threadCpuUsage().user; process.threadCpuUsage().user - from < ms * 1000; );
    }
    const made = await eachInTurn([3, 1, 2], (one, i) => {
      until(12)
      return `${i}:${one}`
    })
    expect([made, came]).toEqual([['0:3', '1:1', '2:2'], true])
    await breathe()
  })
})
