/** What is killed: a server on Node over a data folder, or two Workers in workerd over one libSQL server. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSigner } from '../../../../worker/ledger/signer.ts'
import { formatSigningKey } from '../../../../worker/ledger/vkey.ts'
import { copyInto } from '../../../../worker/machine/backup/copy.ts'
import { type Machine, openMachine } from '../../../../worker/machine/machine.ts'
import { fileHighWater, markBeside } from '../../../../worker/machine/marks.ts'
import { migrateOurs } from '../../../../worker/machine/migrations.ts'
import { openRemote, openRemoteDatabase } from '../../../../worker/machine/remote.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { newFolder } from '../../folders.ts'
import { startSqld } from '../../libsql/server.ts'
import { bundleWorker } from '../../workerd/workerd.ts'
import { type Acknowledged, type Holding, holding } from '../acknowledged.ts'
import { bundled } from '../bundled.ts'

export interface Victim {
  /** Key of the system that imports. */
  secret: string
  /** True where something beside what is killed may be away, so that a 503 is asked again. */
  mayBeAway: boolean
  /** Starts what is to be killed; resolves when it answers. */
  start(): Promise<{ urls: string[]; kill(): Promise<void> }>
  /** Starts and stops it in order once more, and compares what was acknowledged with what it holds. */
  held(told: readonly Acknowledged[]): Promise<Holding>
}

const ORIGIN = 'crash.example/log'
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

interface Child {
  url: string
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

const groups = new Set<number>()
process.once('exit', () => {
  for (const group of groups) endGroup(group, 'SIGKILL')
})

function endGroup(group: number, signal: 'SIGKILL' | 'SIGTERM'): void {
  try {
    process.kill(-group, signal)
  } catch {
    groups.delete(group)
  }
}

/** A process that prints its address, and all that it starts: they are ended together. */
async function startChild(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Child> {
  const path = await bundled(fileURLToPath(new URL(file, import.meta.url)))
  const child: ChildProcess = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: ROOT,
    env: { ...process.env, ...env },
    detached: true,
  })
  const group = child.pid ?? 0
  groups.add(group)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void gone.then(() => groups.delete(group))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server did not start again (${code})`)))
    child.stdout?.once('data', (line: Buffer) =>
      resolve({
        url: String(line).trim(),
        async end(signal) {
          endGroup(group, signal)
          await gone
        },
      }),
    )
  })
}

/** A department, and the key of a system of it. */
async function prepared({ services: { acts, keys }, close }: Machine): Promise<string> {
  await acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code: 'crash', name: '断电局' })
  const { secret } = await keys.createWithAccount(
    { actor: LOCAL_OPERATOR },
    { name: 'crash', role: 'system', department: 'dep-crash' },
  )
  await close()
  return secret
}

/** The server of one machine. */
export async function onNode(): Promise<Victim> {
  const dataDir = await newFolder('mingzhang-crash-')
  const secret = await prepared(await openMachine({ dataDir, origin: ORIGIN }))
  const start = () => startChild('./server.ts', [dataDir])
  return {
    secret,
    mayBeAway: false,
    async start() {
      const { url, end } = await start()
      return { urls: [url], kill: () => end('SIGKILL') }
    },
    async held(told) {
      await (await start()).end('SIGTERM')
      return holding(dataDir, told)
    },
  }
}

/** Workers that write to one libSQL server at once. */
const WORKERS = 2
/** Each so many kills the libSQL server is killed with them. */
const WITH_SERVER = 3

/** Workers in workerd over a libSQL server, all of which are killed. */
export async function onWorkerd(): Promise<Victim> {
  const server = await startSqld()
  const folder = await newFolder('mingzhang-crash-workerd-')
  const key = await formatSigningKey(ORIGIN, crypto.getRandomValues(new Uint8Array(32)))
  const environment = { SIGNING_KEY: key, STATE_DIR: join(folder, 'state') }
  await migrateOurs(openRemoteDatabase(server.url, environment))
  const secret = await prepared(await openRemote({ url: server.url, environment }))
  const built = join(folder, 'worker')
  await mkdir(built)
  await bundleWorker(built)
  const env = { LIBSQL_URL: server.url, SIGNING_KEY: key }
  const start = () =>
    Promise.all(Array.from({ length: WORKERS }, () => startChild('./workerd-server.ts', [built], env)))
  let kills = 0
  return {
    secret,
    mayBeAway: true,
    async start() {
      const children = await start()
      return {
        urls: children.map(({ url }) => url),
        async kill() {
          kills += 1
          if (kills % WITH_SERVER === 0) await server.kill()
          await Promise.all(children.map(({ end }) => end('SIGKILL')))
          if (kills % WITH_SERVER === 0) await server.restart()
        },
      }
    },
    async held(told) {
      await Promise.all((await start()).map(({ end }) => end('SIGKILL')))
      const copy = join(folder, 'copy')
      await copyInto(openRemoteDatabase(server.url, environment, { wide: true }), copy)
      const { verifierKey } = await createSigner(key)
      const mark = await fileHighWater(markBeside(environment.STATE_DIR, verifierKey)).read()
      if (typeof mark !== 'string') await fileHighWater(join(copy, 'high-water')).write(mark)
      await server.close()
      return holding(copy, told)
    },
  }
}
