/** Talking to a server: problems become words, what cannot be reached is said so. */
import { memberOf } from '../../domain/record/json.ts'
import { Problem, type ProblemCode } from '../../domain/record/problem.ts'
import { Failure } from './failure.ts'

export interface Http {
  /** The address that paths are joined to, without a slash at the end. */
  readonly base: string
  bytes(path: string): Promise<Uint8Array>
  text(path: string): Promise<string>
  json(path: string): Promise<unknown>
  /**
   * Sends JSON and reads JSON back; `replayed` when this is the answer to an earlier request of the same key.
   *
   * @throws Problem as the server states it
   */
  send(
    method: 'POST' | 'PATCH',
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ answer: unknown; replayed: boolean }>
}

const TIMEOUT_MS = 60_000
const ATTEMPTS = 5
/** Too many requests; and what stands in front of a server says while it starts. A frozen ledger waits for a person. */
const BUSY: readonly number[] = [429, 502, 503, 504]

/** True for a place that is a web address and not a folder. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//.test(place)
}

/** Patience of a run with a server that does not answer. */
export interface Patience {
  /** Requests in all before it gives up. */
  attempts: number
  /** Told before every wait: how many milliseconds. */
  onWait?(milliseconds: number): void
}

const LONGEST_WAIT_MS = 15_000

/**
 * @param key of the API; a page of the site itself needs none, its session says who it is
 * @param patience with a server that cannot be reached; none unless given
 */
export function openHttp(address: string, key?: string, patience: Patience = { attempts: 1 }): Http {
  const base = address.replace(/\/+$/, '')
  const authorization: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }

  /** An answer with all of its body: one that breaks off in the middle is no answer. */
  async function reach(url: string, init: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      try {
        // What is compared must be what stands now: browsers keep answers. Each request has a time of its own, as
        // one that waited for the server would be out of time at once.
        const signal = AbortSignal.timeout(TIMEOUT_MS)
        const response = await fetch(url, { cache: 'no-cache', ...init, signal })
        const body = await response.arrayBuffer()
        const { status, headers } = response
        return new Response(body.byteLength === 0 ? null : body, { status, headers })
      } catch (cause) {
        if (attempt >= patience.attempts)
          throw new Failure(
            'unreachable',
            { zh: `无法访问 ${url}。`, en: `${url} cannot be reached.` },
            cause,
          )
        const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempt)
        patience.onWait?.(wait)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const url = `${base}${path}`
    for (let attempt = 1; ; attempt++) {
      const response = await reach(url, { ...init, headers: { ...authorization, ...init.headers } })
      if (response.ok) return response
      const refused = await refusal(response, url)
      const isFrozen = refused instanceof Problem && refused.code === 'ledger_frozen'
      const isBusy = BUSY.includes(response.status) && !isFrozen
      if (!isBusy || attempt >= Math.max(ATTEMPTS, patience.attempts)) throw refused
      const wait = Math.min(LONGEST_WAIT_MS, 250 * 2 ** attempt)
      if (response.status !== 429) patience.onWait?.(wait)
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  return {
    base,
    bytes: async (path) => new Uint8Array(await (await ask(path)).arrayBuffer()),
    text: async (path) => (await ask(path)).text(),
    json: async (path) => (await ask(path)).json(),
    async send(method, path, body, headers = {}) {
      const response = await ask(path, {
        method,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      })
      return {
        answer: await response.json(),
        replayed: response.headers.get('idempotency-replayed') === 'true',
      }
    },
  }
}

/** RFC 9457 problem → the same Problem that the services throw here. */
async function refusal(response: Response, url: string): Promise<Error> {
  const body: unknown = await response.json().catch(() => null)
  const code = memberOf(body, 'code')
  const field = memberOf(body, 'field')
  const words = memberOf(body, 'words')
  const [zh, en, detail] = [memberOf(words, 'zh'), memberOf(words, 'en'), memberOf(body, 'detail')]
  const told = typeof detail === 'string' ? detail : `HTTP ${response.status}`
  const both = { zh: typeof zh === 'string' ? zh : told, en: typeof en === 'string' ? en : told }
  if (typeof code !== 'string')
    return new Failure('refused', { zh: `${url}：${told}`, en: `${url}: ${told}` })
  // The server states one of the codes of the closed union; a newer server may know more.
  return new Problem(code as ProblemCode, { words: both, ...(typeof field === 'string' ? { field } : {}) })
}
