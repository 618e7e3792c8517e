/** What comes from outside and is believed by nobody: the name by which a site is asked, and the width of a table. */
import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { readSheets } from '../../worker/intake/files/read.ts'
import { serveApp } from '../../worker/machine/server.ts'
import { freshLedger, OPERATOR } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const ORIGIN = 'https://ledger.example'

describe('a name that the reader gives to a site which has one', () => {
  const paths = [
    ...['/zh', '/en/departments/dep-water', '/zh/departments', '/zh/ledger', '/zh/entries/0', '/nothing'],
    ...['/feeds/ledger.atom', '/feeds/ledger.json', '/feeds/departments/dep-water.ics', '/sitemap.xml'],
    ...['/robots.txt', '/opensearch.xml', '/api/openapi.json', '/.well-known/mingzhang.json'],
    ...['/cite/dep-water.bib', '/embed/zh/departments/dep-water?show=card', '/zh/sign-in'],
    `/oembed?url=${encodeURIComponent(`${ORIGIN}/zh/departments/dep-water`)}`,
  ]

  it('stands in no answer, in no header, and leads nobody elsewhere', async () => {
    const { services } = await freshLedger()
    await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'water', name: '水务局' })
    const app = createApp({
      ...{ services, assets: fakeAssets, serveFiles: (_, next) => next(), origin: ORIGIN },
      ...{ requestId: () => 'request', log: () => undefined },
    })
    const told: string[] = []
    let answered = 0
    for (const path of paths) {
      const headers = {
        ...{ host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-original-url': '//evil.example/' },
        ...{ forwarded: 'host=evil.example', 'x-forwarded-proto': 'http' },
      }
      const answer = await app.request(`http://evil.example${path}`, { headers })
      if (answer.ok) answered++
      const all = `${await answer.text()} ${JSON.stringify([...answer.headers])}`
      if (all.includes('evil.example')) told.push(path)
    }
    expect(told).toEqual([])
    expect(answered).toBeGreaterThan(paths.length / 2)
  })
})

describe('what tells another host how to serve the files', () => {
  it.each(['/_headers', '/%5Fheaders', '/./_headers', '/_headers?x', '/_HEADERS'])(
    '%s is none',
    async (path) => {
      const { services } = await freshLedger()
      const site = { services, host: '127.0.0.1', port: 0, log: () => undefined, rules: false }
      const { url, close } = await serveApp(site)
      try {
        expect((await fetch(url + path)).status).toBe(404)
      } finally {
        await close()
      }
    },
  )
})

describe('a table of a few rows and very many columns', () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ])('is refused as %s, with the row, before anything looks at its columns', async (type, mark) => {
    const row = Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(mark)
    const bytes = new TextEncoder().encode(`${row}\n${row}\n`)
    await expect(async () => readSheets({ path: `cols.${type}`, bytes })).rejects.toMatchObject({
      code: 'invalid',
      words: { en: expect.stringMatching(/row 1 has more than 512 columns/) },
    })
  })
})
