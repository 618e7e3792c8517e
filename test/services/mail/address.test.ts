import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../../worker/services/mail/address.ts'
import { oneLine } from '../../../worker/services/mail/mailer.ts'

describe('an address of mail', () => {
  it.each([
    ['a@example.org', 'a@example.org'],
    [' wang.li+ledger@Example.ORG ', 'wang.li+ledger@example.org'],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['a@例子.测试', 'a@xn--fsqu00a.xn--0zwm56d'],
    ['a@XN--bcher-kva.example', 'a@xn--bcher-kva.example'],
    [`${'l'.repeat(64)}@example.org`, `${'l'.repeat(64)}@example.org`],
  ])('%s is taken as %s', (given, taken) => {
    expect(parseAddress(given)).toBe(taken)
  })

  it.each([
    '',
    'example.org',
    '@example.org',
    'a@',
    'a@b',
    'a@localhost',
    'a@@example.org',
    'a@b@example.org',
    'a b@example.org',
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a\n@example.org',
    'a@exam\nple.org',
    'a@example.org\u0000',
    '"a b"@example.org',
    'a.@example.org',
    '.a@example.org',
    'a..b@example.org',
    '王@example.org',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@0x7f.1',
    'a@2130706433',
    'a@example.org:25',
    'a@example.org/x',
    'a@example.org?x',
    'a@-example.org',
    'a@exa_mple.org',
    'a@example..org',
    '<a@example.org>',
    'A <a@example.org>',
    'mailto:a@example.org?bcc=b@example.org',
    `${'l'.repeat(65)}@example.org`,
    `${'l'.repeat(100_000)}@example.org`,
    `a@${'l'.repeat(100_000)}.org`,
    `a@${'abcdefghi.'.repeat(30)}org`,
  ])('%j is refused, with what would be right', (given) => {
    expect(() => parseAddress(given)).toThrow(/name@example\.org/)
  })

  it('whatever is taken is one line of ASCII without anything that parts addresses', () => {
    const almost = fc
      .tuple(fc.string({ unit: 'grapheme' }), fc.domain())
      .map(([local, host]) => `${local}@${host}`)
    fc.assert(
      fc.property(fc.oneof(almost, fc.emailAddress(), fc.string({ unit: 'binary' })), (given) => {
        let taken = ''
        try {
          taken = parseAddress(given)
        } catch {
          return
        }
        expect(taken).toMatch(/^[!-~]{1,64}@[a-z0-9.-]+\.[a-z0-9-]+$/)
        expect(taken).not.toMatch(/[,;:<>()[\]"\\]/)
        expect(parseAddress(taken)).toBe(taken)
      }),
      { numRuns: 2000 },
    )
  })
})

it('a text in a header is one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    }),
  )
  expect(oneLine('水务局\r\nBcc: x@example.org')).toBe('水务局 Bcc: x@example.org')
})
