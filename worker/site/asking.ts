/**
 * Public forms: asking, tracking by a code, reporting somebody. They work without JavaScript, set no cookie, and act by
 * POST alone; no code ever stands in an address.
 */
import { type Context, Hono } from 'hono'
import { at } from '../../web/address.ts'
import { type AskData, askPage } from '../../web/pages/ask/Ask.tsx'
import type { FormFault } from '../../web/pages/ask/fields.tsx'
import { receivedPage } from '../../web/pages/ask/Received.tsx'
import { reportPage } from '../../web/pages/ask/Report.tsx'
import { type Fate, type TrackData, trackPage } from '../../web/pages/ask/Track.tsx'
import { waitingPage } from '../../web/pages/ask/Waiting.tsx'
import type { Lang } from '../../web/words/words.ts'
import { refuse } from '../domain/record/guard.ts'
import { MOST_ATTACHED } from '../domain/record/spoken/fields.ts'
import { attachedTo, isContestable, type Spoken } from '../domain/record/spoken/text.ts'
import { toHex } from '../ledger/bytes.ts'
import type { Cases } from '../services/cases/cases.ts'
import type { Proving } from '../services/consultations/proving.ts'
import type { Questions } from '../services/questions/questions.ts'
import { type AskersAct, askersActs } from '../services/questions/tracking.ts'
import { type Form, type FormDeps, faultOf, formOf, formsOf, given, statusOf } from './form.ts'
import { askedAbout, shownClocks } from './load/questions.ts'
import { type FormFile, filesOf } from './multipart.ts'
import { type SendingDeps, sendingOf } from './sending.ts'

export interface AskingDeps extends FormDeps, SendingDeps {
  questions: Pick<Questions, 'receiving' | 'attachments'>
  cases: Pick<Cases, 'receive'>
  proving: Pick<Proving, 'toProve'>
  /** Network of whoever asks, as its buckets are kept by. */
  networkOf(c: Context): string
}

/** Page of tracking before a code was looked up. */
const NOTHING = { tracked: null, waits: null }

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
  if (event === 'second_reading_asked') return { of: Number(form.of) }
  if (event !== 'rated') return {}
  const { reached, satisfied, dealtWith } = form
  if (dealtWith) return { dealtWith }
  return {
    solved: given(form, 'solved'),
    ...(reached ? { reached: reached === 'yes' } : {}),
    ...(satisfied ? { satisfied: Number(satisfied) } : {}),
  }
}

/** The fate of the text that came in with a version; null where it is not among those of the record. */
function fateOf({ texts }: Spoken, of: number): Fate | null {
  const found = texts.find((one) => one.of === of)
  if (found === undefined) return null
  const { publication, ground, explanation, redactions, second, title, attachment, copied = [] } = found
  const copy = copied.length === 0 ? null : { title, attachment, copied }
  return { publication, ground, explanation, redactions, second, copy, contestable: isContestable(found) }
}

/**
 * Forms of asking, tracking and reporting, which work without a script. A form that was refused is shown
 * again as it was filled in.
 */
