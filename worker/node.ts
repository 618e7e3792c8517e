/** `npm start`: the real thing on one machine. PORT, HOST, DATA_DIR, ORIGIN, PLACE_ZH, PLACE_EN, TRUST_PROXY, CASES_KEY come from the environment. */
import { Problem } from './domain/record/problem.ts'
import { openMachine } from './machine/machine.ts'
import { serveApp } from './machine/server.ts'
import { parseCaseKey } from './services/sealing/cases.ts'

const {
  PORT = '8787',
  HOST = '127.0.0.1',
  DATA_DIR = '.data',
  ORIGIN,
  PLACE_ZH = '',
  PLACE_EN = '',
  TRUST_PROXY,
  CASES_KEY,
} = process.env
const port = Number(PORT)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(
    `PORT 应为 0 到 65535 的整数，而不是“${PORT}”。PORT must be a whole number from 0 to 65535, not "${PORT}".`,
  )
  process.exit(2)
}
const caseKey = CASES_KEY === undefined ? undefined : parseCaseKey(CASES_KEY)
if (caseKey === null) {
  console.error(
    'CASES_KEY 应为 32 个随机字节的 base64（openssl rand -base64 32）。CASES_KEY must be base64 of 32 random bytes.',
  )
  process.exit(2)
}
const origin = ORIGIN?.replace(/\/+$/, '')
const machine = await openMachine({
  place: { zh: PLACE_ZH, en: PLACE_EN },
  dataDir: DATA_DIR,
  caseKey,
  origin: origin === undefined ? undefined : `${origin.replace(/^https?:\/\//, '')}/log`,
}).catch((error: unknown) => {
  if (!(error instanceof Problem)) throw error
  console.error(`${error.words.zh}${error.words.en}`)
  process.exit(2)
})
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
