/** `npm run race -- --writers 8 --entries 200` */
import { parseArgs } from 'node:util'
import { race, raceHolds } from './race.ts'

const { values } = parseArgs({
  options: {
    writers: { type: 'string', default: '8' },
    entries: { type: 'string', default: '200' },
    json: { type: 'boolean' },
  },
})
const result = await race(Number(values.writers), Number(values.entries))
const ok = raceHolds(result)
if (values.json === true) console.log(JSON.stringify({ ok, ...result }, null, 2))
else {
  console.log(
    `${result.writers} processes, ${result.acknowledged} of ${result.wanted} entries acknowledged in ${result.seconds.toFixed(1)} s ` +
      `(${Math.round(result.acknowledged / result.seconds)}/s); ledger of ${result.size}; ` +
      `${result.lost.length} lost, ${result.doubled} doubled; audit: ${result.finding ?? 'whole'}`,
  )
  console.log(ok ? 'One history, no gap, no duplicate.' : 'FAILED')
}
process.exitCode = ok ? 0 : 1
