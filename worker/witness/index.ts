/** A witness as a Worker: `wrangler deploy --config worker/witness/wrangler.toml`. */
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

/** Database in which this isolate has seen that there is a table. */
let made: string | null = null

export default {
  async fetch(request: Request, env: WitnessEnv): Promise<Response> {
    const database = openHttpDatabase(env.LIBSQL_URL, env.LIBSQL_AUTH_TOKEN || undefined)
    if (made !== env.LIBSQL_URL) await makeWitnessTable(database)
    made = env.LIBSQL_URL
    const { logs } = parsePolicy(`${env.LOGS}\nquorum none\n`)
    const signer = await createSigner(env.WITNESS_KEY.trim())
    return createWitness({ signer, memory: witnessMemory(database), logs, now: () => new Date() }).fetch(
      request,
    )
  },
}
