/**
 * Ten questions with which people come, each answered by clicking from the front page. What is typed is not counted;
 * each click and each press of a button is. The real registers are skipped, with a notice, where they are not beside the
 * repository; one that has powers alone, and one that has promises alone, are asked what they can answer.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMachine } from '../../../worker/machine/machine.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { startCity } from '../../support/city/city-server.ts'
import { importedRegister, type RegisterName } from '../../support/registers/registers.ts'
import { sharedFolder } from '../../support/shared.ts'

interface Step {
  /** What is typed or chosen before the click, by the selector of the field. */
  fill?: { readonly [field: string]: string }
  click: string
}

const SHOW = 'form.ask button[type=submit]'
const FIND = '.find--big button'
const MORE = 'form.ask summary'
const nav = (lang: string, list: string): Step => ({ click: `nav a[href="/${lang}/${list}"]` })

interface Served {
  url: string
  close(): Promise<void>
}

async function startRegister(name: RegisterName): Promise<Served> {
  const machine = await openMachine({ dataDir: (await importedRegister(name)).folder })
  await machine.services.catchUp()
  const served = await serveApp({
    services: machine.services,
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
  })
  return {
    url: served.url,
    async close() {
      await served.close()
      await machine.close()
    },
  }
}

/** Walks from the front page, and says how many clicks it took and where that led. */
async function walk(page: Page, base: string, lang: string, steps: readonly Step[]) {
  await page.goto(`${base}/${lang}`)
  for (const { fill = {}, click } of steps) {
    for (const [field, value] of Object.entries(fill)) {
      const control = page.locator(field).first()
      if ((await control.evaluate((element) => element.tagName)) === 'SELECT')
        await control.selectOption(value)
      else await control.fill(value)
    }
    const from = page.url()
    const folds = click === MORE
    await page.locator(click).first().click()
    if (!folds) await page.waitForURL((url) => url.href !== from)
    // No link of the site asks a page for what that does not know.
    expect(await page.locator('p.notice').allTextContents(), page.url()).toEqual([])
  }
  const said = (await page.locator('.said').allTextContents()).join(' ')
  return { clicks: steps.length, said, path: page.url().slice(base.length) }
}

describe.skipIf(whySkipped !== null)('questions about the fictional city', () => {
  let city: Served
  let browser: TestBrowser
  let page: Page

  beforeAll(async () => {
    city = await startCity()
    browser = await launchChromium()
    page = await (await browser.newContext()).newPage()
  })

  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  it.each<[question: string, clicks: number, steps: Step[], said: string]>([
    [
      'what the water bureau promised for this year',
      2,
      [
        nav('zh', 'milestones'),
        { fill: { '#f-department': 'dep-mc-water', '#f-from': '2026', '#f-to': '2026' }, click: SHOW },
      ],
      '明川市水务局',
    ],
    [
      'which dates moved most',
      2,
      [{ click: '.tries a[href*="slipped"]' }, { fill: { '#f-sort': '-moved' }, click: SHOW }],
      '节点',
    ],
    [
      'which powers were never used',
      3,
      [nav('zh', 'responsibilities'), { click: MORE }, { fill: { '#f-used': 'no' }, click: SHOW }],
      '没有决策用过',
    ],
    [
      'which powers were in force in 2024',
      2,
      [nav('zh', 'responsibilities'), { fill: { '#f-on': '2024' }, click: SHOW }],
      '2024 有效',
    ],
    [
      'where it was decided',
      2,
      [nav('zh', 'decisions'), { click: '.tools a[href^="/zh/map/"]' }],
      '地图上有位置',
    ],
  ])('%s: %i clicks', async (_, clicks, steps, words) => {
    const found = await walk(page, city.url, 'zh', steps)
    expect(found.clicks).toBe(clicks)
    expect(found.said).toContain(words)
    expect(Number(/[\d,]+/.exec(found.said)?.[0].replaceAll(',', ''))).toBeGreaterThan(0)
  })
})

const SHARED = sharedFolder()
if (SHARED === null)
  console.warn('Skipped: the real registers are not there (MINGZHANG_SHARED, or ../shared).')

