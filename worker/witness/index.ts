/** A witness as a Worker: `wrangler deploy --config worker/witness/wrangler.toml`. */
import { LedgerError } from '../ledger/error.ts'
import { parsePolicy } from '../ledger/policy.ts'
import { createSigner } from '../ledger/signer.ts'
import { openHttpDatabase } from '../store/http-database.ts'
import { makeWitnessTable, witnessMemory } from '../store/witness/seen.ts'
import { createWitness } from './app.ts'

export interface WitnessEnv {
  /** The witness's own database: never that of a ledger which it watches. */
  LIBSQL_URL: string
  LIBSQL_AUTH_TOKEN?: string
  /** The signing key, as `mingzhang witness --new-key --name NAME` prints it. */
  WITNESS_KEY: string
  /** The ledgers that it cosigns for: lines `log <verifier key>`, as in a policy. */
  LOGS: string
}

/** Settings that the operator has to make, in the order in which they are told. */
const NEEDED = ['LIBSQL_URL', 'WITNESS_KEY', 'LOGS'] as const

type App = ReturnType<typeof createWitness>

/** The witness of this isolate, which remembers for a minute that it has asked a ledger for its keys. */
let kept: { of: string; app: Promise<App> } | null = null

export default {
  async fetch(request: Request, env: Partial<WitnessEnv>): Promise<Response> {
    const missing = NEEDED.filter((name) => (env[name] ?? '').trim() === '')
    if (missing.length > 0) return notSetUp(`${missing.join(', ')} 未设置 · not set`)
    const of = JSON.stringify(NEEDED.map((name) => env[name]))
    if (kept?.of !== of) kept = { of, app: open(env as WitnessEnv) }
    const { app } = kept
    try {
      return await (await app).fetch(request)
    } catch (error) {
      // It is opened again with the next request: the database may have been away.
      if (kept?.app === app) kept = null
      return notSetUp(error instanceof Error ? error.message : String(error))
    }
  },
}

async function open(env: WitnessEnv): Promise<App> {
  const { logs } = read('LOGS', () => parsePolicy(`${env.LOGS}\nquorum none\n`))
  const signer = await createSigner(env.WITNESS_KEY.trim()).catch((error: unknown) =>
    refuse('WITNESS_KEY', error),
  )
  const database = read('LIBSQL_URL', () =>
    openHttpDatabase(env.LIBSQL_URL, env.LIBSQL_AUTH_TOKEN || undefined),
  )
  await makeWitnessTable(database)
  return createWitness({ signer, memory: witnessMemory(database), logs, now: () => new Date() })
}

/** @throws Error that names the setting, and never its value */
function read<T>(name: string, reading: () => T): T {
  try {
    return reading()
  } catch (error) {
    return refuse(name, error)
  }
}

function refuse(name: string, error: unknown): never {
  const why = error instanceof LedgerError ? error.code : 'not of the right form'
  throw new Error(`${name} 不成样子 · cannot be read: ${why}`)
}

function notSetUp(why: string): Response {
  return new Response(`${why}\n`, {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
