/** Cookies of signing in: for this host alone, out of reach of scripts, sent over TLS only (RFC 6265bis §4.1.3.2). */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ApiContext } from '../../http/context.ts'

const SESSION = 'mz'
/** Ties the answer of a sign-in provider to the browser that asked. */
const FLOW = 'mz-oidc'
const OPTIONS = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

/** Token of the session in a request; undefined without one. */
export function readSessionCookie(c: ApiContext): string | undefined {
  return getCookie(c, SESSION, 'host')
}

/** @param seconds until the session ends in any case */
export function setSessionCookie(c: ApiContext, token: string, seconds: number): void {
  setCookie(c, SESSION, token, { ...OPTIONS, maxAge: seconds })
}

/** Takes the cookie of the session from the browser. */
export function clearSessionCookie(c: ApiContext): void {
  deleteCookie(c, SESSION, OPTIONS)
}

/** Secret of a sign-in that is under way at a provider; undefined without one. */
export function readFlowCookie(c: ApiContext): string | undefined {
  return getCookie(c, FLOW, 'host')
}

/** @param seconds how long somebody may take at the provider */
export function setFlowCookie(c: ApiContext, binding: string, seconds: number): void {
  setCookie(c, FLOW, binding, { ...OPTIONS, maxAge: seconds })
}

/** Takes the cookie of a sign-in that is over from the browser. */
export function clearFlowCookie(c: ApiContext): void {
  deleteCookie(c, FLOW, OPTIONS)
}
