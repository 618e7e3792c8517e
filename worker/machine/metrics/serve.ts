/** Socket of the measures: a port of its own, which readers do not reach. */
import { Hono } from 'hono'
import { Problem } from '../../domain/record/problem.ts'
import { listen, type Served, type Socket } from '../serving/listen.ts'
import type { Metrics } from './metrics.ts'

const LOCAL = '127.0.0.1'

/**
 * Reads `METRICS`: a port of this machine alone, or `host:port`.
 *
 * @throws Problem `invalid` for anything else
 */
export function parseMetrics(text: string): Socket {
  const [, host = LOCAL, digits = ''] = /^(?:(\[[\da-f:.]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(text.trim()) ?? []
  const port = Number(digits)
  if (digits !== '' && port <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port }
  throw new Problem('invalid', {
    field: 'METRICS',
    words: {
      zh: `METRICS 应为端口或“主机:端口”，如 9464，而不是“${text}”。`,
      en: `METRICS is a port or host:port, as 9464, and not "${text}".`,
    },
  })
}

/** Serves measures at `/metrics`. Resolves when the socket listens. */
export function serveMetrics(metrics: Metrics, place: Socket): Promise<Served> {
  const app = new Hono()
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }))
  return listen(app.fetch, place)
}
