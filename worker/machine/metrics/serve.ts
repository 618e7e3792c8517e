/** Socket of the measures: a port of its own, which readers do not reach. */
import { Hono } from 'hono'
import { listen, type Served, type Socket } from '../serving/listen.ts'
import type { Metrics } from './metrics.ts'

/** Serves measures at `/metrics`. Resolves when the socket listens. */
export function serveMetrics(metrics: Metrics, place: Socket): Promise<Served> {
  const app = new Hono()
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }))
  return listen(app.fetch, place)
}
