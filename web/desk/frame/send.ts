/** The one way in which the workbench talks to its server: same origin, with the cookie of the session. */
import type { Lang } from '../../../worker/domain/record/problem.ts'

/** Refusal of a request, as the server words it (RFC 9457). */
export interface Problem {
  code: string
  title: string
  detail: string
  /** Place in the request, as `steps/0/title`. */
  field?: string
  requestId?: string
}

export type Answer<T> =
  | { ok: true; status: number; body: T }
  /** Status 0: the server could not be reached. */
  | { ok: false; status: number; problem: Problem }

export interface SendOptions {
  /** Sent again with the same key, a request has one effect. */
  idempotencyKey?: string
  /** The version of the record that was seen. */
  seq?: number
  signal?: AbortSignal
  /** Only tell what would be recorded (RFC 7240). */
  prepare?: boolean
}

export type Send = <T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  options?: SendOptions,
) => Promise<Answer<T>>

/**
 * @param lang in which problems are told
 * @param unreachable what is said when no answer came
 */
export function createSend(fetcher: typeof fetch, lang: Lang, unreachable: string): Send {
  return async (method, path, body, { idempotencyKey, seq, signal, prepare } = {}) => {
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': lang }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
    if (seq !== undefined) headers['if-match'] = `"${seq}"`
    if (prepare === true) headers.prefer = 'prepare'
    try {
      const response = await fetcher(path, {
        method,
        headers,
        credentials: 'same-origin',
        // What is changed next must be what stands now, not what stood a moment ago.
        cache: 'no-cache',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      })
      const text = await response.text()
      const given = text === '' ? {} : JSON.parse(text)
      return response.ok
        ? { ok: true, status: response.status, body: given }
        : { ok: false, status: response.status, problem: given }
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      return {
        ok: false,
        status: 0,
        problem: { code: 'unreachable', title: unreachable, detail: unreachable },
      }
    }
  }
}
