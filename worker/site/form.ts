/** Public forms, which work without a script: their fields, their limits, and how they are shown again when refused. */
import type { Context } from 'hono'
import { type SitePage, viewOf } from '../../web/page.tsx'
import type { FormFault } from '../../web/pages/ask/fields.tsx'
import type { Lang } from '../../web/words/words.ts'
import { refuse } from '../domain/record/guard.ts'
import { Problem } from '../domain/record/problem.ts'
import { renderPage } from './html/render.ts'
import { frameOf, type SiteDeps, sendForm } from './html/respond.ts'

export interface FormDeps extends SiteDeps {
  /** Seconds until the sender of a request may do so again; 0 when it may now, and then it counts. */
  waitToAsk(c: Context, what: 'asks' | 'tracks'): number
  /** Counts for nothing a form that was refused for a slip in it. */
  forgiveSlip(c: Context, error: unknown): void
}

export type Form = { [field: string]: string }

/** Bytes of a form: 5,000 characters of Chinese are 45,000 when they are written into one. */
const MOST_BYTES = 400_000
const MOST_FIELDS = 40

/** The fields of a form. @throws Problem `invalid` for anything else */
export async function formOf(c: Context): Promise<Form> {
  const fields = await fieldsOf(c, MOST_BYTES)
  return Object.fromEntries([...fields].map(([name, value]) => [name, value.replace(/\r\n?/g, '\n').trim()]))
}

/**
 * The fields of a form as they were sent: no more bytes are read than there may be, also of a body that does not say
 * how long it is, and no field is looked at when there are too many.
 *
 * @throws Problem `invalid`
 */
export async function fieldsOf(c: Context, most: number): Promise<URLSearchParams> {
  const type = c.req.header('content-type') ?? ''
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(type)
  const text = isForm ? await boundedText(c, most) : null
  if (text === null || text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS)
    throw refuse(
      'invalid',
      `请用本页的表单提交，总长不超过 ${most / 1000} KB。`,
      `Send the form of this page, of ${most / 1000} KB at most.`,
    )
  return new URLSearchParams(text)
}

/** The body as text; null where it is longer than it may be. */
async function boundedText(c: Context, most: number): Promise<string | null> {
  if (Number(c.req.header('content-length') ?? 0) > most) return null
  const reader = c.req.raw.body?.getReader()
  const decoder = new TextDecoder()
  let [text, length] = ['', 0]
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    const part: Uint8Array = next.value
    length += part.length
    if (length > most) {
      await reader?.cancel()
      return null
    }
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}

/** A field of a form; undefined where it is empty. */
export const given = (form: Form, name: string): string | undefined => form[name] || undefined

/** A refusal in the words of the reader; anything else is a failure of ours. */
export function faultOf(error: unknown, lang: Lang): FormFault {
  if (error instanceof Problem) return { field: error.field ?? null, text: error.words[lang] }
  throw error
}

/** Status with which a form is shown again. */
export function statusOf(error: unknown): 400 | 429 {
  return error instanceof Problem && error.code === 'quota_reached' ? 429 : 400
}

/** Drawing of forms, and the limit of those who send them. */
export function formsOf(deps: FormDeps) {
  /** @throws Problem `quota_reached` for a network from which too much came */
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

  return {
    async draw<Data>(
      c: Context,
      lang: Lang,
      page: SitePage<Data>,
      data: Data,
      status: 200 | 201 | 202 | 400 | 429 = 200,
    ) {
      const frame = await frameOf(c, deps, lang)
      return sendForm(c, renderPage(viewOf(page, data), frame, null), lang, status)
    },

    requireRoom,

    /** Does what somebody of the public asks for, where there is room for it. @throws Problem `quota_reached`, and whatever the work throws */
    async inRoom<T>(c: Context, work: () => Promise<T>): Promise<T> {
      requireRoom(c, 'asks')
      try {
        return await work()
      } catch (error) {
        deps.forgiveSlip(c, error)
        throw error
      }
    },
  }
}
