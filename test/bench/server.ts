/** A server in a process of its own, so that it and the load do not share a thread: `echo`, `ledger DIR`, or `ledger DIR norules`. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openMachine } from '../../worker/machine/machine.ts'
import { serveApp } from '../../worker/machine/server.ts'

const [mode, dataDir = '', norules] = process.argv.slice(2)

if (mode === 'echo') {
  const app = new Hono()
  app.post('/', async (c) => c.json(await c.req.json()))
  app.get('/', (c) => c.json({ hello: 'world' }))
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    console.log(`http://127.0.0.1:${port}`),
  )
} else {
  const { services } = await openMachine({
    dataDir,
    shared: false,
    threaded: process.env.BENCH_LOCAL === undefined,
  })
  const { url } = await serveApp({
    services,
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    limits: { reading: 1e12 },
    rules: norules === undefined,
  })
  console.log(url)
}
