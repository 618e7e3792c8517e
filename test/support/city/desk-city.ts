/** The demo city with a browser, and ways into its workbench. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import type { Role } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { launchChromium, type TestBrowser } from '../browser/chromium.ts'
import { type CityServer, startCity } from './city-server.ts'

export interface SignedIn {
  page: Page
  context: BrowserContext
  /** What went wrong in the page. */
  errors: string[]
}

export interface DeskCity {
  browser: TestBrowser
  city: CityServer
  /** Under a name: passkeys and the cookie of a session need one. */
  home: string
  /** A browser in which nobody is signed in yet. */
  visitor(options?: BrowserContextOptions): Promise<SignedIn>
  /**
   * Somebody of a role in a browser of their own, signed in by what the page of a one-time link asks the API; that
   * page itself is the subject of `desk.test.ts`.
   *
   * @param path where the page then is
   */
  signedIn(role: Role, options?: BrowserContextOptions, path?: string): Promise<SignedIn>
  /** A second person of the water bureau approves what was handed in there, and is not seen doing so. */
  approveWaiting(): Promise<void>
  close(): Promise<void>
}

export async function openDeskCity(options?: Parameters<typeof startCity>[0]): Promise<DeskCity> {
  const city = await startCity(options)
  const browser = await launchChromium()
  const home = city.url.replace('127.0.0.1', 'localhost')

  async function visitor(options: BrowserContextOptions = {}): Promise<SignedIn> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    return { page, context, errors }
  }

  return {
    browser,
    city,
    home,
    visitor,
    async signedIn(role, options, path = '/zh/desk') {
      const opened = await openAccounts(city.services)
      const token = opened.find((one) => one.role === role)?.token ?? ''
      const found = await visitor(options)
      await found.page.goto(`${home}/favicon.svg`)
      const status = await found.page.evaluate(
        async (token) =>
          (
            await fetch('/auth/invitation/once', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ token }),
            })
          ).status,
        token,
      )
      if (status >= 300) throw new Error(`the link of a ${role} was answered with ${status}`)
      await found.page.goto(home + path)
      await found.page.getByRole('heading', { level: 1 }).waitFor()
      return found
    },
    async approveWaiting() {
      const found = (await openAccounts(city.services)).find(({ role }) => role === 'approver')
      if (found === undefined) throw new Error('the city has nobody who approves')
      const { drafts } = city.services
      for (const { id, version } of (await drafts.list(found)).waiting)
        await drafts.approve(found, id, version)
    },
    async close() {
      await browser.close()
      await city.close()
    },
  }
}

/** A city with a browser for the tests of one block: opened before the first, closed after the last. */
export function inDeskCity(): { readonly desk: DeskCity; readonly home: string } {
  let opened: DeskCity | null = null
  const desk = (): DeskCity => {
    if (opened === null) throw new Error('the city is open only while the tests of its block run')
    return opened
  }
  beforeAll(async () => {
    opened = await openDeskCity()
  })
  afterAll(() => opened?.close())
  return {
    get desk() {
      return desk()
    },
    get home() {
      return desk().home
    },
  }
}
