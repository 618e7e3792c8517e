/** `npm start`: the real thing on one machine, as the environment says (`machine/README.md`). */
import { Problem } from './domain/record/problem.ts'
import { type Environment, withoutEmpty } from './machine/environment.ts'
import type { Machine } from './machine/machine.ts'
import { parseMetrics } from './machine/metrics/serve.ts'
import { serveApp } from './machine/server.ts'
import { type Grounded, groundIn } from './machine/serving/ground.ts'
import { namedIn, openServing } from './machine/serving/place.ts'

const environment = withoutEmpty<Environment>(process.env)
const { PORT = '8787', HOST = '127.0.0.1', ORIGIN, TRUST_PROXY } = environment
const port = Number(PORT)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(
    `PORT 应为 0 到 65535 的整数，而不是“${PORT}”。PORT must be a whole number from 0 to 65535, not "${PORT}".`,
  )
  process.exit(2)
}
const origin = ORIGIN?.replace(/\/+$/, '')

/** Opens the data folder, or the ledger on a server; what the operator set wrongly ends here, in words. */
async function open(): Promise<{ shown: string; machine: Machine; grounded: Grounded }> {
  try {
    const grounded = await groundIn(environment, namedIn(environment))
    return { ...(await openServing(environment, origin)), grounded }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`${error.words.zh}${error.words.en}`)
    process.exit(2)
  }
}

/** Socket of the measures; a wrong setting ends here, in words. */
function metricsPlace() {
  try {
    return environment.METRICS === undefined ? undefined : parseMetrics(environment.METRICS)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`${error.words.zh}${error.words.en}`)
    process.exit(2)
  }
}

const metrics = metricsPlace()
const { shown, machine, grounded } = await open()
const served = await serveApp({
  services: machine.services,
  host: HOST,
  port,
  origin,
  trustProxy: TRUST_PROXY === '1',
  metrics,
  ...grounded,
})
console.log(`明账 Mingzhang: ${served.url} (${shown})`)

let closing = false
async function stop(): Promise<void> {
  if (closing) return
  closing = true
  await served.close()
  await machine.close()
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
