/** Debian's Chromium for tests in a real browser: one for each process that runs tests. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { PATIENCE } from '../run/patience.ts'

/** The one without windows first: it draws the same pages, and opens one for a third of the work. */
const PATHS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

const found = PATHS.find((path) => existsSync(path)) ?? null

/** Why browser tests do not run here; null when they do. With CI=true a missing browser is a failure, not a skip. */
export const whySkipped: string | null =
  found !== null
    ? null
    : `no Chromium in ${PATHS.join(', ')}: browser tests are skipped (apt-get install chromium)`

if (whySkipped !== null && process.env.CI === 'true') throw new Error(whySkipped)
if (whySkipped !== null) console.warn(whySkipped)

/** The browser as the tests of one file use it: with contexts of its own, which go when it is closed. */
export interface TestBrowser {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

/**
 * What Chromium leaves out. The first line is for tests alone: with windows, it would for each load the pages of its
 * own address bar, which took more than half of opening one. Of two such lists the later counts, so the rest says
 * again what Playwright leaves out (chromiumSwitches.ts of playwright-core).
 */
const LEFT_OUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
]

let started: Promise<Browser> | null = null

/** Starts the browser, or goes on with the one of this process; its pages wait with patience. @throws Error when there is none */
export async function launchChromium(): Promise<TestBrowser> {
  if (found === null) throw new Error(whySkipped ?? 'no Chromium')
  started ??= chromium.launch({
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
      `--disable-features=${LEFT_OUT.join(',')}`,
    ],
  })
  const browser = await started
  const contexts: BrowserContext[] = []
  return {
    async newContext(options) {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(PATIENCE)
      // A function that is sent to a page comes as the loader of this process has written it: with a call that keeps its name.
      await context.addInitScript('globalThis.__name ??= (named) => named')
      contexts.push(context)
      return context
    },
    async close() {
      for (const context of contexts) await context.close()
    },
  }
}
