/** The methods of an address: asked before a key is, so that a wrong address or method is told as such. */
import { createMiddleware } from 'hono/factory'
import { TrieRouter } from 'hono/router/trie-router'
import type { ApiContext, ApiEnv } from './context.ts'
import { Refusal } from './problems.ts'

interface Routes {
  routes: readonly { method: string; path: string }[]
}

/** The methods that can be used at a path; none when there is nothing. */
export type MethodsAt = (path: string) => string[]

/** Reads the routes of an app, once, at the first question: when all of them are there. */
export function methodsOf(app: Routes): MethodsAt {
  let router: TrieRouter<string> | null = null
  return (path) => {
    if (router === null) {
      router = new TrieRouter<string>()
      for (const { method, path: pattern } of app.routes) {
        if (method !== 'ALL') router.add('ALL', pattern, method)
      }
    }
    const [found] = router.match('ALL', path)
    const methods = new Set(found.map(([method]) => method))
    if (methods.has('GET')) methods.add('HEAD').add('OPTIONS')
    return [...methods].sort()
  }
}

/** Refusal of a request that no route took: 405 with the methods that can be used instead, or 404. */
export function refuseAddress(c: ApiContext, methodsAt: MethodsAt): Refusal {
  const { path, method } = c.req
  const allowed = methodsAt(path)
  if (allowed.length === 0) {
    return new Refusal('not_found', { zh: `没有地址 ${path}。`, en: `There is no address ${path}.` })
  }
  c.header('allow', allowed.join(', '))
  return new Refusal('method_not_allowed', {
    zh: `这里不能用 ${method}，只支持 ${allowed.join('、')}。`,
    en: `${method} cannot be used here, only ${allowed.join(', ')}.`,
  })
}

/** Lets through what writes to an address that takes it. What reads finds its own way. */
export function requireAddress(methodsAt: MethodsAt) {
  return createMiddleware<ApiEnv>(async function requireAddress(c, next) {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reads && !methodsAt(c.req.path).includes(c.req.method)) throw refuseAddress(c, methodsAt)
    await next()
  })
}
