import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { flipsBundle, vectorsBundle } from '../../support/browser/desk-bundle.ts'
import { type CityServer, startCity } from '../../support/city/city-server.ts'
import { newFolder } from '../../support/folders.ts'
import type { Flips } from '../../support/ledger/flips.ts'
import { signerNamed } from '../../support/ledger/signers.ts'
import type { Tally } from '../../support/ledger/vectors.ts'
import { publishedVectors } from '../../support/shared.ts'

/** Gives the page on which evidence is checked a file. */
const dropOn = (page: Page) => (text: string) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'record.evidence.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })

describe.skipIf(whySkipped !== null)('checking an evidence file in Chromium', () => {
  let browser: TestBrowser
  let city: CityServer

  beforeAll(async () => {
    city = await startCity()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  const published = publishedVectors()
  it.skipIf(published === null)('runs the published vectors as Node does', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    // Ed25519 is there on pages of a secure origin alone, as this one is.
    await page.goto(`${city.url}/robots.txt`)
    await page.evaluate(await vectorsBundle())
    const { faults, taken, refused } = await page.evaluate(
      (given) =>
        (
          globalThis as unknown as { vectors: { tryVectors(of: unknown): Promise<Tally> } }
        ).vectors.tryVectors(given),
      published,
    )
    expect(faults).toEqual([])
    expect([taken > 100, refused > 80]).toEqual([true, true])
    await context.close()
  })

  it('notices with the network off each byte of a file in which a bit is turned', async () => {
    const [department] = await city.records('department')
    const file = await (await fetch(`${city.url}/api/v1/records/${department?.id}/evidence-file`)).text()
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${city.url}/robots.txt`)
    await page.evaluate(await flipsBundle())
    await context.setOffline(true)
    const { whole, tried, unnoticed } = await page.evaluate(
      ([text = '', key = '']) =>
        (
          globalThis as unknown as {
            flips: { turnBits(file: Uint8Array, trusted: string, now: number): Promise<Flips> }
          }
        ).flips.turnBits(new TextEncoder().encode(text), key, 2 ** 33),
      [file, city.services.log.verifierKey],
    )
    expect([whole, unnoticed]).toEqual(['holds', []])
    expect(tried).toBe(Buffer.byteLength(file))
    await context.close()
  })

  it('holds with the network off, and a changed file, another policy or nonsense does not', async () => {
    const [decision] = await city.records('decision')
    const id = decision?.id ?? ''
    const file = await (await fetch(`${city.url}/api/v1/records/${id}/evidence-file`)).text()
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text())
    })
    await page.goto(`${city.url}/zh/check`)
    await page.locator('input[type=file]').waitFor()
    await context.setOffline(true)
    const drop = dropOn(page)

    await drop(file)
    await page.locator('.verdict--neutral').waitFor()
    expect(await page.locator('.verdict--good').count()).toBe(0)
    await page.locator('textarea').fill(city.services.log.verifierKey)
    await page.locator('.verdict--good').waitFor()
    const told = await page.locator('[data-check]').textContent()
    expect(told).toContain(decision?.title)
    expect(told).not.toMatch(/\d{4}-\d\d-\d\dT\d|:\d\d(\.\d+)?Z/)
    expect(told).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d UTC\+8/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(await violations(page)).toEqual([])

    const at = file.indexOf('"content"')
    await drop(
      `${file.slice(0, at + 30)}${file.slice(at + 30, at + 31) === 'x' ? 'y' : 'x'}${file.slice(at + 31)}`,
    )
    await page.locator('.verdict--broken').waitFor()
    await drop('{}')
    await page.locator('.verdict--broken').waitFor()

    await drop(file)
    await page.locator('.verdict--good').waitFor()
    await page.evaluate((long) => {
      const input = document.querySelector('input[type=file]')
      if (!(input instanceof HTMLInputElement)) throw new Error('no input')
      for (const text of [long, '{}']) {
        const dropped = new DataTransfer()
        dropped.items.add(new File([text], 'dropped.json'))
        input.files = dropped.files
        input.dispatchEvent(new Event('change', { bubbles: true }))
      }
    }, file)
    await page.locator('.verdict--broken').waitFor()
    await page.waitForTimeout(500)
    expect(await page.locator('.verdict--broken').count()).toBe(1)

    await drop(file)
    await page.locator('.verdict--good').waitFor()
    const other = await signerNamed('other.example/log')
    await page.locator('textarea').fill(`log ${other.verifierKey}\nquorum none\n`)
    await page.locator('.verdict--broken').waitFor()
    await page.locator('textarea').fill('nonsense')
    await page.locator('.verdict--broken').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('can be kept as a file that works from the disk, with the network off', async () => {
    const [decision] = await city.records('decision')
    const id = decision?.id ?? ''
    const evidence = await (await fetch(`${city.url}/api/v1/records/${id}/evidence-file`)).text()
    const { checkers } = await (await fetch(`${city.url}/.well-known/mingzhang.json`)).json()
    const kept = join(await newFolder(), 'checker.html')
    await writeFile(kept, await (await fetch(`${city.url}${checkers.zh.path}`)).text())
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
    await context.setOffline(true)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await page.goto(pathToFileURL(kept).href)
    await page.locator('textarea').fill(city.services.log.verifierKey)
    const drop = dropOn(page)
    await drop(evidence)
    await page.locator('.verdict--good').waitFor()
    await drop(evidence.replace('"salt": "', '"salt": "A'))
    await page.locator('.verdict--broken').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    // Nothing can be sent from it, even by what might have crept in.
    const away = page.evaluate((url) => fetch(url).then(() => 'sent'), city.url)
    await expect(away).rejects.toThrow()
    expect(
      errors.filter((text) => !text.includes('Content Security Policy') && !text.includes('Fetch API')),
    ).toEqual([])
    await context.close()
  })
})
