/**
 * Public forms: asking, tracking by a code, reporting somebody. They work without JavaScript, set no cookie, and act by
 * POST alone; no code ever stands in an address.
 */
import { type Context, Hono } from 'hono'
import { at } from '../../web/address.ts'
import { type SitePage, viewOf } from '../../web/page.tsx'
import { type AskData, askPage } from '../../web/pages/ask/Ask.tsx'
import type { FormFault } from '../../web/pages/ask/fields.tsx'
import { receivedPage } from '../../web/pages/ask/Received.tsx'
import { reportPage } from '../../web/pages/ask/Report.tsx'
import { type TrackData, trackPage } from '../../web/pages/ask/Track.tsx'
import type { Lang } from '../../web/words/words.ts'
import { refuse } from '../domain/record/guard.ts'

import { Problem } from '../domain/record/problem.ts'
import { toHex } from '../ledger/bytes.ts'
import type { Cases } from '../services/cases/cases.ts'
import type { Questions } from '../services/questions/questions.ts'
import { type AskersAct, askersActs } from '../services/questions/tracking.ts'
import { renderPage } from './html/render.ts'
import { frameOf, type SiteDeps, sendForm } from './html/respond.ts'
import { askedAbout, shownClocks } from './load/questions.ts'

export interface AskingDeps extends SiteDeps {
  questions: Questions
  cases: Pick<Cases, 'receive'>
  /** Seconds until the sender of a request may do so again; 0 when it may now, and then it counts. */
  waitToAsk(c: Context, what: 'asks' | 'tracks'): number
  random(bytes: number): Uint8Array
}

type Form = { [field: string]: string }

/** Bytes of a form: 5,000 characters of Chinese are 45,000 when they are written into one. */
const MOST_BYTES = 400_000
const MOST_FIELDS = 40

/** The fields of a form. @throws Problem `invalid` for anything else */
async function formOf(c: Context): Promise<Form> {
  const type = c.req.header('content-type') ?? ''
  const length = Number(c.req.header('content-length') ?? 0)
  if (!/^application\/x-www-form-urlencoded\b/i.test(type) || length > MOST_BYTES)
    throw refuse(
      'invalid',
      '请用本页的表单提交，总长不超过 400 KB。',
      'Send the form of this page, of 400 KB at most.',
    )
  const text = await c.req.text()
  const fields = [...new URLSearchParams(text)].slice(0, MOST_FIELDS)
  return Object.fromEntries(fields.map(([name, value]) => [name, value.replace(/\r\n?/g, '\n').trim()]))
}

const given = (form: Form, name: string): string | undefined => form[name] || undefined

/** Input of asking, from a form, as `asking` has it. */
function askingOf(form: Form) {
  const flags = ['danger', 'ongoing', 'utilitiesOut', 'livelihood', 'vulnerable']
  return {
    subject: given(form, 'subject'),
    department: given(form, 'department'),
    type: given(form, 'type'),
    title: form.title ?? '',
    text: form.text ?? '',
    asks: (form.asks ?? '').split('\n').filter((line) => line.trim() !== ''),
    facts: {
      ...Object.fromEntries(flags.filter((name) => form[name] === '1').map((name) => [name, true])),
      affected: given(form, 'affected'),
      deadlineOn: given(form, 'deadlineOn'),
    },
    contact: { email: given(form, 'email'), phone: given(form, 'phone') },
  }
}

/** Input of an act, from its form, as the shape of the act has it. */
function actOf(event: AskersAct, form: Form): object {
  if (event === 'added' || event === 'completed') return { text: form.text ?? '' }
  if (event !== 'rated') return {}
  const { reached, satisfied, dealtWith } = form
  if (dealtWith) return { dealtWith }
  return {
    solved: given(form, 'solved'),
    ...(reached ? { reached: reached === 'yes' } : {}),
    ...(satisfied ? { satisfied: Number(satisfied) } : {}),
  }
}

/**
 * Forms of asking, tracking and reporting, which work without a script. A form that was refused is shown
 * again as it was filled in.
 */
