import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  concat,
  equal,
  fromBase64,
  fromHex,
  fromUtf8,
  toBase64,
  toBase64Each,
  toHex,
  utf8,
} from '../../worker/ledger/bytes.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'

const bytes = fc.uint8Array({ maxLength: 200 })

describe('hexadecimal', () => {
  it('agrees with Node and comes back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toHex(value)).toBe(Buffer.from(value).toString('hex'))
        expect(equal(fromHex(toHex(value)), value)).toBe(true)
      }),
    )
  })

  it.each(['0', 'AB', '0g', 'é0', ' 00'])('refuses %j', (text) => {
    expect(codeOf(() => fromHex(text))).toBe('out_of_range')
  })
})

describe('base64', () => {
  it('has the known answers of RFC 4648 §10', () => {
    const known = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy']
    known.forEach((text, length) => {
      expect(toBase64(utf8('foobar'.slice(0, length)))).toBe(text)
      expect(fromUtf8(fromBase64(text))).toBe('foobar'.slice(0, length))
    })
  })

  it('agrees with Node and comes back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toBase64(value)).toBe(Buffer.from(value).toString('base64'))
        expect(equal(fromBase64(toBase64(value)), value)).toBe(true)
        const values = [value, new Uint8Array(), value.subarray(1), value]
        expect(toBase64Each(values)).toEqual(values.map((one) => toBase64(one)))
      }),
    )
  })

  it.each(['Zg', 'Zg=', 'Zh==', 'Zm9=', 'Zm9v\n', ' Zm9v', 'Zm-_', '====', 'A===', 'Zg==Zg==', 'Zm9é', 'Z'])(
    'refuses %j',
    (text) => {
      expect(codeOf(() => fromBase64(text))).toBe('malformed_base64')
    },
  )

  it('takes a text only when it is the one text of its bytes', () => {
    const alphabet = fc.constantFrom(...'AQgwZmz019+/=-_ ')
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (text) => {
        const canonical = Buffer.from(text, 'base64').toString('base64') === text
        if (canonical) expect(toBase64(fromBase64(text))).toBe(text)
        else expect(codeOf(() => fromBase64(text))).toBe('malformed_base64')
      }),
      { numRuns: 1000 },
    )
  })
})

describe('UTF-8', () => {
  it('comes back, byte order mark and long texts included', () => {
    const long = '权责清单 𠮷 '.repeat(3000)
    for (const text of ['', '\uFEFF明账', long]) expect(fromUtf8(utf8(text))).toBe(text)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fromUtf8(utf8(text))).toBe(text)
      }),
    )
  })

  it.each([[[0xff]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xe6, 0x98]]])('refuses %j', (value) => {
    expect(codeOf(() => fromUtf8(Uint8Array.from(value)))).toBe('malformed_utf8')
  })
})

it('concat and equal', () => {
  expect(concat()).toEqual(new Uint8Array())
  expect(concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3))
  expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
  expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
})
