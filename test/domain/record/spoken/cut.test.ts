import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import { compact } from '../../../../worker/domain/record/shape.ts'
import { type Cut, cut, MARK, partsOf, sealedContent } from '../../../../worker/domain/record/spoken/cut.ts'
import { said } from '../../../../worker/domain/record/spoken/fields.ts'
import { canonicalJson } from '../../../../worker/ledger/canonical.ts'

const spans = (text: string) =>
  fc
    .uniqueArray(fc.nat(text.length), { maxLength: 8 })
    .map((at) => at.sort((a, b) => a - b))
    .map((at) =>
      at.flatMap((from, i): Cut[] => {
        const to = at[i + 1]
        return i % 2 === 1 || to === undefined ? [] : [{ field: 'text', from, to, ground: 'insult' }]
      }),
    )

describe('a text with parts cut out', () => {
  it('is what came in, in its order, with a mark for each cut and nothing added', () => {
    const any = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => !text.includes(MARK))
      .chain((text) => fc.tuple(fc.constant(text), spans(text)))
    fc.assert(
      fc.property(any, ([text, all]) => {
        const { text: published, redactions } = cut({ title: null, text, asks: [] }, all)
        expect(redactions).toHaveLength(all.length)
        for (const { at, length } of redactions) {
          expect(published?.[at]).toBe(MARK)
          expect(length % 10).toBe(0)
        }
        const pieces = (published ?? '').split(MARK)
        expect(pieces).toHaveLength(all.length + 1)
        let from = 0
        for (const piece of pieces) {
          const found = text.indexOf(piece, from)
          expect(found).toBeGreaterThanOrEqual(from)
          from = found + piece.length
        }
        expect(/\p{Surrogate}/u.test(published ?? '')).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('takes nothing that is not there', () => {
    const parts = { title: '标题', text: '正文', asks: ['修好'] }
    const one = (field: string, from: number, to: number) => () =>
      cut(parts, [{ field, from, to, ground: 'personal_data' }])
    for (const wrong of [one('text', 0, 3), one('asks/1', 0, 1), one('name', 0, 1), one('text', 1, 1)])
      expect(wrong).toThrowError(Problem)
    expect(one('asks/0', 0, 2)().asks).toEqual([MARK])
  })

  it('that was not cut comes to the very bytes that were sealed', () => {
    const text = fc.string({ minLength: 1, maxLength: 50 }).filter((one) => one.trim() !== '')
    fc.assert(
      fc.property(fc.record({ title: text, text, asks: fc.array(text, { maxLength: 3 }) }), (given) => {
        const body = compact(JSON.parse(canonicalJson(given)), said.spec)
        expect(sealedContent(cut(partsOf(body), []))).toBe(canonicalJson(body))
      }),
    )
  })
})
