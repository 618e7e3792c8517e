/** 查询码: 80 random bits, by which whoever asked gets back to it. The server keeps its SHA-256 alone. */
import { refuse } from '../../domain/record/guard.ts'
import { readable } from '../../domain/record/ids.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'

const CHARACTERS = 16

/** A fresh code of 16 characters of Crockford's base32, in groups of four: `7K2M-…`. */
export function newCode(random: (bytes: number) => Uint8Array): string {
  const text = readable(random(CHARACTERS)).toUpperCase()
  return text.replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * SHA-256 of a code as somebody has typed it, in hexadecimal: capitals, spaces and dashes do not matter, and what
 * Crockford's base32 does not have is read as what it looks like.
 *
 * @throws Problem `invalid` for what is no code, which says how one looks
 */
export function hashOfCode(typed: string): string {
  const text = typed
    .slice(0, 100)
    .toLowerCase()
    .replace(/[\s\u3000-]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
  if (/^[0-9a-hjkmnp-tv-z]{16}$/.test(text)) return toHex(sha256(utf8(text)))
  throw refuse(
    'invalid',
    '查询码是 16 位字母和数字，分四组，例如 7K2M-9QXT-0B4D-HWRE。',
    'A code has 16 letters and digits in four groups, such as 7K2M-9QXT-0B4D-HWRE.',
    'code',
  )
}
