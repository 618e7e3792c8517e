/** The Worker in workerd: its text as it would be deployed, and a process that runs it. */
import { spawnSync } from 'node:child_process'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { fakeAssets } from '../site/assets.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Builds the Worker as `wrangler deploy` does, as `index.js` in a folder that is there. */
export async function bundleWorker(folder: string): Promise<void> {
  const out = `${folder}.built`
  const ran = spawnSync('npx', ['wrangler', 'deploy', '--dry-run', '--env', 'local', '--outdir', out], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
  if (ran.status !== 0) throw new Error(`${ran.stdout}${ran.stderr}`)
  await rename(join(out, 'index.js'), join(folder, 'index.js'))
  await rm(out, { recursive: true })
}

export interface WorkerdOptions {
  bindings: Record<string, string>
  /** Takes each line that the Worker logs. */
  onLine?: (line: Record<string, unknown>) => void
  /** Port that it listens on; any that is free where left out. */
  port?: number
}

/** Starts workerd; resolves when it answers. @param script text of the Worker */
export async function startWorkerd(
  script: string,
  { bindings, onLine = () => undefined, port }: WorkerdOptions,
): Promise<Miniflare> {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      ...(port === undefined ? {} : { port }),
      modules: [{ type: 'ESModule', path: 'index.js', contents: script }],
      compatibilityDate: '2026-08-01',
      bindings,
      r2Buckets: ['DOCUMENTS'],
      serviceBindings: { ASSETS: () => Response.json(fakeAssets) as never },
      handleStructuredLogs: ({ message }) => {
        if (message.startsWith('{')) onLine(JSON.parse(message))
      },
    }),
  )
  await worker.ready
  return worker
}
