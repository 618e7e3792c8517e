/** Answers for whoever watches over the server: may it record, may readers be sent to it. */
import { type Context, Hono } from 'hono'
import { faultWords } from '../services/clock/words.ts'
import type { Snapshot } from '../services/read/log.ts'
import type { ApiDeps, ApiEnv } from './http/context.ts'
import { failureLine } from './http/log-line.ts'

const UNREADABLE = {
  zh: '数据库无法读取或尚未升级',
  en: 'The database cannot be read, or has not been migrated',
}
const NO_ROOM = { zh: '磁盘已满，无法入账', en: 'The disk is full; nothing can be recorded' }

/**
 * `/healthz` is 200 while entries can be recorded, and says why not: `full`, `clock`, `frozen`, `down`. `/readyz` is 200
 * while the ledger can be read, since readers are not to be turned away by what stops writing alone.
 */
export function healthRoutes({ services, log }: ApiDeps) {
  const { ledger } = services
  const app = new Hono<ApiEnv>()
  app.get('/healthz', (c) =>
    answer(c, (snapshot) => {
      const { size, recorded } = snapshot
      const fault = faultOf(snapshot)
      return fault === null
        ? c.json({ status: 'ok', size, recorded })
        : c.json({ ...fault, size, recorded }, 503)
    }),
  )
  app.get('/readyz', (c) =>
    answer(c, (snapshot) => {
      const writing = faultOf(snapshot)?.status ?? 'ok'
      return c.json({ status: 'ready', size: snapshot.size, writing })
    }),
  )
  return app

  async function answer(c: Context<ApiEnv>, tell: (snapshot: Snapshot) => Response): Promise<Response> {
    c.header('cache-control', 'no-store')
    try {
      return tell(await services.log.snapshot())
    } catch (error) {
      log(failureLine(c.get('requestId'), c.req.path, error))
      return c.json({ status: 'down', reason: UNREADABLE }, 503)
    }
  }

  /** The reason for which nothing is recorded; null while it is. */
  function faultOf({ recorded, frozen }: Snapshot) {
    if (ledger.committer.full) return { status: 'full', reason: NO_ROOM } as const
    const fault = ledger.clock.writing(recorded)
    if (fault !== null) return { status: 'clock', reason: faultWords(fault) } as const
    // A mirror that is being filled serves the checkpoint before.
    if (frozen === null || frozen.code === 'mirror') return null
    return { status: 'frozen', reason: frozen } as const
  }
}
