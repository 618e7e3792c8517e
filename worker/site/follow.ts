/** The pages on which readers follow by mail: what they look at changes nothing, their buttons do. Never cached. */
import { type Context, Hono } from 'hono'
import { at } from '../../web/address.ts'
import { viewOf } from '../../web/page.tsx'
import { type FollowData, followPage } from '../../web/pages/Follow.tsx'
import type { Lang } from '../../web/words/words.ts'
import { isCadence } from '../domain/following/cadence.ts'
import { formatTopic, parseTopic } from '../domain/following/topic.ts'
import { refuse } from '../domain/record/guard.ts'
import { Problem } from '../domain/record/problem.ts'
import type { FollowingService } from '../services/following/following.ts'
import { fieldsOf } from './form.ts'
import { renderPage } from './html/render.ts'
import { frameOf, type SiteDeps, type SiteFaults, sendPrivate } from './html/respond.ts'

/** Bytes of a form. */
const MOST = 10_000

export interface FollowDeps extends SiteDeps {
  following: FollowingService
  faults: SiteFaults
  /** Seconds until the network of a request may ask again; 0 when it may now, and then it counts. */
  wait: (c: Context, what: 'follows' | 'tracks') => number
}

type Form = (name: string) => string

/** Pages of following by mail, with forms that work without a script. */
export function createFollowPages({ following, faults, wait, ...deps }: FollowDeps): Hono {
  const app = new Hono()

  async function show(c: Context, lang: Lang, data: FollowData): Promise<Response> {
    const frame = await frameOf(c, deps, lang)
    return sendPrivate(c, renderPage(viewOf(followPage, data), frame, null), lang)
  }

  /** Fields of a form, each cut to a bearable length. */
  async function formOf(c: Context): Promise<Form> {
    const fields = await fieldsOf(c, MOST)
    return (name) => (fields.get(name) ?? '').slice(0, 1000)
  }

  /** @throws Problem `invalid` that says when to try again */
  function requireTurn(c: Context, what: 'follows' | 'tracks'): void {
    const minutes = Math.ceil(wait(c, what) / 60)
    if (minutes > 0)
      throw refuse(
        'invalid',
        `从这一网络提交得太多：请 ${minutes} 分钟后再试。`,
        `Too much came from this network: try again in ${minutes} minutes.`,
      )
  }

  async function asking(
    topic: string,
    lang: Lang,
    more: { email: string; cadence: string; fault: string | null },
  ): Promise<FollowData> {
    const titled = await following.titleOf(topic, lang).catch((error: unknown) => {
      if (error instanceof Problem) return null
      throw error
    })
    const named = titled === null ? null : { path: formatTopic(parseTopic(topic)), title: titled }
    return { step: 'ask', isOpen: following.isOpen, topic: named, ...more }
  }

  for (const lang of ['zh', 'en'] as const) {
    const page = at(lang, '/follow')
    /** Runs a step; a refusal in words is a page. */
    const guarded = (step: (c: Context) => Promise<Response>) => async (c: Context) => {
      try {
        return await step(c)
      } catch (error) {
        return faults.failed(error, c)
      }
    }

    app.get(
      page,
      guarded(async (c) => {
        const topic = (c.req.query('topic') ?? '').slice(0, 500)
        return show(c, lang, await asking(topic, lang, { email: '', cadence: 'daily', fault: null }))
      }),
    )
    app.post(
      page,
      guarded(async (c) => {
        const field = await formOf(c)
        const [topic, email, often] = [field('topic'), field('email'), field('cadence')]
        const cadence = isCadence(often) ? often : 'daily'
        try {
          if (!following.isOpen) throw refuse('unavailable', '本站没有设置发信。', 'No mail is set up here.')
          requireTurn(c, 'follows')
          await following.ask({ topic, email, cadence, lang })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          return show(c, lang, await asking(topic, lang, { email, cadence, fault: error.words[lang] }))
        }
        return show(c, lang, { step: 'asked', email, fault: null })
      }),
    )

    app.get(
      `${page}/confirm`,
      guarded(async (c) => {
        const token = c.req.query('token') ?? ''
        return show(c, lang, { step: 'confirm', token, title: (await following.look(token, lang)).title })
      }),
    )
    app.post(
      `${page}/confirm`,
      guarded(async (c) => {
        const field = await formOf(c)
        const email = field('email')
        if (email === '')
          return show(c, lang, { step: 'done', title: (await following.confirm(field('token'))).title })
        try {
          requireTurn(c, 'tracks')
          const { title } = await following.confirmByCode(email, field('code'))
          return await show(c, lang, { step: 'done', title })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          return show(c, lang, { step: 'asked', email, fault: error.words[lang] })
        }
      }),
    )

    app.get(
      `${page}/manage`,
      guarded(async (c) => {
        const token = c.req.query('token') ?? ''
        return show(c, lang, {
          step: 'manage',
          token,
          following: await following.following(token, lang),
          isChanged: false,
        })
      }),
    )
    app.post(
      `${page}/manage`,
      guarded(async (c) => {
        const field = await formOf(c)
        const token = field('token')
        if (field('leave') !== '') {
          await following.leave(token)
          return show(c, lang, { step: 'left' })
        }
        if (field('drop') !== '') await following.drop(token, field('drop'))
        else {
          const often = field('cadence')
          await following.change(token, {
            cadence: isCadence(often) ? often : 'daily',
            lang: field('lang') === 'en' ? 'en' : 'zh',
          })
        }
        const left = await following.following(token, lang).catch((error: unknown) => {
          if (error instanceof Problem) return null
          throw error
        })
        if (left === null) return show(c, lang, { step: 'left' })
        return show(c, lang, { step: 'manage', token, following: left, isChanged: true })
      }),
    )
  }
  return app
}
