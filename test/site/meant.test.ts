/** Links that were cut out of a sentence, typed in capitals, or left their language out. */
import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { meantOutput, meantPath } from '../../worker/site/html/meant.ts'
import { PAGES } from '../../worker/site/pages.ts'
import { freshLedger } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const { services } = await freshLedger()
const app = createApp({
  ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
  ...{ requestId: () => 'request', log: () => undefined },
})

const ADDRESSES = PAGES.map(({ path }) => path)
const ID = 'mil-0123456789'
const meant = (path: string) => meantPath(new URL(`https://x.example${path}`).pathname, ADDRESSES, 'en')

describe('a link leads where it was meant', () => {
  it.each([...'。，,.、；）)/》”】 ', '）。', '/。'])('with %j behind it', (behind) => {
    expect(meant(`/zh/milestones/${ID}${encodeURIComponent(behind)}`)).toBe(`/zh/milestones/${ID}`)
    expect(meant(`/en/figures${encodeURIComponent(behind)}`)).toBe('/en/figures')
    expect(meant(`/zh/entries/52${encodeURIComponent(behind)}`)).toBe('/zh/entries/52')
  })

  it.each([
    [`/ZH/Milestones/${ID.toUpperCase()}`, `/zh/milestones/${ID}`],
    ['/en/rules/m01', '/en/rules/M01'],
    ['/zh/rules/m01。', '/zh/rules/M01'],
    [`/milestones/${ID}`, `/en/milestones/${ID}`],
    ['/figures/', '/en/figures'],
    [`/${ID}`, `/en/milestones/${ID}`],
    [`/zh/${ID}。`, `/zh/milestones/${ID}`],
    ['/zh/entries', '/zh/ledger'],
    ['/entries/', '/en/ledger'],
    ['/zh/', '/zh'],
    ['/EN', '/en'],
  ])('%s', (path, page) => expect(meant(path)).toBe(page))

  it.each([
    `/zh/milestones/${ID}`,
    '/zh',
    '/nothing',
    '/zh/nothing/at/all。',
    '/zh/entries/five',
    '//evil.example',
    '/%5C%5Cevil.example/',
    '/%2F%2Fevil.example/',
    '/zh/%2F%2Fevil.example',
    '/%E0%A4%A',
  ])('and nowhere else: %s', (path) => {
    const found = meantPath(path, ADDRESSES, 'en')
    expect(found === null || /^\/(zh|en)(\/[\w%-]+)*$/.test(found)).toBe(true)
    expect(found === null ? null : meantPath(found, ADDRESSES, 'en')).toBe(null)
  })
})

describe('a page with an ending is the file or feed of it', () => {
  const outputs = [
    ...['csv', 'xlsx', 'json', 'atom', 'ics'].map((ending) => `decisions.${ending}`),
    'figures.csv',
  ]
  it.each(outputs)('%s', async (name) => {
    const response = await app.request(`https://ledger.example/zh/${name}?from=2026`, { redirect: 'manual' })
    const to = response.headers.get('location') ?? ''
    expect([response.status, to]).toEqual([302, expect.stringContaining('from=2026')])
    const found = await app.request(`https://ledger.example${to}`)
    expect([name, found.status]).toEqual([name, 200])
  })

  it.each([
    '/zh/nothing.csv',
    '/zh/decisions.exe',
    '/zh/decisions/x.csv',
    '/fr/decisions.csv',
    '/zh/search.csv',
  ])('and nothing else: %s', (path) => expect(meantOutput(path)).toBe(null))
})
