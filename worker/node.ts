/** `npm start`: the real thing on one machine, as the environment says (`machine/README.md`). */
import { Problem } from './domain/record/problem.ts'
import type { Environment } from './machine/environment.ts'
import { type Machine, openMachine } from './machine/machine.ts'
import { stateDirOf } from './machine/marks.ts'
import { serveApp } from './machine/server.ts'
import { parseCaseKey } from './services/sealing/cases.ts'

const environment: Environment = process.env
const {
  PORT = '8787',
  HOST = '127.0.0.1',
  DATA_DIR = '.data',
  ORIGIN,
  PLACE_ZH = '',
  PLACE_EN = '',
  TRUST_PROXY,
  CASES_KEY,
  PRIVATE_ISSUERS,
} = environment
const port = Number(PORT)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(
    `PORT 应为 0 到 65535 的整数，而不是“${PORT}”。PORT must be a whole number from 0 to 65535, not "${PORT}".`,
  )
  process.exit(2)
}
const origin = ORIGIN?.replace(/\/+$/, '')

/** Opens the data folder; what the operator set wrongly ends here, in words. */
async function openFolder(): Promise<Machine> {
  try {
    return await openMachine({
      place: { zh: PLACE_ZH, en: PLACE_EN },
      dataDir: DATA_DIR,
      stateDir: stateDirOf(environment),
      check: true,
      privateIssuers: PRIVATE_ISSUERS === '1',
      caseKey: CASES_KEY === undefined ? undefined : parseCaseKey(CASES_KEY),
      origin: origin === undefined ? undefined : `${origin.replace(/^https?:\/\//, '')}/log`,
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`${error.words.zh}${error.words.en}`)
    process.exit(2)
  }
}

const machine = await openFolder()
const served = await serveApp({
  services: machine.services,
  host: HOST,
  port,
  origin,
  trustProxy: TRUST_PROXY === '1',
})
console.log(`明账 Mingzhang: ${served.url} (${DATA_DIR})`)

let closing = false
async function stop(): Promise<void> {
  if (closing) return
  closing = true
  await served.close()
  await machine.close()
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
