/** A command line of this process: its arguments, streams, environment, clock and signals. */
import { text } from 'node:stream/consumers'
import { type Environment, withoutEmpty } from '../machine/environment.ts'
import { run } from './run.ts'
import { growSlowly } from './shell/memory.ts'

/** Runs a command line with what this process has, and leaves its exit code. */
export async function runHere(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe may have seen enough.
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })

  growSlowly(args)
  process.exitCode = await run(args, {
    out: (line) => process.stdout.write(line),
    err: (line) => process.stderr.write(line),
    read: () => text(process.stdin),
    watched: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    env: withoutEmpty<Environment>(process.env),
    now: () => new Date(),
    stopped: () =>
      new Promise((resolve) => {
        process.once('SIGINT', () => resolve())
        process.once('SIGTERM', () => resolve())
      }),
  })
}
