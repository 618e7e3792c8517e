/** `npm run crash -- --kills 200` */
import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { crash, crashHolds } from './crash.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, json: { type: 'boolean' } },
})
/** Every fourth kill comes at any moment of the start; the others while it works, however slow the machine is. */
async function moment(acknowledged: () => number): Promise<void> {
  const before = acknowledged()
  if (randomInt(4) > 0) while (acknowledged() === before) await setTimeout(5)
  await setTimeout(randomInt(5, 400))
}

const result = await crash(
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
