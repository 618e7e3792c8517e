import { MOST_INFLATED } from '../sheet.ts'

/**
 * True for a zip archive that says it holds more than may be unpacked, or does not say how much it holds. The
 * sizes are those of the central directory, which the reader of workbooks trusts as well.
 */
export function isZipBomb(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(bytes)
  if (end === null || end + 20 > bytes.length) return false
  const count = view.getUint16(end + 8, true)
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length) return false
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    const named = view.getUint16(at + 28, true)
    const extra = view.getUint16(at + 30, true)
    // Sizes given elsewhere, as in streamed and 64-bit archives, no spreadsheet programme writes.
    if ((size === 0 && packed > 2) || hasWideSizes(view, at + 46 + named, extra)) return true
    total += size
    if (total > MOST_INFLATED) return true
    at += 46 + named + extra + view.getUint16(at + 32, true)
  }
  return false
}

function endOfDirectory(bytes: Uint8Array): number | null {
  for (let i = bytes.length - 4; i >= 0; i--) {
    if (bytes[i] === 0x50 && bytes[i + 1] === 0x4b && bytes[i + 2] === 5 && bytes[i + 3] === 6) return i
  }
  return null
}

/** True for an extra field (ZIP64, id 1) that gives a size of its own beyond the limit. */
function hasWideSizes(view: DataView, start: number, length: number): boolean {
  for (let at = start; at + 4 <= start + length && at + 4 <= view.byteLength; ) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1 && size >= 8 && at + 12 <= view.byteLength) {
      return view.getUint32(at + 8, true) > 0 || view.getUint32(at + 4, true) > MOST_INFLATED
    }
    at += 4 + size
  }
  return false
}
