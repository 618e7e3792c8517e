/** Keeps what this code derives, and raises the version of whatever it derives otherwise than before. */
import { readFileSync, writeFileSync } from 'node:fs'
import { due, FILE, raised, shapesNow } from './shapes.ts'

const root = new URL('../../../', import.meta.url)
const now = shapesNow()
const open = due(JSON.parse(readFileSync(FILE, 'utf8')), now)
const stuck = open.filter(({ raise }) => raise === null)
if (stuck.length > 0) {
  console.error(stuck.map(({ says }) => says).join('\n'))
  process.exit(1)
}
for (const { name, raise } of open) {
  const one = now[name]
  if (raise === null || one === undefined) continue
  const file = new URL(raise.file, root)
  writeFileSync(file, raised(readFileSync(file, 'utf8'), raise.from))
  one.version = raise.from + 1
  console.log(`${raise.file}: version ${raise.from} is now ${one.version}`)
}
writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`)
