/** What a query asks that an address does not know is told: an answer to another question looks like one to this. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { PAGES } from '../../worker/site/pages.ts'
import { testApi } from '../support/api/api.ts'

const api = await testApi(undefined, { attempts: 1e9, byPeople: 1e9, byKeys: 1e9 })
const spec: { paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>> } =
  await (await api.get('/api/openapi.json')).json()
const reading = Object.entries(spec.paths).flatMap(([path, { get }]) =>
  get === undefined
    ? []
    : [
        {
          path: path.replace(/\{\w+\}/g, 'dep-water'),
          known: (get.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name),
        },
      ],
)
const feeds = ['ledger.atom', 'ledger.json', 'due.atom', 'decisions.atom', 'rules/M02.json', 'calendar.ics']
  .concat(['departments/dep-water.atom', 'departments/dep-water.ics'])
  .map((path) => ({ path: `/feeds/${path}`, known: ['lang'] }))

interface Told {
  status: number
  code: string
  field?: string
  words: { zh: string; en: string }
}

async function told(path: string): Promise<Told> {
  const response = await api.get(path)
  const body: Omit<Told, 'status'> = await response.json()
  return { ...body, status: response.status }
}

describe('every address that is read', () => {
  it('is among those that are tried', () => {
    expect(reading.length).toBeGreaterThan(50)
    expect(reading.some(({ known }) => known.length === 0)).toBe(true)
  })

  it.each([...reading, ...feeds])(
    '$path refuses a parameter that it does not know',
    async ({ path, known }) => {
      expect(await told(`${path}?zzzzzzzzzz=1`)).toMatchObject({
        status: 400,
        code: 'invalid',
        field: 'zzzzzzzzzz',
      })
      for (const name of known) {
        const slip = `${name}x`
        const { status, words } = await told(`${path}?${slip}=1`)
        expect([path, status, words.en.includes(`Did you mean ${name}?`)]).toEqual([path, 400, true])
      }
      const [name] = known
      if (name === undefined) return
      expect(await told(`${path}?${name}=a&${name}=b`)).toMatchObject({ status: 400, field: name })
    },
  )

  it('repeats no more of a parameter than can be read', async () => {
    const { words } = await told(`/api/v1/stats?${'a'.repeat(4_000)}=1`)
    expect(words.en.length).toBeLessThan(200)
  })

  it('tells what writes too', async () => {
    const response = await api.post('/api/v1/responsibilities?dry=1', { name: 'x', type: 'licence' })
    expect([response.status, await response.json()]).toMatchObject([400, { field: 'dry' }])
  })
})

describe('every page', () => {
  const assets = JSON.parse(
    readFileSync(new URL('../../web/dist/assets/manifest.json', import.meta.url), 'utf8'),
  )
  const app = createApp({
    services: api.services,
    assets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
  })
  const paths = PAGES.map(({ path }) => path.replace(/:\w+(?:\{[^}]*\})?/g, 'dep-water'))

  it.each(paths)('%s says which parameter it does not know, and is shown', async (path) => {
    const plain = await app.request(`/en${path}`)
    const asked = await app.request(`/en${path}?zzz%3Cb%3E=1`)
    expect(asked.status).toBe(plain.status)
    if (plain.status !== 200) return
    expect(await plain.text()).not.toContain('does not know the parameter')
    expect(await asked.text()).toContain('does not know the parameter zzz&lt;b>')
  })

  it('knows the parameters that its own links carry', async () => {
    const links = new Set<string>()
    for (const path of paths) {
      const text = await (await app.request(`/zh${path}`)).text()
      for (const [, link = ''] of text.matchAll(/href="(\/zh[^"#]*\?[^"#]*)/g))
        links.add(link.replaceAll('&amp;', '&'))
    }
    expect(links.size).toBeGreaterThan(5)
    const unknown = []
    for (const link of links) {
      if ((await (await app.request(link)).text()).includes('这一页不认识')) unknown.push(link)
    }
    expect(unknown).toEqual([])
  })

  it('leads to data by parameters that its address knows', async () => {
    const links = new Set<string>()
    for (const path of paths) {
      const text = await (await app.request(`/zh${path}?department=dep-water&of=dep-water`)).text()
      for (const [, link = ''] of text.matchAll(/href="(\/(?:api|feeds)[^"#]*\?[^"#]*)/g))
        links.add(link.replaceAll('&amp;', '&'))
    }
    expect(links.size).toBeGreaterThan(3)
    const refused = []
    for (const link of links) if ((await api.get(link)).status === 400) refused.push(link)
    expect(refused).toEqual([])
  })
})
