/** Pictures of records: one for each, in both scripts; of what is withheld, erased or annulled they say no more than its page. */
import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { Canvas } from '../../worker/site/picture/canvas.ts'
import { drawCard } from '../../worker/site/picture/card.ts'
import { cardOf } from '../../worker/site/picture/card-words.ts'
import { EM, Glyphs } from '../../worker/site/picture/glyphs.ts'
import { pngOf } from '../../worker/site/picture/png.ts'
import { testApi } from '../support/api/api.ts'
import { fakeAssets } from '../support/site/assets.ts'

const packed = await readFile(new URL('../../web/glyphs/glyphs.bin', import.meta.url))
const glyphs = new Glyphs(packed)
const api = await testApi()
const origin = 'https://ledger.example'
const options = {
  services: api.services,
  origin,
  assets: fakeAssets,
  serveFiles: (_: unknown, next: () => Promise<void>) => next(),
  requestId: () => 'request',
  log: () => undefined,
}
const app = createApp({ ...options, glyphs: async () => packed })

async function logged(title: string, more: Record<string, string> = {}): Promise<string> {
  const body = { title, class: 'ordinary', noResponsibility: '试用', ...more }
  const answer = await (await api.settle('/api/v1/decisions', body)).json()
  return answer.records[0].id
}
const SEALED = { visibility: 'sealed', ground: 'security_stability', review: '2027-06-17' }
const open = await logged('城北片区老旧小区加装电梯补贴办法 2026 (Lift subsidy)')
const pictureOf = (id: string, lang = 'zh', headers = {}) =>
  app.request(`/cards/${lang}/decisions/${id}.png`, { headers })
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

interface Png {
  width: number
  height: number
  /** Colours of the palette that are used. */
  rows: Buffer
}

