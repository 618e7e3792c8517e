/** `npm run dev:edge`: the Worker in workerd over a local libSQL server, until interrupted. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { formatSigningKey } from '../../worker/ledger/vkey.ts'
import { readMigrations } from '../../worker/machine.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'
import { migrate } from '../../worker/store/migrate.ts'
import { startHrana } from './hrana.ts'

const folder = process.env.DATA_DIR ?? '.data-edge'
mkdirSync(folder, { recursive: true, mode: 0o700 })
const keyFile = `${folder}/signing-key`
if (!existsSync(keyFile)) {
  writeFileSync(keyFile, await formatSigningKey('127.0.0.1:8787/log', new Uint8Array(randomBytes(32))), {
    mode: 0o600,
  })
}
const hrana = await startHrana(`${folder}/mingzhang.db`)
await migrate(openHttpDatabase(hrana.url), await readMigrations())
const vars = { LIBSQL_URL: hrana.url, SIGNING_KEY: readFileSync(keyFile, 'utf8').trim() }
const args = [
  'dev',
  '--port',
  process.env.PORT ?? '8787',
  ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
]
const wrangler = spawn('wrangler', args, {
  stdio: 'inherit',
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
})
wrangler.once('exit', (code) => void hrana.close().then(() => process.exit(code ?? 0)))
