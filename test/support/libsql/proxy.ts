/** Stands between a client and a libSQL server: counts what goes through, and makes the way as long as it is told. */
import { createServer, type IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'

export interface Counted {
  /** Requests in all. */
  requests: number
  /** The most that came one after the other, each when the one before had been answered. */
  rounds: number
  /** What each request asked, shortened. */
  asked: string[]
}

export interface CountingProxy {
  url: string
  /** Milliseconds by which each answer is late. */
  latency: number
  /** Counts what goes through while some work is done, up to its end. */
  count<T>(work: () => Promise<T>): Promise<Counted & { result: T; ms: number }>
  close(): Promise<void>
}

interface Passed {
  depth: number
  asked: string
  isDone: boolean
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

export async function startProxy(target: string): Promise<CountingProxy> {
  let passed: Passed[] = []
  const proxy = { latency: 0 }
  const server = createServer((request, response) => {
    const before = passed.filter(({ isDone }) => isDone).map(({ depth }) => depth)
    const mine: Passed = { depth: 1 + Math.max(0, ...before), asked: '', isDone: false }
    passed.push(mine)
    const forward = async (): Promise<void> => {
      const body = await bodyOf(request)
      mine.asked = [...body.toString('utf8').matchAll(/"sql":"([^"]{1,70})/g)]
        .map(([, sql]) => sql)
        .join(' | ')
      const answer = await fetch(`${target}${request.url}`, {
        method: request.method ?? 'POST',
        headers: { 'content-type': 'application/json' },
        ...(request.method === 'GET' ? {} : { body: new Uint8Array(body) }),
      })
      const text = Buffer.from(await answer.arrayBuffer())
      if (proxy.latency > 0) await setTimeout(proxy.latency)
      mine.isDone = true
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
    }
    forward().catch((error: unknown) => response.writeHead(502).end(String(error)))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    get latency() {
      return proxy.latency
    },
    set latency(milliseconds) {
      proxy.latency = milliseconds
    },
    async count(work) {
      passed = []
      const from = performance.now()
      const result = await work()
      const ms = performance.now() - from
      return {
        requests: passed.length,
        asked: passed.map(({ depth, asked }) => `${depth} ${asked}`),
        rounds: Math.max(0, ...passed.map(({ depth }) => depth)),
        result,
        ms,
      }
    },
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