function read(png: Uint8Array): Png {
  const file = Buffer.from(png)
  expect(file.subarray(1, 4).toString()).toBe('PNG')
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    if (file.subarray(at + 4, at + 8).toString() === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return {
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    rows: inflateSync(Buffer.concat(parts)),
  }
}

describe('outlines of characters', () => {
  it.each([...'明账决策部门權責節點Zé0，。「」'])('hold %s', (character) => {
    expect(glyphs.has(character)).toBe(true)
    expect(glyphs.of(character).contours.length).toBeGreaterThan(0)
    expect(glyphs.of(character).advance).toBe(glyphs.advanceOf(character))
  })

  it.each(['𠮷', '😀', 'ह', '\u0000'])('give an empty box for %j', (character) => {
    expect(glyphs.has(character)).toBe(false)
    expect(glyphs.of(character)).toEqual(glyphs.of('□'))
  })

  it('stay within their em, with a word space that draws nothing', () => {
    for (const character of '明账国鑫齉W')
      for (const contour of glyphs.of(character).contours)
        for (const value of contour) expect(Math.abs(value)).toBeLessThan(1.3 * EM)
    expect(glyphs.of(' ')).toMatchObject({ contours: [] })
  })
})

describe('what is filled', () => {
  const drawn = async (contour: readonly number[]): Promise<number[][]> => {
    const canvas = new Canvas(4, 3, [255, 255, 255])
    canvas.fill([contour], [0, 0, 0])
    const { rows } = read(await canvas.png())
    return [0, 1, 2].map((y) =>
      [...rows.subarray(5 * y + 1, 5 * y + 5)].map((shade) => Math.round((shade / 63) * 100)),
    )
  }
  it.each<[string, number[], number[][]]>([
    [
      'a rectangle',
      [1, 1, 3, 1, 3, 2, 1, 2],
      [
        [0, 0, 0, 0],
        [0, 100, 100, 0],
        [0, 0, 0, 0],
      ],
    ],
    [
      'the other way round',
      [1, 2, 3, 2, 3, 1, 1, 1],
      [
        [0, 0, 0, 0],
        [0, 100, 100, 0],
        [0, 0, 0, 0],
      ],
    ],
    [
      'halves of pixels',
      [0.5, 0, 1.5, 0, 1.5, 0.5, 0.5, 0.5],
      [
        [25, 25, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    ],
    [
      'a triangle',
      [0, 0, 4, 0, 0, 2],
      [
        [100, 100, 75, 25],
        [75, 25, 0, 0],
        [0, 0, 0, 0],
      ],
    ],
    [
      'beyond every side',
      [-9, -9, 9, -9, 9, 9, -9, 9],
      [
        [100, 100, 100, 100],
        [100, 100, 100, 100],
        [100, 100, 100, 100],
      ],
    ],
  ])('%s', async (_, contour, shades) => {
    for (const [y, row] of (await drawn(contour)).entries())
      for (const [x, shade] of row.entries()) expect(Math.abs(shade - (shades[y]?.[x] ?? 0))).toBeLessThan(3)
  })

  it('is laid bare again without an ink, with the same smooth edge', async () => {
    const canvas = new Canvas(4, 1, [255, 255, 255])
    canvas.box(0, 0, 4, 1, [0, 0, 0])
    canvas.fill([[1, 0, 2.5, 0, 2.5, 1, 1, 1]], null)
    const shades = [...read(await canvas.png()).rows.subarray(1)]
    expect(shades.map((shade) => Math.round(shade / 6.3) * 10)).toEqual([100, 0, 50, 100])
  })

  it('has four inks, as many as a palette of 256 colours holds', async () => {
    const canvas = new Canvas(4, 1, [255, 255, 255])
    for (const n of [1, 2, 3, 4]) canvas.box(0, 0, 1, 1, [n, n, n])
    const file = Buffer.from(await canvas.png())
    expect(file.readUInt32BE(file.indexOf('PLTE') - 4)).toBe(768)
    expect(() => canvas.box(0, 0, 1, 1, [5, 5, 5])).toThrow(RangeError)
  })

  it('is a file that others read', async () => {
    const png = await pngOf({
      width: 2,
      height: 1,
      palette: [1, 2, 3, 4, 5, 6],
      pixels: Uint8Array.from([1, 0]),
    })
    expect([...read(png).rows]).toEqual([0, 1, 0])
  })
})

describe('a card', () => {
  it('is as large as it says, whatever stands on it', async () => {
    const words = { site: '明账', kind: '决策', caveats: [], facts: [], foot: '' }
    const titles = [
      '',
      '短',
      '长'.repeat(400),
      'https://example.org/'.repeat(40),
      '𠮷😀 ',
      `${'Word '.repeat(90)}`,
    ]
    for (const title of titles) {
      const png = await drawCard({ ...words, title }, glyphs)
      expect(read(png)).toMatchObject({ width: 1200, height: 630 })
      expect(png.length).toBeLessThan(120_000)
    }
  })

  it('is told of in the head of its page, with an alternative in words', async () => {
    const page = await (await app.request(`/en/decisions/${open}`)).text()
    expect(page).toContain(`<meta property="og:image" content="${origin}/cards/en/decisions/${open}.png"/>`)
    expect(page).toContain('<meta property="og:image:width" content="1200"/>')
    expect(page).toContain('<meta name="twitter:card" content="summary_large_image"/>')
    expect(page).toMatch(/<meta property="og:image:alt" content="Card of “[^"]+"\/>/)
    expect(await (await app.request('/en/decisions')).text()).not.toContain('og:image')
  })

  it('is sent once, and asked for again with its tag', async () => {
    const first = await pictureOf(open)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(read(await bytesOf(first))).toMatchObject({ width: 1200, height: 630 })
    const tag = first.headers.get('etag') ?? ''
    expect((await pictureOf(open, 'zh', { 'if-none-match': tag })).status).toBe(304)
    expect((await pictureOf(open, 'en', { 'if-none-match': tag })).status).toBe(200)
    expect(first.headers.get('set-cookie')).toBe(null)
  })

  it.each([
    '/cards/zh/decisions/dec-0000000000.png',
    '/cards/zh/decisions.png',
    '/cards/xx/decisions/a.png',
    '/cards/zh/ledger.png',
  ])('of nothing is not there: %s', async (path) => expect((await app.request(path)).status).toBe(404))

  it.each(['zh', 'en'] as const)(
    'of withheld content says that it is withheld, and nothing of it: %s',
    async (lang) => {
      const id = await logged(`不公开的标题 ${lang}`, SEALED)
      const card = await cardOf(id, lang, api.services.pageReading)
      expect(card?.caveats.join()).toMatch(/2027-06-17/)
      expect(JSON.stringify(card)).not.toContain('不公开的标题')
      expect(read(await bytesOf(await pictureOf(id, lang)))).toMatchObject({ width: 1200 })
    },
  )

  it('is another one once its record is annulled', async () => {
    const mistaken = await logged('误登')
    const before = (await pictureOf(mistaken)).headers.get('etag') ?? ''
    await api.settle(`/api/v1/decisions/${mistaken}/annul`, { reason: '重复登记' })
    expect((await pictureOf(mistaken, 'zh', { 'if-none-match': before })).status).toBe(200)
  })

  it('is nowhere without outlines', async () => {
    const bare = createApp(options)
    expect((await bare.request(`/cards/zh/decisions/${open}.png`)).status).toBe(404)
  })
})
