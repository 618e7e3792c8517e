/**
 * The Worker in workerd over a libSQL server of its own, for tests of the API that otherwise run in this process
 * (`RUNTIME=workerd`). Everything goes by the clock of the machine, as the Worker does.
 */
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Miniflare } from 'miniflare'
import { createSigner } from '../../../worker/ledger/signer.ts'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import { readMigrations } from '../../../worker/machine/migrations.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import { openHttpDatabase } from '../../../worker/store/http-database.ts'
import { migrate } from '../../../worker/store/migrate.ts'
import { memoryHighWater, seededRandom, temporaryFolder } from '../ledger/ledger.ts'
import { startSqld } from '../libsql/server.ts'
import { onceInRun } from '../run/once.ts'
import { bundleWorker, startWorkerd } from './workerd.ts'

/** A ledger that the Worker answers for. */
export interface WorkerApi {
  /** The same ledger, opened in this process: for what a test sets up, and for what it looks at. */
  services: Services
  /** Lines that the Worker logged. */
  lines: Record<string, unknown>[]
  ask(url: string, init: RequestInit): Promise<Response>
}

/** Ledgers that are kept running; those asked longest ago are ended, and started again when they are asked. */
const KEPT = 4

/** Text of the Worker as it would be deployed, made once in a run. */
async function bundle(): Promise<string> {
  const { folder } = await onceInRun('worker', async (part) => {
    await mkdir(part, { recursive: true })
    await bundleWorker(part)
    return 'built'
  })
  return readFileSync(join(folder, 'index.js'), 'utf8')
}

/** What answers for one ledger: its server and its Worker, while they run. */
interface Answering {
  worker: Promise<Miniflare> | null
  start(): Promise<Miniflare>
  stop(worker: Miniflare): Promise<void>
}

/** Those that run, the one asked last at the end. */
const running: Answering[] = []

async function workerOf(one: Answering): Promise<Miniflare> {
  const at = running.indexOf(one)
  if (at >= 0) running.splice(at, 1)
  running.push(one)
  one.worker ??= one.start()
  const over = running.length > KEPT ? running.shift() : undefined
  if (over?.worker != null) {
    const ended = over.worker
    over.worker = null
    await over.stop(await ended)
  }
  return one.worker
}

/** @param origin public address; as of each request where left out */
export async function startWorkerApi(origin: string | undefined): Promise<WorkerApi> {
  const server = await startSqld()
  const database = openHttpDatabase(server.url)
  await migrate(database, await readMigrations())
  const signingKey = await formatSigningKey('ledger.example/log', new Uint8Array(32).fill(7))
  const inboxKey = new Uint8Array(32).fill(5)
  const ledger = await openLedger({
    database,
    signer: await createSigner(signingKey),
    laterSigners: [],
    highWater: memoryHighWater({ size: 0, root: '' }),
    now: () => new Date(),
    random: seededRandom(1),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
    inboxKey,
    privateIssuers: true,
  })
  const blobs = await openBlobFolder({
    dir: join(temporaryFolder(), 'documents'),
    now: () => new Date(),
    random: seededRandom(1),
  })
  const script = await bundle()
  const lines: Record<string, unknown>[] = []
  let isUp = true
  const one: Answering = {
    worker: null,
    async start() {
      if (!isUp) await server.restart()
      isUp = true
      return startWorkerd(script, {
        bindings: {
          LIBSQL_URL: server.url,
          SIGNING_KEY: signingKey,
          INBOX_KEY: Buffer.from(inboxKey).toString('base64'),
          PLACE_ZH: '明川市',
          PLACE_EN: 'Mingchuan',
          PRIVATE_ISSUERS: '1',
          ...(origin === undefined ? {} : { ORIGIN: origin }),
        },
        onLine: (line) => lines.push(line),
      })
    },
    async stop(worker) {
      await worker.dispose()
      await server.close()
      isUp = false
    },
  }
  return {
    services: createServices(ledger, blobs),
    lines,
    async ask(url, init) {
      const worker = await workerOf(one)
      const answer = await worker.dispatchFetch(url, { ...init, redirect: 'manual' } as never)
      return answer as unknown as Response
    },
  }
}
