/** The Worker of a folder in workerd, on any free port: what is killed. Prints its address when it answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startWorkerd } from '../../workerd/workerd.ts'

const [built = ''] = process.argv.slice(2)
const { LIBSQL_URL = '', SIGNING_KEY = '' } = process.env
const worker = await startWorkerd(readFileSync(join(built, 'index.js'), 'utf8'), {
  bindings: { LIBSQL_URL, SIGNING_KEY },
  port: 0,
})
process.stdout.write(`${(await worker.ready).origin}\n`)
