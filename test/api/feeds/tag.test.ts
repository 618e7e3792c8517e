import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tagOf } from '../../../worker/api/feeds/tag.ts'

/** RFC 4151 §2.1. */
const TAG = /^tag:[a-z0-9-]+(\.[a-z0-9-]+)*,\d{4}:([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*$/

describe('the name of an item', () => {
  it.each([
    ['ledger.example/log', 'entry:5', 'tag:ledger.example,2026:log:entry:5'],
    ['localhost/log', '/decisions', 'tag:localhost,2026:log:/decisions'],
    ['ledger.example:8080/log', 'entry:5', 'tag:ledger.example,2026:ledger.example:8080/log:entry:5'],
    ['_/x', 'entry:5', 'tag:localhost,2026:_/x:entry:5'],
  ])('of %s, %s', (origin, thing, tag) => {
    expect(tagOf(origin, thing)).toBe(tag)
  })

  it('is a tag whatever the ledger and the thing are called, and another for another', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' })
    fc.assert(
      fc.property(name, name, fc.nat(), (origin, thing, n) => {
        expect(tagOf(origin, thing)).toMatch(TAG)
        expect(tagOf(origin, `${thing}:${n}`)).not.toBe(tagOf(origin, thing))
      }),
    )
  })
})
