import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PageCache } from '../../worker/site/html/page-cache.ts'

const MOST = 500
const pageOf = (bytes: number) => ({ body: new Uint8Array(bytes), etag: '"e"', headers: {} })

const sets = fc.array(
  fc.record({ key: fc.nat(30), address: fc.nat(8), bytes: fc.nat(200), grow: fc.boolean() }),
  { maxLength: 60 },
)

describe('rendered pages', () => {
  it('are known by an address for as long as one of them is kept, and no longer', () => {
    fc.assert(
      fc.property(sets, (steps) => {
        const cache = new PageCache(MOST)
        let size = 1
        const written = new Map<string, string>()
        for (const { key, address, bytes, grow } of steps) {
          if (grow) size += 1
          const [name, at] = [`key ${key}`, `/zh/${address}`]
          cache.set(size, name, pageOf(bytes), at)
          written.set(name, at)
        }
        const kept = [...written].filter(([name]) => cache.get(size, name) !== null)
        const addresses = new Set(kept.map(([, at]) => at))
        for (const at of new Set(written.values())) expect(cache.has(size, at)).toBe(addresses.has(at))
        const bytes = kept.reduce((sum, [name]) => sum + (cache.get(size, name)?.body.length ?? 0), 0)
        expect(bytes).toBeLessThanOrEqual(MOST)
      }),
    )
  })

  it('of empty bodies under ever new addresses do not grow without end', () => {
    const cache = new PageCache(MOST)
    for (let i = 0; i < 1000; i++) cache.set(1, `key ${i}`, pageOf(0), `/zh/search?q=${i}`)
    const known = Array.from({ length: 1000 }, (_, i) => cache.has(1, `/zh/search?q=${i}`)).filter(Boolean)
    expect(known.length).toBeGreaterThan(0)
    expect(known.length).toBeLessThan(20)
  })
})
