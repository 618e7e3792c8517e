import { type ChildProcess, spawn } from 'node:child_process'
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
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.once('data', (line: Buffer) => resolve({ url: String(line).trim(), process: child }))
  })
}

/** Requests answered with success per second, over 64 connections; a warm-up of two seconds is not counted. */
export async function rateOf(request: {
  url: string
  method: 'GET' | 'POST'
  body?: string
  headers?: Record<string, string>
}): Promise<number> {
  const options = { ...request, connections: CONNECTIONS }
  await autocannon({ ...options, duration: 2 })
  const result = await autocannon({ ...options, duration: SECONDS })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals, ${result.errors} errors at ${request.url}`)
  return result['2xx'] / result.duration
}
