import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUtf8, toBase64, utf8 } from '../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../worker/ledger/canonical.ts'
import { formatLeaf, formatUnsigned, MAX_LEAF_BYTES, parseLeaf } from '../../worker/ledger/envelope.ts'
import type { Envelope } from '../../worker/ledger/envelope-shape.ts'
import { isClockTime, isDate, isDay, isInstant } from '../../worker/ledger/when.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'

const ORIGIN = 'x.example/log'
const plain: Envelope = {
  v: 1,
  kind: 'responsibility.listed',
  record: 'res-0123456789',
  seq: 1,
  department: 'dep-agriculture',
  actor: { account: 'key-7k2m', role: 'recorder', department: 'dep-agriculture' },
  occurred: '2024-03-05',
  recorded: '2026-11-23T09:14:00.123Z',
  visibility: 'public',
  body: toBase64(new Uint8Array(32).fill(7)),
}
const sealed: Envelope = {
  ...plain,
  department: null,
  actor: { account: 'local', role: 'operator', department: null },
  visibility: 'sealed',
  ground: 'state_secret',
  review: '2027-02-28',
  sig: toBase64(new Uint8Array(64).fill(9)),
}

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,20}$/)
const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(toBase64)
const anyEnvelope: fc.Arbitrary<Envelope> = fc
  .record({
    v: fc.constantFrom<1 | 2>(1, 2),
    kind: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.')),
    record: id,
    seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    department: fc.option(id),
    actor: fc.record({ account: id, role: word, department: fc.option(id) }),
    occurred: fc.constantFrom(
      '2024',
      '2024-02',
      '2024-02-29',
      '2024-03-05T08:00:00Z',
      '2024-03-05T23:59:59.999Z',
    ),
    recorded: fc.constant('2026-11-23T09:14:00.123Z'),
    body: bytes(32),
    approver: fc.option(fc.constant('approver-1'), { nil: undefined }),
    sig: fc.option(bytes(64), { nil: undefined }),
  })
  // Version 2 is the one that is signed.
  .map((base) => ({ ...base, v: base.sig === undefined ? (1 as const) : base.v }))
  .chain((base) =>
    fc.oneof(
      fc.constant<Envelope>({ ...base, visibility: 'public' }),
      fc
        .record({ ground: word, review: fc.constantFrom(undefined, '2028-02-29') })
        .map((seal): Envelope => ({ ...base, visibility: 'sealed', ...seal })),
    ),
  )

