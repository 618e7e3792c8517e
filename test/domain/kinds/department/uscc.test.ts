import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUscc, usccCheckSymbol } from '../../../../worker/domain/kinds/department/uscc.ts'

describe('unified social credit code (GB 32100-2015)', () => {
  it('knows the check symbols of known codes', () => {
    expect(usccCheckSymbol('91350100M000100Y4')).toBe('3')
    expect(isUscc('91350100M000100Y43')).toBe(true)
    expect(isUscc('91350100M000100Y4Z')).toBe(false)
    expect(isUscc('11320000MB151840XJ')).toBe(true)
  })

  it('refuses other lengths and symbols outside of the standard', () => {
    expect(isUscc('')).toBe(false)
    expect(isUscc('91350100M000100Y433')).toBe(false)
    expect(usccCheckSymbol('91350100I000100Y4')).toBeNull()
  })

  it('notices every single wrong symbol', () => {
    const symbols = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...symbols), { minLength: 17, maxLength: 17 }),
        fc.nat(16),
        fc.constantFrom(...symbols),
        (first17, at, other) => {
          fc.pre(first17[at] !== other)
          const code = first17.join('') + (usccCheckSymbol(first17.join('')) ?? '')
          expect(isUscc(code)).toBe(true)
          expect(isUscc(code.slice(0, at) + other + code.slice(at + 1))).toBe(false)
        },
      ),
    )
  })
})
