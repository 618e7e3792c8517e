/** Time that a reader's browser takes to check the page of a record, in Chromium, over a city that is served. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMachine } from '../../worker/machine/machine.ts'
import { serveApp } from '../../worker/machine/server.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../support/browser/chromium.ts'
import { buildCity } from '../support/city/city-folder.ts'
import { median, type Row } from './row.ts'

const TIMES = 9
/** Milliseconds for the checks themselves, once the data is there. */
const MOST = 10

export async function benchVisits(): Promise<Row[]> {
  if (whySkipped !== null) return []
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-visits-'))
  const machine = await openMachine({ dataDir: await buildCity(join(folder, 'city')) })
  const { services } = machine
  const served = await serveApp({ services, host: '127.0.0.1', port: 0, log: () => undefined })
  const browser = await launchChromium()
  try {
    const { items } = await services.reading.records({ kind: 'decision', limit: 500 })
    const longest = items.sort((a, b) => b.seq - a.seq)[0]
    if (longest === undefined) throw new Error('no record to check')
    const times = await timesOf(browser, `${served.url}/en/decisions/${longest.id}`)
    const checks = median(times.map((one) => one.checks))
    const all = Math.round(median(times.map((one) => one.all)))
    return [
      {
        what: `in-browser verification of one record (${longest.seq} entries), data at hand`,
        ours: Math.round(checks * 10) / 10,
        ...{ unit: 'ms', baseline: '—', theirs: null, ratio: null },
        target: `≤ ${MOST} ms`,
        pass: checks <= MOST,
        note: `median of ${TIMES}; from the request of the page to its seal ${all} ms`,
      },
    ]
  } finally {
    await browser.close()
    await served.close()
    await machine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function timesOf(browser: TestBrowser, url: string): Promise<{ checks: number; all: number }[]> {
  const times: { checks: number; all: number }[] = []
  for (let i = 0; i < TIMES; i++) {
    // A reader who comes for the first time.
    const context = await browser.newContext()
    const page = await context.newPage()
    const started = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator('[data-proof] .seal--good').waitFor()
    const all = performance.now() - started
    const told = (await page.locator('[data-proof]').textContent()) ?? ''
    const [, checks] = /([\d.]+) ms/.exec(told) ?? []
    if (checks === undefined) throw new Error(`the page tells no time: ${told}`)
    times.push({ checks: Number(checks), all })
    await context.close()
  }
  return times
}
