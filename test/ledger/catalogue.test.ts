import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, utf8 } from '../../worker/ledger/bytes.ts'
import {
  bucketOf,
  bucketsFor,
  Catalogue,
  type CatalogueLine,
  checkCatalogued,
  formatBucket,
  hashBucket,
  parseBucket,
  spotOf,
} from '../../worker/ledger/catalogue.ts'
import { rootOf } from '../../worker/ledger/merkle.ts'

const lines = fc.uniqueArray(
  fc.record({
    record: fc.stringMatching(/^[a-z]{3}-[0-9a-z]{1,12}$/),
    index: fc.nat(),
    seq: fc.integer({ min: 1, max: 2 ** 31 }),
  }),
  { selector: ({ record }) => record, minLength: 1, maxLength: 300 },
)

function of(all: readonly CatalogueLine[]): Catalogue {
  const catalogue = new Catalogue()
  for (const line of all) catalogue.set(line)
  return catalogue
}

describe('a catalogue', () => {
  it('proves the line of every record, and of no other', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (all) => {
        const catalogue = of(all)
        const { records, root } = catalogue.head(1)
        for (const line of all.slice(0, 20)) {
          const told = await catalogue.prove(line.record)
          expect(checkCatalogued(line.record, { records, root: fromBase64(root) }, told)).toEqual(line)
        }
        const absent = 'zzz-never-there'
        const told = await catalogue.prove(absent)
        expect(checkCatalogued(absent, { records, root: fromBase64(root) }, told)).toBeNull()
      }),
      { numRuns: 30 },
    )
  })

  it('has the root of its lines, in whatever order and however often they were entered', () => {
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), (all, picks) => {
        const grown = new Catalogue()
        for (const line of all) {
          grown.set({ ...line, seq: line.seq + 1 })
          // Roots on the way must leave nothing behind.
          if (Number(picks.next().value) % 7 === 0) grown.head(0)
        }
        for (const line of [...all].reverse()) grown.set(line)
        const buckets = bucketsFor(all.length)
        const naive = Array.from({ length: buckets }, (_, n) =>
          hashBucket(formatBucket(all.filter(({ record }) => bucketOf(spotOf(record), buckets) === n))),
        )
        expect(grown.head(0)).toEqual({ ...of(all).head(0) })
        expect(fromBase64(grown.head(0).root)).toEqual(rootOf(naive))
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a bucket in which anything was changed', async () => {
    const all = Array.from({ length: 500 }, (_, n) => ({ record: `res-${n}`, index: n, seq: 1 + (n % 3) }))
    const catalogue = of(all)
    const { records, root } = catalogue.head(500)
    const { text, proof } = await catalogue.prove('res-7')
    const check = (other: string, hashes = proof) =>
      checkCatalogued('res-7', { records, root: fromBase64(root) }, { text: other, proof: hashes })
    expect(check(text)).toEqual(all[7])
    for (let at = 0; at < text.length; at += 11)
      expect(() => check(`${text.slice(0, at)}9${text.slice(at + 1)}9`)).toThrow()
    expect(() => check(text, proof.slice(1))).toThrow()
    expect(() => check(formatBucket(parseBucket(text).slice(1)))).toThrow()
  })

  it.each([
    'a 1 1',
    'a 1 0\n',
    'a 01 1\n',
    'a 1 1\n\n',
    'b 1 1\na 1 1\n',
    'a 1 1\na 2 2\n',
    ' 1 1\n',
    'a 1 1 \n',
  ])('reads no bucket that it would not write: %j', (text) => {
    expect(() => parseBucket(text)).toThrow('not a bucket')
  })

  it('writes what it reads', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const text = formatBucket(all)
        expect(formatBucket(parseBucket(text))).toBe(text)
        expect(utf8(text).length).toBeGreaterThan(0)
      }),
      { numRuns: 30 },
    )
  })
})
