/** Byte ranges (RFC 9110 §14): one range of a request, as an offset and a length. */
import type { Part } from '../../services/documents/documents.ts'

/**
 * The part that a `Range` header asks for.
 *
 * @param bytes of the whole
 * @returns null for the whole: no header, another unit, or several ranges, which a server may pass over; `outside`
 *   when nothing of it is there (416)
 */
export function rangeOf(header: string | undefined, bytes: number): Part | 'outside' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'outside' : { offset: bytes - length, length }
  }
  const [offset, end] = [Number(first), last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)]
  if (last !== '' && Number(last) < offset) return null
  return offset >= bytes ? 'outside' : { offset, length: end - offset + 1 }
}
