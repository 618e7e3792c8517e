/** The pages of the workbench: a shell for who is signed in, the way in for who is not. Never cached. */

import { type Context, Hono, type Next } from 'hono'
import { at } from '../../web/address.ts'
import type { Me } from '../../web/desk/frame/desk.ts'
import { type DeskPlace, deskPageOf } from '../../web/desk/paths.ts'
import { viewOf } from '../../web/page.tsx'
import { deskPage } from '../../web/pages/Desk.tsx'
import { deskEn } from '../../web/words/en/desk.ts'
import type { Lang } from '../../web/words/words.ts'
import { deskZh } from '../../web/words/zh/desk.ts'
import { isRole } from '../domain/kinds/account/vocabulary.ts'
import { titleIn } from '../domain/kinds/title.ts'
import { canHavePasskeys } from '../services/accounts/passkeys.ts'
import { roles } from '../services/roles.ts'
import { renderPage } from './html/render.ts'
import { frameOf, type SiteDeps, sendPrivate } from './html/respond.ts'

/** Account that is signed in, by the cookie of the request; null for nobody. */
export type Holder = (c: Context) => Promise<{ account: string } | null>

const WORDS = { zh: deskZh, en: deskEn }

/** The ways in, which stand outside of `/desk`. */
const SIGN_IN: DeskPlace = { page: 'signIn', parts: [] }
const JOIN: DeskPlace = { page: 'join', parts: [] }

/**
 * Pages of the workbench, in both languages.
 *
 * @param holderOf the account behind a request
 */
export function createDesk(deps: SiteDeps, holderOf: Holder): Hono {
  const app = new Hono()

  async function meOf(c: Context, lang: Lang): Promise<Me | null> {
    const holder = await holderOf(c)
    const state = holder === null ? undefined : (await deps.reading.record(holder.account))?.state
    if (state?.kind !== 'account' || state.role === '' || !isRole(state.role)) return null
    const { id, post, role, department } = state
    const found = department === null ? null : await deps.reading.record(department)
    const departmentName = found === null ? department : titleIn(lang, found)
    return { id, post, role, department, departmentName, rights: [...roles[role].rights] }
  }

  async function page(
    c: Context,
    lang: Lang,
    path: string,
    place: DeskPlace,
    me: Me | null,
  ): Promise<Response> {
    const frame = await frameOf(c, deps, lang)
    const data = {
      lang,
      words: WORDS[lang],
      me,
      path,
      place,
      query: frame.query,
      today: deps.reading.today(),
      procedures: deps.reading.procedures.local,
      timeZone: frame.timeZone,
      passkeys: canHavePasskeys(frame.base),
    }
    return sendPrivate(c, renderPage(viewOf(deskPage, data), frame, null), lang)
  }

  for (const lang of ['zh', 'en'] as const) {
    app.get(at(lang, '/sign-in'), async (c) =>
      (await meOf(c, lang)) === null
        ? page(c, lang, '/sign-in', SIGN_IN, null)
        : c.redirect(at(lang, '/desk'), 303),
    )
    app.get(at(lang, '/join'), (c) => page(c, lang, '/join', JOIN, null))
    const desk = async (c: Context, next: Next): Promise<Response | undefined> => {
      const path = c.req.path.slice(at(lang, '/desk').length) || '/'
      const place = deskPageOf(path)
      if (place === null) {
        await next()
        return
      }
      const me = await meOf(c, lang)
      if (me !== null) return page(c, lang, path, place, me)
      return c.redirect(`${at(lang, '/sign-in')}?next=${encodeURIComponent(c.req.path)}`, 303)
    }
    app.get(at(lang, '/desk'), desk)
    app.get(at(lang, '/desk/*'), desk)
  }
  return app
}
