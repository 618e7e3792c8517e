/** Runs the CLI in this process, with a terminal that remembers. */
import { run } from '../../worker/cli/run.ts'

export interface Ran {
  code: number
  out: string
  err: string
  /** The JSON document that was printed. */
  json(): unknown
}

export async function runCli(
  args: readonly string[],
  options: {
    home?: string
    watched?: boolean
    input?: string
    env?: Record<string, string>
    now?: Date
  } = {},
): Promise<Ran> {
  const printed = { out: '', err: '' }
  const code = await run(args, {
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    watched: options.watched ?? false,
    columns: 80,
    env: { ...options.env, ...(options.home === undefined ? {} : { HOME: options.home }) },
    read: async () => options.input ?? '',
    // An audit goes by the auditor's own clock, and ledgers of tests are written by that of the machine.
    now: () =>
      options.now ??
      (['verify', 'drill'].includes(args[0] ?? '') ? new Date() : new Date('2026-11-23T09:00:00.000Z')),
    stopped: () => Promise.resolve(),
  })
  return { code, ...printed, json: () => JSON.parse(printed.out) }
}
