/** Debian's Chromium for tests in a real browser: one for the whole run of a file. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { PATIENCE } from '../run/patience.ts'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const found = PATHS.find((path) => existsSync(path)) ?? null

/** Why browser tests do not run here; null when they do. With CI=true a missing browser is a failure, not a skip. */
export const whySkipped: string | null =
  found !== null
    ? null
    : `no Chromium in ${PATHS.join(', ')}: browser tests are skipped (apt-get install chromium)`

if (whySkipped !== null && process.env.CI === 'true') throw new Error(whySkipped)
if (whySkipped !== null) console.warn(whySkipped)

/** Starts the browser; its pages wait with patience. @throws Error when there is none */
export async function launchChromium(): Promise<Browser> {
  if (found === null) throw new Error(whySkipped ?? 'no Chromium')
  const browser = await chromium.launch({
    executablePath: found,
    timeout: PATIENCE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const { newContext } = browser
  browser.newContext = async (options) => {
    const context = await newContext.call(browser, options)
    context.setDefaultTimeout(PATIENCE)
    return context
  }
  return browser
}
