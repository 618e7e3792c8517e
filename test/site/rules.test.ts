import { beforeAll, describe, expect, it } from 'vitest'
import { severities } from '../../worker/domain/kinds/flag/severity.ts'
import { viewOf } from '../../worker/domain/rules/catalogue.ts'
import { rules } from '../../worker/domain/rules/rules.ts'
import { NO_VERDICT } from '../../worker/domain/rules/words.ts'
import { createSite } from '../../worker/site/site.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { createFakeLedger } from '../support/site/fake-reading.ts'
import { undivided } from '../support/site/undivided.ts'

const assets = fakeAssets

let get: (path: string) => Promise<Response>
beforeAll(async () => {
  const { reading } = await createFakeLedger()
  const site = createSite({ reading, assets })
  get = async (path) => site.request(`http://h${path}`)
})

const text = async (path: string): Promise<string> =>
  undivided(await (await get(path)).text())
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')

describe.each(['zh', 'en'] as const)('rules in %s', (lang) => {
  it('are listed by group, each with what it looks for', async () => {
    const page = await text(`/${lang}/rules`)
    const html = await (await get(`/${lang}/rules`)).text()
    expect(page).toContain(NO_VERDICT[lang])
    for (const { id, name, definition, severity } of rules) {
      expect(html).toContain(`href="/${lang}/rules/${id}"`)
      expect(page).toContain(`${id} ${name[lang]}`)
      expect(page).toContain(`${severities[severity][lang]} ${definition[lang]}`)
    }
  })

  it.each(rules.map((rule) => [rule.id, viewOf(rule)] as const))(
    '%s says all of itself',
    async (id, rule) => {
      const page = await text(`/${lang}/rules/${id}`)
      expect(page).toContain(NO_VERDICT[lang])
      for (const words of [rule.name, rule.definition, rule.why, rule.condition, ...rule.falsePositives])
        expect(page).toContain(words[lang])
      for (const { words, articles } of rule.basis) {
        expect(page).toContain(words[lang])
        for (const article of articles) expect(page).toContain(/^\d+/.exec(article)?.[0])
      }
      for (const { name, words } of rule.parameters) {
        expect(page).toContain(`${id}.${name}`)
        expect(page).toContain(words[lang])
      }
      expect(page).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object|\{\w+\}/)
    },
  )

  it('cite a statute as it is cited', async () => {
    expect(await text(`/${lang}/rules/P07`)).toContain(
      lang === 'zh'
        ? '《重大行政决策程序暂行条例》第 18 条、第 29 条第 2 项、第 32 条'
        : 'Interim Regulation on Major Administrative Decision-Making (Order 713), Art. 18, Art. 29 item 2, Art. 32',
    )
  })

  it('are not there under other names', async () => {
    for (const path of ['/rules/P99', '/rules/constructor'])
      expect((await get(`/${lang}${path}`)).status, path).not.toBe(200)
    const small = await get(`/${lang}/rules/p01`)
    expect([small.status, small.headers.get('location')]).toEqual([302, `/${lang}/rules/P01`])
  })

  it('are reached from every page', async () => {
    for (const path of ['', '/departments', '/rules/P01'])
      expect(await (await get(`/${lang}${path}`)).text()).toContain(`href="/${lang}/rules"`)
  })
})
