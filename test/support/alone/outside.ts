/** Probes of a whole tree as it is served, with its pages and as a process. It has to be built (`npm run build`). */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestApi } from '../api/api.ts'
import { temporaryFolder } from '../ledger/ledger.ts'
import { fakeAssets } from '../site/assets.ts'

interface Served {
  request(url: string): Promise<Response> | Response
}
type Making = (deps: object) => Served

const base = 'https://ledger.example'
/** Attempts of one address that are answered in a minute, and some more. */
const ATTEMPTS = 35

/** The answer of a page whose entry is damaged, and whether the log says why it failed. */
export async function failsWithoutCause(dir: string, { services }: TestApi): Promise<boolean> {
  const { createApp }: { createApp: Making } = await import(resolve(join(dir, 'worker/app.ts')))
  const lines: Record<string, unknown>[] = []
  const { client } = services.ledger.database
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'body'",
  )
  for (const { name } of rows) await client.execute(`DROP TRIGGER "${String(name)}"`)
  await client.execute(`UPDATE body SET content = '{"damaged' WHERE "index" = 1`)
  const app = createApp({
    ...{ services, assets: fakeAssets, origin: base, requestId: () => 'probe' },
    log: (line: Record<string, unknown>) => lines.push(line),
    serveAsset: async () => null,
    serveFiles: async (_: unknown, next: () => Promise<void>) => next(),
  })
  const answer = await app.request(`${base}/zh/entries/1`)
  if (answer.status !== 500) throw new Error(`the page answered ${answer.status}`)
  return !lines.some(({ error }) => typeof error === 'string' && /JSON|damaged/.test(error))
}

/** True where whoever guesses behind a proxy makes another reader wait too, though `TRUST_PROXY` is set. */
export async function sharesOneBucket(dir: string): Promise<boolean> {
  const main = resolve(join(dir, 'worker/cli/main.ts'))
  if (!existsSync(main)) throw new Error(`no command in ${dir}`)
  const args = ['--import', 'tsx', main, 'serve', '--port', '0', '--data', join(temporaryFolder(), 'data')]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: resolve(dir),
    env: { ...process.env, TRUST_PROXY: '1', HOST: '127.0.0.1', ORIGIN: base },
  })
  try {
    const url = await new Promise<string>((found, failed) => {
      let told = ''
      const hear = (part: Buffer): void => {
        told += String(part)
        const there = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0]
        if (there !== undefined) found(there)
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', (code) => failed(new Error(`the server ended with ${code}: ${told.slice(-200)}`)))
    })
    const guess = async (reader: string): Promise<number> => {
      const answer = await fetch(`${url}/auth/invitation`, {
        method: 'POST',
        body: JSON.stringify({ token: `mzi_${'0'.repeat(64)}` }),
        headers: { 'content-type': 'application/json', origin: base, 'x-forwarded-for': reader },
      })
      return answer.status
    }
    let last = 0
    for (let n = 0; n < ATTEMPTS; n++) last = await guess('203.0.113.1')
    if (last !== 429) throw new Error(`the last guess answered ${last}`)
    return (await guess('203.0.113.2')) === 429
  } finally {
    child.kill('SIGKILL')
  }
}
