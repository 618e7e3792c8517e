/** The API of a data folder on any free port: what is killed. Prints its address when it listens. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createApi } from '../../../../worker/api/api.ts'
import type { ApiEnv } from '../../../../worker/api/http/context.ts'
import { trace } from '../../../../worker/api/http/middleware.ts'
import { openMachine } from '../../../../worker/machine/machine.ts'

const [dataDir = ''] = process.argv.slice(2)
const { services, close } = await openMachine({ dataDir, threaded: true })
const deps = { services, requestId: () => 'crash', log: () => undefined }
const app = new Hono<ApiEnv>().use(trace(deps)).route('/', createApi(deps))
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`)
})
process.once('SIGTERM', () => {
  server.close(() => void close().then(() => process.exit(0)))
})
