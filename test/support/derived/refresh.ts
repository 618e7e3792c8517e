/** Keeps what this code derives, once the versions of what changed were raised. */
import { readFileSync, writeFileSync } from 'node:fs'
import { FILE, shapesNow, toRaise } from './shapes.ts'

const now = shapesNow()
const open = toRaise(JSON.parse(readFileSync(FILE, 'utf8')), now)
if (open.length > 0) {
  console.error(open.join('\n'))
  process.exit(1)
}
writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`)
