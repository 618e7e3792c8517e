/** PNG (third edition, 2025) without what is not the picture: texts, times, Exif but for the orientation, and unknown chunks. */

import { joined } from '../../../ledger/bytes.ts'
import { type Orientation, orientationIn, tiffOf } from './orientation.ts'
import { BrokenPicture, byteAt, bytesOf, latin, part } from './parts.ts'

const SIGNATURE = 8
const KEPT: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'acTL', 'fcTL', 'fdAT'],
  ...['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs'],
])

/** CRC-32 of a chunk as its last four bytes say it (ISO 3309). */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

const word = (value: number): Uint8Array =>
  Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)

function chunk(type: string, data: Uint8Array): Uint8Array {
  const said = joined([bytesOf(type), data])
  return joined([word(data.length), said, word(crcOf(said))])
}

/** @throws BrokenPicture */
export function pngWithout(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const head: Uint8Array[] = [part(bytes, 0, SIGNATURE)]
  const rest: Uint8Array[] = []
  let orientation: Orientation = 1
  let isWhole = false
  for (let at = SIGNATURE; !isWhole; ) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at, part(bytes, at, 4).length).getUint32(0)
    const type = latin(part(bytes, at + 4, 4))
    const data = part(bytes, at + 8, length)
    const whole = part(bytes, at, length + 12)
    if (type === 'eXIf') orientation = orientationIn(data)
    // What has to be understood to be shown, and is not, would leave another picture.
    const isNeeded = (byteAt(bytes, at + 4) & 0x20) === 0
    if (KEPT.has(type)) (type === 'IHDR' ? head : rest).push(whole)
    else if (isNeeded) throw new BrokenPicture(`the chunk ${type}`)
    isWhole = type === 'IEND'
    at += length + 12
  }
  if (head.length !== 2) throw new BrokenPicture('no header')
  return joined([...head, ...(orientation === 1 ? [] : [chunk('eXIf', tiffOf(orientation))]), ...rest])
}
