/**
 * Bytes and their text forms. Every decoder is strict: one value has one text, anything else is refused.
 */
import { LedgerError } from './error.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 takes at most 3 bytes for each UTF-16 code unit. */
const scratch = new Uint8Array(3 * 4096)

const HEX = encoder.encode('0123456789abcdef')
const BASE64 = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const PADDING = '='.charCodeAt(0)

/** The value of each ASCII character of an alphabet; 0xff where there is none. */
function valuesOf(alphabet: Uint8Array): Uint8Array {
  const values = new Uint8Array(128).fill(0xff)
  alphabet.forEach((character, value) => {
    values[character] = value
  })
  return values
}

const HEX_VALUES = valuesOf(HEX)
const BASE64_VALUES = valuesOf(BASE64)

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  const text = new Uint8Array(bytes.length * 2)
  let at = 0
  for (const byte of bytes) {
    text[at++] = HEX[byte >> 4] ?? 0
    text[at++] = HEX[byte & 15] ?? 0
  }
  return decoder.decode(text)
}

/** @throws LedgerError `out_of_range` unless `text` is lower-case hexadecimal of whole bytes */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor(text.length / 2))
  for (let i = 0; i < bytes.length; i++) {
    const high = HEX_VALUES[text.charCodeAt(2 * i)] ?? 0xff
    const low = HEX_VALUES[text.charCodeAt(2 * i + 1)] ?? 0xff
    if (high === 0xff || low === 0xff) throw new LedgerError('out_of_range', 'not lower-case hexadecimal')
    bytes[i] = high * 16 + low
  }
  if (text.length % 2 === 1) throw new LedgerError('out_of_range', 'half a byte of hexadecimal')
  return bytes
}

/** Base64 with the standard alphabet and padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(base64Length(bytes))
  writeBase64(bytes, text, 0)
  return decoder.decode(text)
}

/** The same of several, as those of a proof: made into text once for all of them, which costs more than the rest. */
export function toBase64Each(values: readonly Uint8Array[]): string[] {
  const bytes = new Uint8Array(values.reduce((sum, value) => sum + base64Length(value), 0))
  let end = 0
  const ends = values.map((value) => {
    end = writeBase64(value, bytes, end)
    return end
  })
  const text = decoder.decode(bytes)
  return ends.map((to, i) => text.slice(ends[i - 1] ?? 0, to))
}

const base64Length = ({ length }: Uint8Array): number => Math.ceil(length / 3) * 4

/** Writes the base64 of `bytes` into `text` from `start` on. @returns where it ends */
function writeBase64(bytes: Uint8Array, text: Uint8Array, start: number): number {
  const { length } = bytes
  let at = start
  for (let i = 0; i < length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text[at++] = BASE64[group >> 18] ?? 0
    text[at++] = BASE64[(group >> 12) & 63] ?? 0
    text[at++] = BASE64[(group >> 6) & 63] ?? 0
    text[at++] = BASE64[group & 63] ?? 0
  }
  if (length % 3 > 0) text[at - 1] = PADDING
  if (length % 3 === 1) text[at - 2] = PADDING
  return at
}

/**
 * The standard alphabet, with padding, canonical (RFC 4648 §3.5): no white space, no url-safe characters,
 * no bits left over.
 *
 * @throws LedgerError `malformed_base64`
 */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const digits = text.length - padding
  if (text.length % 4 !== 0) throw malformedBase64()
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  for (let i = 0; i < digits; i += 4) {
    const a = BASE64_VALUES[text.charCodeAt(i)] ?? 0xff
    const b = BASE64_VALUES[text.charCodeAt(i + 1)] ?? 0xff
    const c = i + 2 < digits ? (BASE64_VALUES[text.charCodeAt(i + 2)] ?? 0xff) : 0
    const d = i + 3 < digits ? (BASE64_VALUES[text.charCodeAt(i + 3)] ?? 0xff) : 0
    if ((a | b | c | d) > 63) throw malformedBase64()
    const group = (a << 18) | (b << 12) | (c << 6) | d
    bytes[at++] = group >> 16
    // A write past the end of a typed array does nothing: what padding leaves over must be zero instead.
    bytes[at++] = group >> 8
    bytes[at++] = group
    if (at > bytes.length && (group & (padding === 2 ? 0xffff : 0xff)) !== 0) throw malformedBase64()
  }
  return bytes
}

function malformedBase64(): LedgerError {
  return new LedgerError('malformed_base64', 'not canonical base64 of the standard alphabet with padding')
}

/** UTF-8. The text must hold no lone surrogates, which no bytes can stand for. */
export function utf8(text: string): Uint8Array {
  if (text.length * 3 > scratch.length) return encoder.encode(text)
  // Several times faster on V8 than encode(), which allocates for the worst case.
  return scratch.slice(0, encoder.encodeInto(text, scratch).written)
}

/**
 * Decodes strictly and keeps a byte order mark as a character, so that `utf8` gives the same bytes back.
 *
 * @throws LedgerError `malformed_utf8`
 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new LedgerError('malformed_utf8', 'not valid UTF-8', { cause })
  }
}

/** Bytes of all parts, one after the other: of few that are named. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joined(parts)
}

/** Bytes of all parts, one after the other: of a list, which may be long. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Compares public values; takes no care of timing. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