describe.skipIf(whySkipped !== null || SHARED === null)('questions about a council', () => {
  let council: Served
  let browser: TestBrowser
  let page: Page

  beforeAll(async () => {
    council = await startRegister('nyc-council')
    browser = await launchChromium()
    page = await (await browser.newContext()).newPage()
  })

  afterAll(async () => {
    await browser?.close()
    await council?.close()
  })

  it.each<[question: string, clicks: number, steps: Step[], said: RegExp]>([
    [
      'the newest laws',
      2,
      [nav('en', 'decisions'), { fill: { '#f-status': 'promulgated' }, click: SHOW }],
      /^211 decisions/,
    ],
    [
      'what was passed in March 2023',
      2,
      [nav('en', 'decisions'), { fill: { '#f-from': '2023-03', '#f-to': '2023-03' }, click: SHOW }],
      /^\d+ decisions: decided 2023-03/,
    ],
    [
      'bills that died without a hearing',
      3,
      [
        nav('en', 'decisions'),
        { click: MORE },
        { fill: { '#f-without': 'hearing', '#f-status': 'lapsed' }, click: SHOW },
      ],
      /^496 decisions/,
    ],
    [
      'who was responsible in 2019',
      3,
      [
        nav('en', 'decisions'),
        { click: '.tools a[href="/en/memberships"]' },
        { fill: { '#f-on': '2019' }, click: SHOW },
      ],
      /^[1-9]\d* memberships: in office in 2019/,
    ],
  ])('%s: %i clicks', async (_, clicks, steps, words) => {
    const found = await walk(page, council.url, 'en', steps)
    expect(found.clicks).toBe(clicks)
    expect(found.said).toMatch(words)
  })

  it('how one member voted on the overridden vetoes: 3 clicks', async () => {
    const read = async (path: string) => (await fetch(`${council.url}/api/v1${path}`)).json()
    const { items } = await read('/people?limit=500')
    const voted = async (id: string) => (await read(`/people/${id}/votes?had=override`)).total
    let member: { id: string; title: string } | null = null
    for (const one of items) if (member === null && (await voted(one.id)) > 0) member = one
    const { id, title } = member ?? { id: '', title: '' }
    const found = await walk(page, council.url, 'en', [
      { fill: { '#find-home': title }, click: FIND },
      { click: `main a[href="/en/people/${id}"]` },
      { click: 'a[href*="had=override"]' },
    ])
    expect(found.path).toBe(`/en/people/${id}/votes?had=override`)
    expect(found.said).toMatch(new RegExp(`^${await voted(id)} votes?$`))
  })

  it('everything about one street: 1 click', async () => {
    await walk(page, council.url, 'en', [{ fill: { '#find-home': 'Cross Bay Boulevard' }, click: FIND }])
    expect(await page.locator('main a[href*="/decisions/"]').count()).toBeGreaterThan(0)
  })

  it('what changed in the last delivery: 2 clicks', async () => {
    const found = await walk(page, council.url, 'en', [
      { click: 'a[href="/en/deliveries"]' },
      { click: 'table.list tbody a' },
    ])
    expect(found.path).toMatch(/^\/en\/deliveries\/nyc-council/)
    expect(await page.locator('#told ~ ul.items li').count()).toBeGreaterThan(0)
  })
})

/** Questions to a register, and the sentence that a list answers with. */
interface Asked {
  register: RegisterName
  lang: string
  questions: [question: string, clicks: number, steps: Step[], said: RegExp][]
}

const OTHERS: readonly Asked[] = [
  {
    register: 'responsibility-list',
    lang: 'zh',
    questions: [
      [
        'which powers were never used',
        3,
        [nav('zh', 'responsibilities'), { click: MORE }, { fill: { '#f-used': 'no' }, click: SHOW }],
        /^2,638.*没有决策用过/,
      ],
      [
        'what may be punished',
        2,
        [nav('zh', 'responsibilities'), { fill: { '#f-type': 'penalty' }, click: SHOW }],
        /^[1-9][\d,]*.*行政处罚/,
      ],
      [
        'what the list says of food',
        2,
        [nav('zh', 'responsibilities'), { fill: { '#f-q': '食品' }, click: SHOW }],
        /^[1-9]\d* .*食品/,
      ],
    ],
  },
  {
    register: 'hhs-it',
    lang: 'en',
    questions: [
      [
        'which dates moved most',
        2,
        [nav('en', 'milestones'), { fill: { '#f-sort': '-moved' }, click: SHOW }],
        /^[1-9][\d,]* milestones/,
      ],
      [
        'what was promised for 2012',
        2,
        [nav('en', 'milestones'), { fill: { '#f-from': '2012', '#f-to': '2012' }, click: SHOW }],
        /^[1-9][\d,]* milestones.*2012/,
      ],
    ],
  },
]

describe.skipIf(whySkipped !== null || SHARED === null)('questions about powers and about promises', () => {
  it.each(OTHERS.map((one) => [one.register, one] as const))(
    '%s',
    async (_, { register, lang, questions }) => {
      const served = await startRegister(register)
      const browser = await launchChromium()
      try {
        const page = await (await browser.newContext()).newPage()
        for (const [question, clicks, steps, words] of questions) {
          const found = await walk(page, served.url, lang, steps)
          console.log(`${register}, ${question}: ${found.clicks} clicks: ${found.said}`)
          expect(found.clicks, question).toBe(clicks)
          expect(found.said, question).toMatch(words)
        }
      } finally {
        await browser.close()
        await served.close()
      }
    },
  )
})
