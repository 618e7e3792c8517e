/**
 * Whoever reads in English is given every name in English that a record has, on each kind of page, in frames and in
 * feeds. What was printed is kept: beside the name on the page of its record, and wherever a sentence quotes it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindOf, listedKinds, lists, recordKinds } from '../../worker/domain/kinds/table.ts'
import { departmentIn, englishOf, nameIn, titleIn } from '../../worker/domain/kinds/title.ts'
import { type CityServer, startCity } from '../support/city/city-server.ts'

/** Texts of a page, without scripts, styles, code that is quoted as such, the address bar, and what is withheld. */
function textsIn(html: string): string[] {
  return html
    .replace(/<(head|script|style|code|kbd|pre|cite)\b.*?<\/\1>/gs, '\n')
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

const ID = new RegExp(`\\b(${recordKinds.map((kind) => kindOf(kind).prefix).join('|')})[a-z0-9][a-z0-9-]{5,}`)
/** Ids where they are meant: cited addresses, accounts of an envelope, a record of another ledger. */
const OWN = /https?:\/\/|^(账号|account) |^ann-/
/** `legality_review`, `adoptionReports`: a code, alone or behind the name of its field. */
const CODE = /(^|[：:] ?)[a-z]+(_[a-z]+)+$|(^|[：:] ?| )(?!iCalendar$)[a-z]+[A-Z][a-z]+[A-Za-z]*$/

describe('the name of a record', () => {
  it.each([
    ['zh', '水务局', 'Water Bureau', '水务局'],
    ['en', '水务局', 'Water Bureau', 'Water Bureau'],
    ['en', '水务局', null, '水务局'],
    ['en', '水务局', '', '水务局'],
    ['en', '', null, ''],
  ] as const)('in %s, of %j with %j, is %j', (lang, title, titleEn, name) => {
    expect(nameIn(lang, { title, titleEn })).toBe(name)
    expect(titleIn(lang, { title, state: { nameEn: titleEn } })).toBe(name)
    expect(departmentIn(lang, { departmentName: title, departmentNameEn: titleEn })).toBe(name)
  })

  it('is no name where there is none', () => {
    expect(departmentIn('en', { departmentName: null, departmentNameEn: null })).toBe(null)
    expect([englishOf({}), englishOf({ nameEn: null }), englishOf({ titleEn: 'A' })]).toEqual([
      null,
      null,
      'A',
    ])
  })
})

describe('on an English page', () => {
  let city: CityServer
  /** Names as recorded of all that have one in English. */
  let recorded: string[] = []
  const paths: string[] = []

  beforeAll(async () => {
    city = await startCity()
    for (const kind of listedKinds) {
      const records = await city.records(kind)
      for (const { title, state } of records)
        if (title !== '' && englishOf(state) !== null) recorded.push(title)
      const list = lists[kind]
      paths.push(`/en/${list}`, `/embed/en/${list}`, `/feeds/${list}.atom?lang=en`)
      for (const { id } of records.slice(0, 4))
        paths.push(`/en/${list}/${id}`, `/embed/en/${list}/${id}`, `/feeds/${list}/${id}.atom?lang=en`)
    }
    const [used] = (await city.records('decision')).filter(({ state }) => 'responsibility' in state)
    paths.push('/en', '/en/ledger', '/en/figures', '/en/calendar', '/en/services', '/en/search?q=水务')
    paths.push('/feeds/ledger.atom?lang=en', '/feeds/due.atom?lang=en', `/en/versions/${used?.id}`)
    paths.push('/en/deliveries', '/en/response', '/en/coverage', '/en/map/decisions')
    recorded = [...new Set(recorded)]
  })
  afterAll(() => city?.close())

  it('no name stands in Chinese whose record has one in English', async () => {
    expect(recorded.length).toBeGreaterThan(20)
    let looked = 0
    const found: string[] = []
    for (const path of paths) {
      const response = await fetch(city.url + path)
      if (response.status === 404) continue
      expect(response.status, path).toBe(200)
      looked++
      const shown = (await response.text())
        .replace(/<small class="printed".*?<\/small>/gs, '')
        // Beneath the heading of its own page, and as the other name in the list of departments.
        .replace(/<p class="kind" lang="zh-CN">.*?<\/p>/gs, '')
        .replace(/<span class="other" lang="zh-CN">.*?<\/span>/gs, '')
      for (const name of recorded) if (shown.includes(`>${name}<`)) found.push(`${path} ${name}`)
    }
    expect(looked).toBeGreaterThan(60)
    expect(found).toEqual([])
  })

  it('no id of a record and no code of the program stands in the place of a name, in either language', async () => {
    const found: string[] = []
    const { size } = await city.services.log.snapshot()
    const entries = Array.from({ length: 40 }, (_, i) => `/en/entries/${size - 1 - i * 12}`)
    for (const path of [...paths, ...entries].filter((one) => one.startsWith('/en'))) {
      for (const asked of [path, path.replace(/^\/en/, '/zh')]) {
        const response = await fetch(city.url + asked)
        if (response.status === 404) continue
        for (const text of textsIn(await response.text()))
          if (CODE.test(text) || (ID.test(text) && !OWN.test(text) && !asked.endsWith(`/${text}`)))
            found.push(`${asked} ${text}`)
      }
    }
    expect(found).toEqual([])
  })

  it('what was printed stays beside it, and is found by both', async () => {
    const decided = (await city.records('decision')).find(
      ({ state }) => state.kind === 'decision' && state.decisionOrgan === '明川市人民政府',
    )
    const page = await (await fetch(`${city.url}/en/decisions/${decided?.id}`)).text()
    expect(page).toContain('Mingchuan Municipal People’s Government</a><small class="printed" lang="zh-CN">')
    expect(await (await fetch(`${city.url}/zh/decisions/${decided?.id}`)).text()).not.toContain(
      'class="printed"',
    )
    for (const q of ['Policies on housing', '住房和城市更新政策'])
      expect(await (await fetch(`${city.url}/en/search?q=${encodeURIComponent(q)}`)).text()).toContain(
        'Policies on housing and urban renewal</a>',
      )
  })
})
