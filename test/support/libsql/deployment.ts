/** A deployment on a libSQL server as its operator sees it: an address, and an environment with the secrets. */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ran, runCli } from '../cli.ts'
import { newFolder } from '../folders.ts'
import { startLibsql } from './server.ts'

export interface Deployment {
  url: string
  env: Record<string, string>
  /** The signing key, as `keys new` printed it. */
  signingKey: string
  /** Runs a command on this ledger. */
  run(...args: string[]): Promise<Ran>
  close(): Promise<void>
}

/** An empty database, and a key in a file, made by the command for it. */
export async function emptyDeployment(origin = 'ledger.example/log'): Promise<Deployment> {
  const server = await startLibsql()
  const home = await newFolder('mingzhang-operator-')
  const made = await runCli(['keys', 'new', '--origin', origin])
  const signingKey = made.out.trim()
  await writeFile(join(home, 'signing-key'), made.out, { mode: 0o600 })
  const env = {
    SIGNING_KEY_FILE: join(home, 'signing-key'),
    STATE_DIR: join(home, 'state'),
    CASES_KEY: randomBytes(32).toString('base64'),
    HOME: home,
  }
  return {
    url: server.url,
    env,
    signingKey,
    run: (...args) => runCli([...args, '--libsql', server.url], { env, home }),
    close: server.close,
  }
}