export function createAsking(deps: AskingDeps): Hono {
  const app = new Hono()
  const { questions, cases, reading } = deps
  const { receiving, tracking } = questions

  async function draw<Data>(
    c: Context,
    lang: Lang,
    page: SitePage<Data>,
    data: Data,
    status: 200 | 201 | 400 | 429 = 200,
  ) {
    const frame = await frameOf(c, deps, lang)
    return sendForm(c, renderPage(viewOf(page, data), frame, null), lang, status)
  }

  /** A refusal in the words of the reader; anything else is a failure of ours. */
  function faultOf(error: unknown, lang: Lang): FormFault {
    if (error instanceof Problem) return { field: error.field ?? null, text: error.words[lang] }
    throw error
  }

  function requireRoom(c: Context, what: 'asks' | 'tracks'): void {
    const seconds = deps.waitToAsk(c, what)
    if (seconds === 0) return
    const minutes = Math.ceil(seconds / 60)
    throw refuse(
      'quota_reached',
      `从这一网络提交的次数已达上限，请 ${minutes} 分钟后再试。急事请打 12345。`,
      `Too much came from this network: try again in ${minutes} minutes.`,
    )
  }

  async function askData(lang: Lang, form: Form, fault: FormFault | null): Promise<AskData> {
    const about = await askedAbout({ reading, lang }, form.subject ?? null)
    const nonce = form.nonce || `form-${toHex(deps.random(16))}`
    return { ...about, takesContacts: receiving.takesContacts, given: form, fault, nonce }
  }

  const statusOf = (error: unknown): 400 | 429 =>
    error instanceof Problem && error.code === 'quota_reached' ? 429 : 400

  for (const lang of ['zh', 'en'] as const) {
    app.get(at(lang, '/ask'), async (c) => {
      const subject = c.req.query('subject')
      return draw(c, lang, askPage, await askData(lang, subject === undefined ? {} : { subject }, null))
    })
    app.post(at(lang, '/ask'), async (c) => {
      let form: Form = {}
      try {
        form = await formOf(c)
        if (form.website) throw refuse('invalid', '“网址”一栏请留空。', 'Leave the hidden field empty.')
        requireRoom(c, 'asks')
        const nonce = /^form-[0-9a-f]{32}$/.test(form.nonce ?? '') ? form.nonce : undefined
        const { id, code, outcome, evidence } = await receiving.receive(
          { ...askingOf(form), language: lang },
          null,
          nonce,
        )
        const index = outcome.records[0]?.index ?? 0
        const recorded = (await reading.record(id))?.recorded ?? ''
        return draw(c, lang, receivedPage, { id, code, index, recorded, hasReceipt: evidence !== null }, 201)
      } catch (error) {
        return draw(c, lang, askPage, await askData(lang, form, faultOf(error, lang)), statusOf(error))
      }
    })

    app.get(at(lang, '/m'), (c) => draw(c, lang, trackPage, { tracked: null, done: null, fault: null }))
    const tracked = async (code: string): Promise<NonNullable<TrackData['tracked']>> => {
      const { state, texts, hasContact, possible } = await tracking.look(code)
      const clocks = state.kind === 'question' ? shownClocks({ reading, lang }, state, reading.today()) : null
      return {
        id: state.id,
        kind: state.kind,
        code,
        status: state.status,
        due: clocks?.asked.clock.due ?? null,
        texts: texts.map(({ of, title, text, asks }) => ({ of, title, text, asks })),
        hasContact,
        possible,
        nonce: `act-${toHex(deps.random(16))}`,
      }
    }
    /** Does something with the code of a form, and shows how the question stands then. */
    const withCode = (path: string, act: (code: string, form: Form) => Promise<TrackData['done']>) => {
      app.post(at(lang, path), async (c) => {
        let form: Form = {}
        try {
          form = await formOf(c)
          requireRoom(c, 'tracks')
          const done = await act(form.code ?? '', form)
          return draw(c, lang, trackPage, { tracked: await tracked(form.code ?? ''), done, fault: null })
        } catch (error) {
          const fault = faultOf(error, lang)
          const known = fault.field === 'code' ? null : await tracked(form.code ?? '').catch(() => null)
          return draw(c, lang, trackPage, { tracked: known, done: null, fault }, statusOf(error))
        }
      })
    }
    withCode('/m', async () => null)
    withCode('/m/forget', async (code) => {
      await tracking.forget(code)
      return 'forgotten'
    })
    for (const event of askersActs) {
      withCode(`/m/${event.replace('_', '-')}`, async (code, form) => {
        const nonce = /^act-[0-9a-f]{32}-[a-z_]+$/.test(form.nonce ?? '') ? form.nonce : undefined
        const { records } = await tracking.act(code, event, actOf(event, form), nonce)
        return { event, index: records.at(-1)?.index ?? 0 }
      })
    }
    app.post(at(lang, '/m/receipt'), async (c) => {
      try {
        const { code = '' } = await formOf(c)
        requireRoom(c, 'tracks')
        const { id, file } = await tracking.evidence(code)
        if (file === null)
          throw refuse(
            'unavailable',
            '还没有覆盖它的检查点，请稍后再下载。',
            'No checkpoint covers it yet: try again shortly.',
          )
        c.header('content-type', 'application/json; charset=utf-8')
        c.header('content-disposition', `attachment; filename="${id}.mingzhang.json"`)
        c.header('cache-control', 'private, no-store')
        return c.body(file)
      } catch (error) {
        return draw(
          c,
          lang,
          trackPage,
          { tracked: null, done: null, fault: faultOf(error, lang) },
          statusOf(error),
        )
      }
    })

    app.get(at(lang, '/report'), (c) => draw(c, lang, reportPage, { done: false, given: {}, fault: null }))
    app.post(at(lang, '/report'), async (c) => {
      let form: Form = {}
      try {
        form = await formOf(c)
        if (form.website) throw refuse('invalid', '“网址”一栏请留空。', 'Leave the hidden field empty.')
        requireRoom(c, 'asks')
        await cases.receive({ title: form.title ?? '', lead: form.text ?? '' })
        return draw(c, lang, reportPage, { done: true, given: {}, fault: null })
      } catch (error) {
        return draw(
          c,
          lang,
          reportPage,
          { done: false, given: form, fault: faultOf(error, lang) },
          statusOf(error),
        )
      }
    })
  }
  return app
}
