/** An organ and what names it: printed names are links, and its page gathers what it did. */
import { beforeAll, describe, expect, it } from 'vitest'
import { rulingOutcomes } from '../../worker/domain/kinds/decision/vocabulary.ts'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { call } from '../support/ledger/tracked.ts'

let city: CaseCity
let decision: string

const pageOf = async (path: string): Promise<string> => {
  const response = await city.get(path)
  expect(response.status).toBe(200)
  return response.text()
}

/** The part of a page under a heading of this id. */
const sectionOf = (page: string, id: string): string =>
  page.split('<section').find((part) => part.includes(`id="${id}"`)) ?? ''

beforeAll(async () => {
  city = await caseCity()
  const { acts } = city.services
  await acts.open(call, 'department', null, { code: 'assembly', name: '议事会', nameEn: 'Assembly' })
  const opened = await acts.open(call, 'decision', 'dep-water', {
    title: '夜间供水办法',
    class: 'ordinary',
    noResponsibility: '无',
    decisionOrgan: 'Assembly',
    executingUnits: ['议事会', '无此单位'],
    proposedAt: '2025-01-05',
  })
  decision = opened.records[0]?.id ?? ''
  await acts.act(call, 'decision', 'decided', decision, { outcome: 'adopted', decidedAt: '2025-02-03' })
  const post = (member: string, to: string | null) =>
    acts.open(call, 'membership', 'dep-assembly', { member, role: '议长', from: '2020-01-01', to })
  await post('甲某', null)
  await post('乙某', '2020-06-30')
})

describe('a name that a decision prints', () => {
  it('is a link where an organ was so called, in the language of the page; no other name is', async () => {
    const page = await pageOf(`/zh/decisions/${decision}`)
    const link = '<a href="/zh/departments/dep-assembly"'
    expect(page).toMatch(new RegExp(`${link}[^>]* title="Assembly"[^>]*>议事会</a>`))
    expect(page).not.toMatch(new RegExp(`${link}[^>]*>Assembly</a>`))
    const inEnglish = await pageOf(`/en/decisions/${decision}`)
    expect(inEnglish).toMatch(/<a href="\/en\/departments\/dep-assembly"[^>]*>Assembly<\/a>/)
    expect(page).toContain('无此单位')
    expect(page).not.toMatch(/<a [^>]*>无此单位/)
  })
})

describe('the page of an organ', () => {
  it('lists what it decided, with day, result and the way to all of it', async () => {
    const decided = sectionOf(await pageOf('/zh/departments/dep-assembly'), 'decided')
    for (const words of [decision, '2025-02-03', '作出决定', '/zh/decisions?organ=dep-assembly'])
      expect(decided).toContain(words)
  })

  it.each(Object.keys(rulingOutcomes) as (keyof typeof rulingOutcomes)[])(
    'says of what ended as %s whether it was decided, in its card, the lists and the calendar',
    async (outcome) => {
      const { acts } = city.services
      const { records } = await acts.open(call, 'decision', 'dep-water', {
        title: `${outcome}的事项`,
        class: 'ordinary',
        noResponsibility: '无',
        decisionOrgan: 'Assembly',
        proposedAt: '2023-01-05',
      })
      const id = records[0]?.id ?? ''
      await acts.act(call, 'decision', 'decided', id, { outcome, decidedAt: '2023-06-30' })
      const isDecided = outcome !== 'lapsed' && outcome !== 'withdrawn'
      const page = await pageOf(`/en/decisions/${id}`)
      const card = sectionOf(page, 'decided')
      expect(sectionOf(page, 'what')).toContain(isDecided ? 'What was decided' : 'What it is about')
      expect(card).toContain(rulingOutcomes[outcome].en)
      expect(card).toContain('2023-06-30')
      expect([card.includes('Who decided'), card.includes('without a decision of')]).toEqual(
        isDecided ? [true, false] : [false, true],
      )
      const within = await (await city.get('/api/v1/decisions?from=2023-06&to=2023-06')).json()
      expect(within.items.some((one: { id: string }) => one.id === id)).toBe(isDecided)
      const dated = await pageOf('/en/calendar?month=2023-06')
      expect(dated.includes(id)).toBe(isDecided)
      const row = (await pageOf(`/en/decisions?status=${outcome}`))
        .split('<tr')
        .find((one) => one.includes(id))
      expect(row).toContain('2023-06-30')
      expect(row?.includes('ended, not decided')).toBe(!isDecided)
    },
  )

  it('counts apart what ended or stands otherwise, each with its list', async () => {
    const decided = sectionOf(await pageOf('/en/departments/dep-assembly'), 'decided')
    for (const status of ['lapsed', 'withdrawn', 'rejected'])
      expect(decided).toContain(`/en/decisions?organ=dep-assembly&amp;status=${status}"`)
  })

  it('does not list under what it decided what is only logged for it', async () => {
    const water = await pageOf('/zh/departments/dep-water')
    expect(sectionOf(water, 'decided')).not.toContain(decision)
    expect(sectionOf(water, 'decisions')).toContain(decision)
  })

  it('names who holds its posts today, since when, and how many ever did', async () => {
    const holders = sectionOf(await pageOf('/en/departments/dep-assembly'), 'holders')
    for (const words of ['甲某', '议长', '2020-01-01', '1 in office', '2 memberships'])
      expect(holders).toContain(words)
    expect(holders).not.toContain('乙某')
  })
})
