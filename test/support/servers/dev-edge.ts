/** `npm run dev:edge`: the Worker in workerd over a local libSQL server, until interrupted. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'
import { readMigrations } from '../../../worker/machine/migrations.ts'
import { openHttpDatabase } from '../../../worker/store/http-database.ts'
import { migrate } from '../../../worker/store/migrate.ts'
import { startHrana } from './hrana.ts'

// Inside the folder that git ignores: there is a signing key in it.
const folder = process.env.DATA_DIR ?? '.data/edge'
const port = process.env.PORT ?? '8787'
const SECRET = { mode: 0o600 }
mkdirSync(folder, { recursive: true, mode: 0o700 })
const keyFile = `${folder}/signing-key`
if (!existsSync(keyFile)) {
  const key = await formatSigningKey(`127.0.0.1:${port}/log`, new Uint8Array(randomBytes(32)))
  writeFileSync(keyFile, key, SECRET)
}
const hrana = await startHrana(`${folder}/mingzhang.db`)
await migrate(openHttpDatabase(hrana.url), await readMigrations())
// As a file: what is given on the command line stands in the list of processes, and wrangler prints it.
const varsFile = `${folder}/vars`
const signingKey = readFileSync(keyFile, 'utf8').trim()
writeFileSync(varsFile, `LIBSQL_URL=${hrana.url}\nSIGNING_KEY=${signingKey}\n`, SECRET)
const wrangler = spawn('wrangler', ['dev', '--env', 'local', '--port', port, '--env-file', varsFile], {
  stdio: 'inherit',
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => wrangler.kill(signal))
wrangler.once('exit', (code) => void hrana.close().then(() => process.exit(code ?? 0)))
