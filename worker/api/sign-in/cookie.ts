/** The cookie of a session: for this host alone, out of reach of scripts, sent over TLS only (RFC 6265bis §4.1.3.2). */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ApiContext } from '../context.ts'

const SESSION = 'mz'
const OPTIONS = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const

export function readSessionCookie(c: ApiContext): string | undefined {
  return getCookie(c, SESSION, 'host')
}

/** @param seconds until the session ends in any case */
export function setSessionCookie(c: ApiContext, token: string, seconds: number): void {
  setCookie(c, SESSION, token, { ...OPTIONS, maxAge: seconds })
}

export function clearSessionCookie(c: ApiContext): void {
  deleteCookie(c, SESSION, OPTIONS)
}