describe('leaf', () => {
  it('is the canonical JSON of the envelope', () => {
    expect(fromUtf8(formatLeaf(plain))).toBe(
      '{"actor":{"account":"key-7k2m","department":"dep-agriculture","role":"recorder"},' +
        '"body":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=","department":"dep-agriculture",' +
        '"kind":"responsibility.listed","occurred":"2024-03-05","record":"res-0123456789",' +
        '"recorded":"2026-11-23T09:14:00.123Z","seq":1,"v":1,"visibility":"public"}',
    )
    expect(fromUtf8(formatLeaf(sealed))).toBe(canonicalJson(sealed))
  })

  it('comes back, whatever the envelope', () => {
    fc.assert(
      fc.property(anyEnvelope, (envelope) => {
        const leaf = formatLeaf(envelope)
        expect(fromUtf8(leaf)).toBe(canonicalJson(JSON.parse(JSON.stringify(envelope))))
        expect(parseLeaf(leaf)).toEqual(envelope)
        expect(formatLeaf(parseLeaf(leaf))).toEqual(leaf)
        expect(leaf.length).toBeLessThan(MAX_LEAF_BYTES)
      }),
    )
  })

  it('of version 2 is a signed one: unsigned it is none, and nothing of version 3 is', () => {
    const signed = { ...sealed, v: 2 } as const
    expect(parseLeaf(formatLeaf(signed))).toEqual(signed)
    const { sig: _, ...unsigned } = signed
    expect(() => formatLeaf(unsigned)).toThrow('version 2')
    for (const text of [
      fromUtf8(formatLeaf(plain)).replace('"v":1', '"v":2'),
      fromUtf8(formatLeaf(signed)).replace('"v":2', '"v":3'),
    ])
      expect(codeOf(() => parseLeaf(utf8(text)))).toBe('malformed_leaf')
  })

  it('without its signature and the time of the commit is what is signed', () => {
    fc.assert(
      fc.property(anyEnvelope, (envelope) => {
        const { sig: _, recorded: __, ...unsigned } = envelope
        const json = canonicalJson(JSON.parse(JSON.stringify(unsigned)))
        const text = envelope.v === 1 ? json : `mingzhang/department/v2\nx.example/log\n${json}`
        expect(fromUtf8(formatUnsigned(envelope, ORIGIN))).toBe(text)
        expect(formatUnsigned(unsigned, ORIGIN)).toEqual(formatUnsigned(envelope, ORIGIN))
        const elsewhere = formatUnsigned(envelope, 'y.example/log')
        if (envelope.v === 2) expect(elsewhere).not.toEqual(formatUnsigned(envelope, ORIGIN))
        const other = envelope.seq === 1 ? 2 : envelope.seq - 1
        expect(formatUnsigned({ ...envelope, seq: other }, ORIGIN)).not.toEqual(
          formatUnsigned(envelope, ORIGIN),
        )
      }),
    )
    expect(() => formatUnsigned({ ...sealed, record: '某某' }, ORIGIN)).toThrow('record')
    expect(() => formatUnsigned({ ...sealed, visibility: 'public' }, ORIGIN)).toThrow('only then')
  })

  const broken: [string, Record<string, unknown>][] = [
    ['version', { v: 2 }],
    ['kind in capitals', { kind: 'Responsibility.listed' }],
    ['kind with a space', { kind: 'a b' }],
    ['record with a quote', { record: 'res-"' }],
    ['record with text', { record: '某某' }],
    ['record too long', { record: 'r'.repeat(81) }],
    ['seq 0', { seq: 0 }],
    ['seq as text', { seq: '1' }],
    ['seq past 2^53', { seq: 2 ** 53 }],
    ['seq with a fraction', { seq: 1.5 }],
    ['department missing', { department: undefined }],
    ['department a number', { department: 1 }],
    ['actor null', { actor: null }],
    ['actor a list', { actor: [] }],
    ['actor with a name', { actor: { ...plain.actor, name: 'x' } }],
    ['actor without a role', { actor: { account: 'a', department: null } }],
    ['a day that is not', { occurred: '2024-02-30' }],
    ['a month that is not', { occurred: '2024-13' }],
    ['occurred with an offset', { occurred: '2024-03-05T08:00:00+08:00' }],
    ['recorded without milliseconds', { recorded: '2026-11-23T09:14:00Z' }],
    ['visibility unknown', { visibility: 'secret' }],
    ['sealed without a ground', { visibility: 'sealed' }],
    ['public with a ground', { ground: 'state_secret' }],
    ['public with a review', { review: '2027-01-01' }],
    ['ground as text', { visibility: 'sealed', ground: 'because I say so' }],
    ['review to the month', { visibility: 'sealed', ground: 'state_secret', review: '2027-01' }],
    ['body of another length', { body: toBase64(new Uint8Array(31)) }],
    ['body with bits left over', { body: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwd=' }],
    ['signature of another length', { sig: toBase64(new Uint8Array(63)) }],
    ['signature null', { sig: null }],
    ['unknown field', { note: 'x' }],
    ['constructor', { constructor: 1 }],
  ]

  it.each(broken)('refuses an envelope: %s', (_, change) => {
    const envelope: unknown = { ...plain, ...change }
    expect(codeOf(() => formatLeaf(envelope as Envelope))).toBe('malformed_leaf')
    expect(codeOf(() => parseLeaf(utf8(JSON.stringify(envelope))))).toBe('malformed_leaf')
  })

  it('refuses fields that would be read as others', () => {
    const forged = { ...plain, department: 'd","ground":"g', visibility: 'sealed' as const }
    expect(codeOf(() => formatLeaf(forged))).toBe('malformed_leaf')
  })

  const text = fromUtf8(formatLeaf(plain))
  it.each<[string, Uint8Array, string]>([
    ['empty', utf8(''), 'malformed_leaf'],
    ['null', utf8('null'), 'malformed_leaf'],
    ['a list', utf8('[]'), 'malformed_leaf'],
    ['members in another order', utf8(JSON.stringify(plain)), 'not_canonical'],
    ['white space', utf8(text.replace(',', ', ')), 'not_canonical'],
    ['a line end', utf8(`${text}\n`), 'not_canonical'],
    ['a member twice', utf8(text.replace('"seq":1', '"seq":1,"seq":1')), 'not_canonical'],
    ['seq as 1.0', utf8(text.replace('"seq":1', '"seq":1.0')), 'not_canonical'],
    ['an escape', utf8(text.replace('"res-', '"\\u0072es-')), 'not_canonical'],
    ['__proto__', utf8(text.replace('"actor"', '"__proto__":1,"actor"')), 'malformed_leaf'],
    ['a byte order mark', utf8(`\uFEFF${text}`), 'malformed_leaf'],
    ['not UTF-8', Uint8Array.of(0xff), 'malformed_utf8'],
    ['too large', new Uint8Array(MAX_LEAF_BYTES + 1), 'too_large'],
  ])('refuses a leaf: %s', (_, leaf, code) => {
    expect(codeOf(() => parseLeaf(leaf))).toBe(code)
  })

  it('no change of a single byte is read as the same envelope', () => {
    const leaf = formatLeaf(sealed)
    fc.assert(
      fc.property(fc.nat(leaf.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = leaf.slice()
        changed[at] = (changed[at] ?? 0) ^ change
        let read: Envelope | null = null
        try {
          read = parseLeaf(changed)
        } catch {
          return
        }
        expect(read).not.toEqual(sealed)
        expect(formatLeaf(read)).toEqual(changed)
      }),
      { numRuns: 500 },
    )
  })
})

describe('time in words of the envelope', () => {
  it.each(['2024', '2024-12', '2024-02-29', '2000-02-29'])('%s is a date', (text) =>
    expect(isDate(text)).toBe(true),
  )
  it.each([
    '',
    '24',
    '2024-1',
    '2024-00',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-01-00',
    '2024-01-01\n',
    '２０２４',
  ])('%j is not a date', (text) => expect(isDate(text)).toBe(false))
  it('agrees with the calendar of the runtime', () => {
    for (let day = Date.UTC(1896, 0, 1); day < Date.UTC(2030, 0, 1); day += 86_400_000 * 3) {
      expect(isDay(new Date(day).toISOString().slice(0, 10))).toBe(true)
    }
  })
  it('tells instants and the clock apart', () => {
    expect(['2024-03-05T08:00:00Z', '2024-03-05T08:00:00.123Z'].map(isInstant)).toEqual([true, true])
    expect(['2024-03-05T08:00:00Z', '2024-03-05T08:00:00.123Z'].map(isClockTime)).toEqual([false, true])
    for (const text of [
      '2024-03-05T24:00:00Z',
      '2024-03-05T08:60:00Z',
      '2024-03-05T08:00:60Z',
      '2024-02-30T08:00:00Z',
      '2024-03-05 08:00:00Z',
    ]) {
      expect(isInstant(text)).toBe(false)
    }
  })
})
