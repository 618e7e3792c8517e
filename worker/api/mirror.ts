/** A mirror is read. Whatever would write, or lead to writing, is refused before it comes to any route. */
import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './http/context.ts'
import { isReading } from './http/method.ts'
import { answerProblem } from './http/problems.ts'

const WORDS = {
  zh: '这是镜像，只供查阅和核验：不能登录，也不能提交任何内容。请到原站办理。',
  en: 'This is a mirror, to be read and checked: nobody signs in here, and nothing can be entered. Go to the ledger itself.',
}

/** Addresses at which people sign in or work. */
const AT_WORK = /^\/(zh|en)\/(?:desk|join)(?:\/|$)/

export const readingAlone = createMiddleware<ApiEnv>(async function readingAlone(c, next) {
  const { path, method } = c.req
  if (!isReading(method) && method !== 'OPTIONS') return answerProblem(c, 'not_allowed', WORDS)
  if (path === '/auth' || path.startsWith('/auth/')) return answerProblem(c, 'not_allowed', WORDS)
  const lang = AT_WORK.exec(path)?.[1]
  if (lang !== undefined) return c.redirect(`/${lang}`, 302)
  await next()
})
