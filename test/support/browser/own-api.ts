/** The code of the browser's check over the API of a ledger in this process. */
import { Hono } from 'hono'
import { createBoard } from '../../../web/verify/board.ts'
import type { Remembered } from '../../../web/verify/memory.ts'
import { runChecks, type Task } from '../../../web/verify/run.ts'
import { createSource, type Source } from '../../../web/verify/source.ts'
import type { Summary } from '../../../web/verify/summary.ts'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import type { Services } from '../../../worker/services/services.ts'

/** A source that asks the API as the page does. */
export function sourceOf(services: Services): Source {
  const app = new Hono<ApiEnv>()
    .use(async (c, next) => {
      c.set('requestId', 'test')
      c.set('actor', null)
      await next()
    })
    .route('/', createApi({ services, requestId: () => 'test', log: () => undefined }))
  return createSource(async (path, options) => app.request(String(path), options))
}

/** One visit by a browser that remembers something, and what it remembers afterwards. */
export async function visit(
  source: Source,
  task: Task,
  remembered: Remembered | null,
): Promise<{ summary: Summary; kept: Remembered | null }> {
  const indices = task.shown === null ? task.indices : Object.keys(task.shown.moments).map(Number)
  const board = createBoard([...indices])
  let kept = remembered
  const memory = {
    read: () => kept,
    write: (one: Remembered) => {
      kept = one
      return true
    },
  }
  await runChecks(task, { source, memory, board, unable: async () => null, clock: () => 0 })
  return { summary: board.summary(), kept }
}
