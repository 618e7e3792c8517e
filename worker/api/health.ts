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
const NOT_FOLLOWED = {
  zh: '镜像没有按时跟上原账本：监测程序停了，或原账本连不上',
  en: 'The mirror has not followed its ledger in time: its monitor has stopped, or the ledger does not answer',
}
const NO_ROOM = { zh: '磁盘已满，无法入账', en: 'The disk is full; nothing can be recorded' }

/** The ledger as its health tells it. */
interface Standing {
  fault: { status: string; reason: unknown } | null
  size: number
  recorded: string | null
  /** Of a mirror: the last time that it was filled. */
  followed?: string | null
}

/**
 * `/healthz` is 200 while entries can be recorded, and says why not: `full`, `clock`, `frozen`, `down`; of a mirror, while
 * it follows its ledger, and else `behind`. `/readyz` is 200 while the ledger can be read, since readers are not to be
 * turned away by what stops writing alone.
 */
export function healthRoutes({ services, log }: ApiDeps) {
  const { ledger } = services
  const app = new Hono<ApiEnv>()
  app.get('/healthz', (c) =>
    answer(c, ({ fault, ...place }) =>
      fault === null ? c.json({ status: 'ok', ...place }) : c.json({ ...fault, ...place }, 503),
    ),
  )
  app.get('/readyz', (c) =>
    answer(c, ({ fault, recorded: _, ...place }) =>
      c.json({ status: 'ready', ...place, writing: fault?.status ?? 'ok' }),
    ),
  )
  return app

  async function answer(c: Context<ApiEnv>, tell: (standing: Standing) => Response): Promise<Response> {
    c.header('cache-control', 'no-store')
    try {
      const [snapshot, followed] = [await services.log.snapshot(), await services.log.followed()]
      const { size, recorded } = snapshot
      const late = followed?.late === true ? ({ status: 'behind', reason: NOT_FOLLOWED } as const) : null
      const of = followed === null ? {} : { followed: followed.at }
      return tell({ fault: faultOf(snapshot) ?? late, size, recorded, ...of })
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
