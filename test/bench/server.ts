/** A server in a process of its own, so that it and the load do not share a thread: `echo`, or `ledger DIR`, with `norules` or `onethread` after it. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openMachine } from '../../worker/machine/machine.ts'
import { serveApp } from '../../worker/machine/server.ts'

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})

const [mode, dataDir = '', ...told] = process.argv.slice(2)

if (mode === 'echo') {
  const app = new Hono()
  app.post('/', async (c) => c.json(await c.req.json()))
  app.get('/', (c) => c.json({ hello: 'world' }))
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    console.log(`http://127.0.0.1:${port}`),
  )
} else {
  const { services } = await openMachine({ dataDir, shared: false, threaded: !told.includes('onethread') })
  const { url } = await serveApp({
    services,
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    limits: { reading: 1e12 },
    rules: !told.includes('norules'),
  })
  console.log(url)
}
