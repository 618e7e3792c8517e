/** WebP (RFC 9649) without what is not the picture: Exif but for the orientation, XMP, and unknown chunks. */

import { joined } from '../../../ledger/bytes.ts'
import { type Orientation, orientationIn, tiffOf } from './orientation.ts'
import { BrokenPicture, begins, byteAt, bytesOf, latin, part } from './parts.ts'

const KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH', 'ICCP'])
const FRAME = 16
const FLAG = { exif: 0x08, xmp: 0x04 } as const

function chunk(type: string, data: Uint8Array): Uint8Array {
  const head = new Uint8Array(8)
  head.set(bytesOf(type))
  new DataView(head.buffer).setUint32(4, data.length, true)
  return joined([head, data, new Uint8Array(data.length % 2)])
}

/** Chunks of some bytes. @throws BrokenPicture */
function* chunksOf(bytes: Uint8Array): Generator<{ type: string; data: Uint8Array }> {
  for (let at = 0; at < bytes.length; ) {
    const head = part(bytes, at, 8)
    const length = new DataView(head.buffer, head.byteOffset, 8).getUint32(4, true)
    yield { type: latin(head.subarray(0, 4)), data: part(bytes, at + 8, length) }
    at += 8 + length + (length % 2)
  }
}

/** A frame of a moving picture: its place and time, and what it shows. */
function frameWithout(data: Uint8Array): Uint8Array {
  const inner = [...chunksOf(data.subarray(FRAME))].filter(({ type }) => KEPT.has(type))
  return joined([part(data, 0, FRAME), ...inner.map((one) => chunk(one.type, one.data))])
}

/** @throws BrokenPicture */
export function webpWithout(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = part(bytes, 0, 12)
  const size = new DataView(head.buffer, head.byteOffset, 12).getUint32(4, true)
  const all = [...chunksOf(part(bytes, 12, size - 4))]
  if (!all.some(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF'))
    throw new BrokenPicture('no picture in it')
  const exif = all.find(({ type }) => type === 'EXIF')?.data ?? new Uint8Array(0)
  const orientation: Orientation = orientationIn(begins(exif, 'Exif\0\0') ? exif.subarray(6) : exif)
  const chunks = all.flatMap(({ type, data }) => {
    if (!KEPT.has(type)) return []
    if (type === 'ANMF') return [chunk(type, frameWithout(data))]
    if (type !== 'VP8X') return [chunk(type, data)]
    const flags = data.slice()
    flags[0] = (byteAt(data, 0) & ~(FLAG.exif | FLAG.xmp)) | (orientation === 1 ? 0 : FLAG.exif)
    return [chunk(type, flags)]
  })
  // Without the flags of its head, nobody looks for an orientation.
  const isTurned = orientation !== 1 && all[0]?.type === 'VP8X'
  const said = joined([bytesOf('WEBP'), ...chunks, ...(isTurned ? [chunk('EXIF', tiffOf(orientation))] : [])])
  const riff = new Uint8Array(8)
  riff.set(bytesOf('RIFF'))
  new DataView(riff.buffer).setUint32(4, said.length, true)
  return joined([riff, said])
}