export function createAsking(deps: AskingDeps): Hono {
  const app = new Hono()
  const { questions, cases, reading } = deps
  const { receiving } = questions
  const { codes } = deps.waiting
  const sending = sendingOf(deps)

  const { draw, requireRoom, inRoom } = formsOf(deps)

  async function askData(lang: Lang, form: Form, fault: FormFault | null): Promise<AskData> {
    const about = await askedAbout({ reading, lang }, form.subject ?? null)
    return { ...about, ...(await sending.carried(form)), takes: receiving.takes, given: form, fault }
  }

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
        return await inRoom(c, async () => {
          const { nonce, lane } = await sending.arrive(c, form)
          const asked = { ...askingOf(form), language: lang }
          if (lane === 'waiting')
            return draw(c, lang, waitingPage, await deps.keep({ kind: 'question' }, asked, nonce), 202)
          const { id, code, outcome, evidence } = await receiving.receive(asked, null, nonce)
          const index = outcome.records[0]?.index ?? 0
          const recorded = (await reading.record(id))?.recorded ?? ''
          return draw(
            c,
            lang,
            receivedPage,
            {
              ...{ id, kind: 'question', code, index, recorded },
              hasReceipt: evidence !== null,
              isToldByMail: given(form, 'email') !== undefined,
              attaching: questions.attachments.takes ? `act-${toHex(deps.random(16))}` : null,
            },
            201,
          )
        })
      } catch (error) {
        return draw(c, lang, askPage, await askData(lang, form, faultOf(error, lang)), statusOf(error))
      }
    })

    app.get(at(lang, '/m'), (c) => draw(c, lang, trackPage, { ...NOTHING, done: null, fault: null }))
    const looked = async (code: string): Promise<Pick<TrackData, 'tracked' | 'waits'>> => {
      const { waits, tracked: found } = await codes.look(code)
      if (found === null) return { tracked: null, waits: { ...waits, code } }
      const { state, texts, hasContact, possible } = found
      const clocks = state.kind === 'question' ? shownClocks({ reading, lang }, state, reading.today()) : null
      const tracked = {
        id: state.id,
        kind: state.kind,
        code,
        status: state.status,
        due: clocks?.asked.clock.due ?? null,
        texts: texts.map(({ of, title, text, asks, attachment }) => ({
          ...{ of, title, text, asks, attachment },
          fate: fateOf(state, of),
        })),
        left: MOST_ATTACHED.documents - attachedTo(state).length,
        hasContact,
        toProve: deps.proving.toProve(state),
        possible,
        nonce: `act-${toHex(deps.random(16))}`,
      }
      return { tracked, waits: null }
    }
    /** Does something with the code of a form, and shows how the question stands then. */
    const withCode = (
      path: string,
      act: (code: string, form: Form, files: readonly FormFile[]) => Promise<TrackData['done']>,
      carries: 'fields' | 'documents' = 'fields',
    ) => {
      app.post(at(lang, path), async (c) => {
        let form: Form = {}
        try {
          // Of documents, which are long, nothing is read for whoever has tried too often.
          if (carries === 'documents') requireRoom(c, 'tracks')
          const sent =
            carries === 'documents'
              ? await filesOf(c, 'file', deps.networkOf(c))
              : { form: await formOf(c), files: [] }
          form = sent.form
          if (carries === 'fields') requireRoom(c, 'tracks')
          const done = await act(form.code ?? '', form, sent.files)
          const now = done === 'taken-back' ? NOTHING : await looked(form.code ?? '')
          return draw(c, lang, trackPage, { ...now, done, fault: null })
        } catch (error) {
          const fault = faultOf(error, lang)
          // Whoever has tried too often is told nothing of a code either.
          const isLooked = fault.field !== 'code' && statusOf(error) !== 429
          const known = isLooked ? await looked(form.code ?? '').catch(() => NOTHING) : NOTHING
          return draw(c, lang, trackPage, { ...known, done: null, fault }, statusOf(error))
        }
      })
    }
    withCode('/m', async () => null)
    withCode('/m/forget', async (code) => {
      await codes.forget(code)
      return 'forgotten'
    })
    const nonceOf = ({ nonce = '' }: Form) => (/^act-[0-9a-f]{32}-[a-z_]+$/.test(nonce) ? nonce : undefined)
    withCode(
      '/m/attached',
      async (code, form, files) => {
        const { records } = await codes.attach(code, files, nonceOf(form))
        return { event: 'attached', index: records.at(-1)?.index ?? 0 }
      },
      'documents',
    )
    withCode('/m/proved', async (code, form) => {
      const { records } = await codes.prove(code, form.domain ?? '', nonceOf(form))
      return { event: 'proved', index: records.at(-1)?.index ?? 0 }
    })
    for (const event of askersActs) {
      if (event === 'attached') continue
      withCode(`/m/${event.replaceAll('_', '-')}`, async (code, form) => {
        const outcome = await codes.act(code, event, actOf(event, form), nonceOf(form))
        return outcome === null ? 'taken-back' : { event, index: outcome.records.at(-1)?.index ?? 0 }
      })
    }
    /** Hands something out to the holder of a code, as a file; or says on the page why not. */
    const handsOut = (path: string, make: (c: Context, form: Form) => Promise<Response>) => {
      app.post(at(lang, path), async (c) => {
        try {
          const form = await formOf(c)
          requireRoom(c, 'tracks')
          c.header('cache-control', 'private, no-store')
          return await make(c, form)
        } catch (error) {
          const fault = faultOf(error, lang)
          return draw(c, lang, trackPage, { ...NOTHING, done: null, fault }, statusOf(error))
        }
      })
    }
    handsOut('/m/receipt', async (c, { code = '' }) => {
      const { id, file } = await codes.evidence(code)
      if (file === null)
        throw refuse(
          'unavailable',
          '还没有覆盖它的检查点，请稍后再下载。',
          'No checkpoint covers it yet: try again shortly.',
        )
      c.header('content-type', 'application/json; charset=utf-8')
      c.header('content-disposition', `attachment; filename="${id}.mingzhang.json"`)
      return c.body(file)
    })
    handsOut('/m/document', async (c, { code = '', of = '' }) => {
      const { name, mediaType, bytes, stream } = await codes.document(code, Number(of))
      const escaped = encodeURIComponent(name).replace(
        /['()*]/g,
        (one) => `%${one.charCodeAt(0).toString(16)}`,
      )
      c.header('content-type', mediaType)
      c.header('content-length', String(bytes))
      c.header('content-disposition', `attachment; filename*=UTF-8''${escaped}`)
      return c.body(stream)
    })

    app.get(at(lang, '/report'), (c) => draw(c, lang, reportPage, { done: false, given: {}, fault: null }))
    app.post(at(lang, '/report'), async (c) => {
      let form: Form = {}
      try {
        form = await formOf(c)
        if (form.website) throw refuse('invalid', '“网址”一栏请留空。', 'Leave the hidden field empty.')
        await inRoom(c, () => cases.receive({ title: form.title ?? '', lead: form.text ?? '' }))
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
