/** Mail through a provider that takes JSON over HTTPS, or through a small bridge of the operator's own. */
import { type Mailer, reasonOf, type Sending, sent } from '../../services/mail/mailer.ts'

/** Milliseconds for the answer. */
const PATIENCE = 20_000

/**
 * Statuses that are the sender's fault, not the reader's: key, address, and what passes (RFC 9110 §15.5, RFC
 * 6585 §4).
 */
const OURS = new Set([401, 403, 404, 405, 407, 408, 409, 425, 429])

/** @param key sent as a bearer token; null for none */
export function httpMailer(
  url: string,
  from: string,
  key: string | null,
  post: typeof fetch = fetch,
): Mailer {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  }
  return {
    async send({ date, ...mail }) {
      try {
        const body = JSON.stringify({ from, ...mail, date: date.toISOString() })
        const signal = AbortSignal.timeout(PATIENCE)
        const response = await post(url, { method: 'POST', body, redirect: 'manual', signal, headers })
        await response.body?.cancel()
        return byStatus(response.status)
      } catch (error) {
        return { was: 'later', why: reasonOf(error) }
      }
    },
  }
}

function byStatus(status: number): Sending {
  if (status >= 200 && status < 300) return sent
  const refused = status >= 400 && status < 500 && !OURS.has(status)
  return { was: refused ? 'refused' : 'later', why: `HTTP ${status}` }
}
