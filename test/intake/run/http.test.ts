import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openHttp } from '../../../worker/intake/run/http.ts'

describe('a server that does not answer', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  /** Answers the requests one after another: a response, or null for none. */
  function answering(...answers: (Response | null)[]): RequestInit[] {
    const asked: RequestInit[] = []
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      const answer = answers[asked.length]
      asked.push(init)
      if (answer === null || answer === undefined) throw new TypeError('fetch failed')
      return answer
    })
    return asked
  }

  it('is asked again with the same key, each time with a time limit of its own', async () => {
    const asked = answering(null, null, Response.json({ records: [1] }))
    const waits: number[] = []
    const http = openHttp('http://x', undefined, { attempts: 9, onWait: (wait) => waits.push(wait) })
    const sent = http.send('POST', '/api', { a: 1 }, { 'idempotency-key': 'k' })
    await vi.runAllTimersAsync()
    expect(await sent).toEqual({ answer: { records: [1] }, replayed: false })
    expect(waits).toEqual([1000, 2000])
    expect(asked.map(({ headers }) => new Headers(headers).get('idempotency-key'))).toEqual(['k', 'k', 'k'])
    expect(asked.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}', '{"a":1}'])
    expect(new Set(asked.map(({ signal }) => signal)).size).toBe(3)
  })

  it('is asked again when its answer breaks off in the middle', async () => {
    const broken = new ReadableStream({
      start: (stream) => {
        stream.enqueue(new TextEncoder().encode('{"rec'))
        stream.error(new TypeError('terminated'))
      },
    })
    const asked = answering(new Response(broken), Response.json([1]))
    const answer = openHttp('http://x', undefined, { attempts: 2 }).json('/api')
    await vi.runAllTimersAsync()
    expect(await answer).toEqual([1])
    expect(asked).toHaveLength(2)
  })

  it('is not waited for when it says that its ledger is frozen', async () => {
    const problem = { code: 'ledger_frozen', detail: 'frozen' }
    const asked = answering(Response.json(problem, { status: 503 }))
    const http = openHttp('http://x', undefined, { attempts: Number.POSITIVE_INFINITY })
    await expect(http.json('/api')).rejects.toMatchObject({ code: 'ledger_frozen' })
    expect(asked).toHaveLength(1)
  })

  it('is waited for when it is only busy', async () => {
    const asked = answering(new Response('starting', { status: 502 }), Response.json({ at: 1 }))
    const answer = openHttp('http://x').json('/api')
    await vi.runAllTimersAsync()
    expect(await answer).toEqual({ at: 1 })
    expect(asked).toHaveLength(2)
  })

  it('is given up at once by whoever has no patience', async () => {
    const asked = answering(null)
    await expect(openHttp('http://x').json('/api')).rejects.toThrow('http://x/api cannot be reached.')
    expect(asked).toHaveLength(1)
  })
})
