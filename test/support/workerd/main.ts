/**
 * `npm run workerd`: every test that asks the API of a ledger of its own (`testApi`), against the Worker in workerd over
 * a real libSQL server instead of an app in this process. Names of files may follow; all of them otherwise.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Files that need what no Worker takes from a test, with their reason. */
const LEFT_OUT: readonly (readonly [path: string, why: string])[] = [
  ['test/api/questions/asking.test.ts', 'asks more often than one network may'],
  ['test/api/disk-full.test.ts', 'fills the disk of the embedded database'],
  ['test/api/consultations/comments.test.ts', 'asks more often than one network may, on days of a set clock'],
]

const asking = ['test/api', 'test/attack', 'test/site'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.test.ts'))
    .filter((path) => LEFT_OUT.every(([left]) => left !== path))
    .filter((path) => /\btestApi\(/.test(readFileSync(join(root, path), 'utf8'))),
)

const wanted = process.argv.slice(2)
const files = asking.filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
if (files.length === 0) {
  console.error(`no test of the API is named ${wanted.join(', ')}; there are ${asking.join(', ')}`)
  process.exit(2)
}
for (const [path, why] of LEFT_OUT) console.log(`left out: ${path}, ${why}`)
// One at a time: each ledger has a server and a Worker of its own.
const args = ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', 'node', '--maxWorkers', '1']
const { status } = spawnSync('npx', [...args, ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, RUNTIME: 'workerd' },
})
process.exit(status ?? 1)
