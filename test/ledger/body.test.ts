import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkBody, digestBody, SALT_BYTES } from '../../worker/ledger/body.ts'
import { toBase64, toHex, utf8 } from '../../worker/ledger/bytes.ts'
import type { Envelope } from '../../worker/ledger/envelope-shape.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'

const salt = new Uint8Array(SALT_BYTES).fill(3)
const node = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function committing(digest: Uint8Array): Envelope {
  return {
    v: 1,
    kind: 'responsibility.listed',
    record: 'res-1',
    seq: 1,
    department: null,
    actor: { account: 'local', role: 'operator', department: null },
    occurred: '2024',
    recorded: '2026-11-23T09:14:00.123Z',
    visibility: 'public',
    body: toBase64(digest),
  }
}

describe('body digest', () => {
  it.each(['', '{}', '{"name":"种畜禽生产经营许可"}', `{"text":"${'长'.repeat(40_000)}"}`])(
    'is SHA-256(salt ‖ content)',
    (content) => {
      const expected = createHash('sha256').update(salt).update(utf8(content)).digest('hex')
      expect(toHex(digestBody(salt, content))).toBe(expected)
      expect(toHex(digestBody(salt, content, node))).toBe(expected)
    },
  )

  it('is what the envelope commits to, and nothing else is', () => {
    const envelope = committing(digestBody(salt, '{}'))
    expect(checkBody(envelope, salt, '{}')).toBe(true)
    expect(checkBody(envelope, salt, '{"a":1}')).toBe(false)
    expect(checkBody(envelope, new Uint8Array(SALT_BYTES), '{}')).toBe(false)
    expect(checkBody(envelope, salt.subarray(1), '{}')).toBe(false)
  })

  it('refuses a salt of another length', () => {
    expect(codeOf(() => digestBody(new Uint8Array(31), '{}'))).toBe('out_of_range')
  })
})
