import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

export const CONNECTIONS = 64
const SECONDS = 5

export interface Child {
  url: string
  process: ChildProcess
}

/** Starts one of the servers; resolves when it listens. */
export function startServer(...args: string[]): Promise<Child> {
  const file = fileURLToPath(new URL('./server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const { stdout } = child
  if (stdout === null) throw new Error('a server says on its output where it listens')
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    stdout.once('data', (line: Buffer) => resolve({ url: String(line).trim(), process: child }))
  })
}

export interface Request {
  url: string
  method: 'GET' | 'POST'
  body?: string
  headers?: Record<string, string>
}

/** Requests answered with success per second, over 64 connections; a warm-up of two seconds is not counted. */
export async function rateOf(request: Request): Promise<number> {
  await autocannon({ ...request, connections: CONNECTIONS, duration: 2 })
  const { answered, seconds } = await load(request)
  return answered / seconds
}

async function load(request: Request): Promise<{ answered: number; seconds: number }> {
  const result = await autocannon({ ...request, connections: CONNECTIONS, duration: SECONDS })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals, ${result.errors} errors at ${request.url}`)
  return { answered: result['2xx'], seconds: result.duration }
}

/** The same, and the processor time of all threads of the server for one of them, in microseconds. */
export async function costOf(child: Child, request: Request): Promise<{ rate: number; micros: number }> {
  await autocannon({ ...request, connections: CONNECTIONS, duration: 2 })
  const before = await usedBy(child)
  const { answered, seconds } = await load(request)
  return { rate: answered / seconds, micros: ((await usedBy(child)) - before) / answered }
}

/** Processor time that a server has used so far, in microseconds. */
async function usedBy({ process: server }: Child): Promise<number> {
  const told = once(server, 'message')
  server.send('used')
  const [used] = await told
  return Number(used)
}
