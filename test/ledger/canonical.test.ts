import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalBytes, canonicalJson, parseCanonical } from '../../worker/ledger/canonical.ts'
import { canonicalCopy } from '../../worker/ledger/canonical-copy.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'

/** RFC 8785 appendix B: the bits of an IEEE 754 double and its text. */
const NUMBERS: [string, string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
]

function double(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE()
}

function hasUnsafeInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeInteger)
}

describe('canonical JSON', () => {
  it.each(NUMBERS)('RFC 8785 appendix B: %s is %s', (bits, text) => {
    const value = double(bits)
    const isUnsafe = Number.isInteger(value) && !Number.isSafeInteger(value)
    if (isUnsafe) expect(codeOf(() => canonicalJson(value))).toBe('not_canonical')
    else expect(canonicalJson(value)).toBe(text)
  })

  it('RFC 8785 §3.2.2: strings and literals', () => {
    const value = {
      numbers: [4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('RFC 8785 §3.2.3: members in order of UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const text = canonicalJson(value)
    const order = ['Carriage Return', 'One', 'Control', 'Latin Small', 'Euro Sign', 'Emoji', 'Hebrew']
    const places = order.map((words) => text.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(canonicalJson({ 9: 1, 10: 2, a: 3 })).toBe('{"10":2,"9":1,"a":3}')
  })

  it('agrees with another implementation, and comes back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        fc.pre(!hasUnsafeInteger(value))
        const text = canonicalJson(value)
        expect(text).toBe(canonicalize(value))
        expect(canonicalJson(parseCanonical(text))).toBe(text)
        expect(new TextDecoder().decode(canonicalBytes(value))).toBe(text)
        const copy = canonicalCopy(value)
        expect(copy).toStrictEqual(JSON.parse(text))
        // The order of names is that of what is read.
        expect(JSON.stringify(copy)).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 200 },
    )
  })

  /** Decides it by writing: what reading takes a shorter way to. */
  function isCanonical(text: string): boolean {
    try {
      return canonicalJson(JSON.parse(text)) === text
    } catch {
      return false
    }
  }
  const other = (text: string): string[] => [
    text,
    ` ${text}`,
    text.replace(':', ': '),
    text.replace(/"([a-z])/i, (_, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
    text.replace(/\d+/, '$&.0'),
    text.replace(/\d+/, '9007199254740993'),
    text.replace('"', '"\\ud800'),
    text.replace('"', '"\ud800'),
    text.replace(/^\{/, '{"__proto__":1,'),
    text.replace(/^\{("(?:[^"\\]|\\.)*")/, '{$1:0,$1'),
    `${'['.repeat(510)}${text}${']'.repeat(510)}`,
  ]

  it('reads just the texts that it writes, in whatever way others are written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        for (const text of [JSON.stringify(value), canonicalize(value) ?? ''].flatMap(other)) {
          const read = (): unknown => parseCanonical(text)
          if (isCanonical(text)) expect(canonicalJson(read())).toBe(text)
          else expect(codeOf(read)).toBe('not_canonical')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps a member that is called __proto__', () => {
    const value: unknown = JSON.parse('{"a":1,"__proto__":{"b":2}}')
    expect(canonicalJson(value)).toBe('{"__proto__":{"b":2},"a":1}')
    expect(canonicalJson(canonicalCopy(value))).toBe('{"__proto__":{"b":2},"a":1}')
  })

  it('takes the same object twice, as long as it is not within itself', () => {
    const shared = { x: 1 }
    expect(canonicalJson([shared, { shared }])).toBe('[{"x":1},{"shared":{"x":1}}]')
  })

  it('a copy shares nothing, and leaves out undefined members where it is told to', () => {
    const value = { b: [{ x: 1, y: undefined }], a: undefined, c: -0 }
    const copy = canonicalCopy(value, 'left out')
    expect(copy).toStrictEqual({ b: [{ x: 1 }], c: 0 })
    expect(Object.entries(copy ?? {})[0]?.[1]).not.toBe(value.b)
    expect(codeOf(() => canonicalCopy([undefined], 'left out'))).toBe('not_canonical')
  })

  const cycle: { self?: unknown } = {}
  cycle.self = [cycle]
  const named: number[] & { name?: string } = [1]
  named.name = 'x'
  let deep: unknown = 0
  for (let i = 0; i < 600; i++) deep = [deep]

  it.each<[string, unknown, string]>([
    ['NaN', { a: [0, Number.NaN] }, '/a/1'],
    ['Infinity', { a: Number.POSITIVE_INFINITY }, '/a'],
    ['undefined', { a: { b: undefined } }, '/a/b'],
    ['a gap in a list', { a: new Array(3) }, '/a'],
    ['undefined in a list', [undefined], '/0'],
    ['bigint', { n: 1n }, '/n'],
    ['a function', { 'a/b': { '~': () => 1 } }, '/a~1b/~0'],
    ['toJSON', { toJSON: () => 1 }, '/toJSON'],
    ['a symbol', { s: Symbol('s') }, '/s'],
    ['a symbol as a key', { o: { [Symbol('s')]: 1 } }, '/o'],
    ['a date', { d: new Date(0) }, '/d'],
    ['a map', [new Map()], '/0'],
    ['bytes', { b: new Uint8Array(1) }, '/b'],
    ['a boxed number', { n: Object(1) }, '/n'],
    ['an unsafe integer', [2 ** 53], '/0'],
    ['a lone surrogate', { s: 'a\ud800' }, '/s'],
    ['a lone surrogate in a key', { '\udc00': 1 }, '/\udc00'],
    ['a cycle', cycle, '/self/0'],
    ['a list with a name', { named }, '/named'],
  ])('refuses %s and says where', (_, value, path) => {
    expect(codeOf(() => canonicalJson(value))).toBe('not_canonical')
    expect(() => canonicalJson(value)).toThrow(`at "${path}"`)
    expect(codeOf(() => canonicalCopy(value))).toBe('not_canonical')
    expect(() => canonicalCopy(value)).toThrow(`at "${path}"`)
  })

  it('refuses what is nested too deeply', () => {
    expect(codeOf(() => canonicalJson(deep))).toBe('not_canonical')
    expect(codeOf(() => canonicalCopy(deep))).toBe('not_canonical')
  })

  it.each([
    '',
    'x',
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '[1, 2]',
    '1.0',
    '-0',
    '1e2',
    '"\\u0041"',
    '"\\/"',
    '"\\ud800"',
    '[1]\n',
  ])('parse refuses %j', (text) => {
    expect(codeOf(() => parseCanonical(text))).toBe('not_canonical')
  })
})
