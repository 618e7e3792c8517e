/** The Worker as one isolate has it, in this process, over any libSQL server: its answers, and what it does after them. */
import { vi } from 'vitest'
import worker from '../../../worker/index.ts'
import type { Env } from '../../../worker/machine/edge/env.ts'
import { fakeAssets } from '../site/assets.ts'

export interface Isolate {
  base: string
  get(path: string): Promise<Response>
  post(path: string, body: unknown, headers: Record<string, string>): Promise<Response>
  /** Waits for what goes on behind the answers. */
  settle(): Promise<void>
}

export function isolateOver(bindings: Pick<Env, 'LIBSQL_URL' | 'SIGNING_KEY'>): Isolate {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const base = 'https://ledger.example'
  const behind: Promise<unknown>[] = []
  const env = {
    ...bindings,
    ASSETS: { fetch: async () => Response.json(fakeAssets) },
  } as unknown as Env
  const context = {
    waitUntil: (work: Promise<unknown>) => behind.push(work),
    passThroughOnException: () => undefined,
  }
  const fetcher: (request: Request, env: Env, ctx: never) => Promise<Response> = worker.fetch
  const ask = (request: Request): Promise<Response> => fetcher(request, env, context as never)
  return {
    base,
    get: (path) => ask(new Request(base + path)),
    post: (path, body, headers) =>
      ask(
        new Request(base + path, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers },
        }),
      ),
    async settle() {
      for (let work = behind.pop(); work !== undefined; work = behind.pop()) await work
    },
  }
}
