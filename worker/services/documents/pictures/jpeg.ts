/**
 * JPEG (ITU-T T.81) without what is not the picture: of the application segments only those that say how its colours are
 * meant are kept (JFIF, an ICC profile, Adobe's transform), and of Exif the orientation.
 */

import { joined } from '../../../ledger/bytes.ts'
import { type Orientation, orientationIn, tiffOf } from './orientation.ts'
import { BrokenPicture, begins, byteAt, bytesOf, part } from './parts.ts'

const EOI = 0xd9
const SOS = 0xda
const APP = { jfif: 0xe0, exif: 0xe1, icc: 0xe2, adobe: 0xee } as const
/** Length of JFIF with a preview of no points. */
const JFIF = 14

/** True of the segments that a picture is decoded by: frames, tables, scans, intervals. */
const isOfPicture = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xda && marker <= 0xdf)

/** The segment as it is kept; null for one that is left out. @param content without its length */
function kept(marker: number, content: Uint8Array): Uint8Array | null {
  if (isOfPicture(marker)) return content
  if (marker === APP.icc) return begins(content, 'ICC_PROFILE\0') ? content : null
  if (marker === APP.adobe) return begins(content, 'Adobe') ? content : null
  if (marker !== APP.jfif || !begins(content, 'JFIF\0')) return null
  // The preview that may follow shows what the picture showed before it was worked on.
  const head = part(content, 0, JFIF).slice()
  head.set([0, 0], JFIF - 2)
  return head
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content])
}

/** End of the coded data that begin at a place: the next marker that is none of theirs, or the end of the file. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return at
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** @throws BrokenPicture */
export function jpegWithout(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const ahead: Uint8Array[] = [part(bytes, 0, 2)]
  const rest: Uint8Array[] = []
  let orientation: Orientation = 1
  let scans = 0
  for (let at = 2; at < bytes.length; ) {
    if (byteAt(bytes, at) !== 0xff) throw new BrokenPicture(`no marker at ${at}`)
    while (bytes[at + 1] === 0xff) at += 1
    const marker = byteAt(bytes, at + 1)
    if (marker === EOI) break
    const length = (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3)
    if (length < 2) throw new BrokenPicture(`a segment of ${length} bytes`)
    const content = part(bytes, at + 4, length - 2)
    at += 2 + length
    if (marker === APP.exif && begins(content, 'Exif\0\0')) orientation = orientationIn(content.subarray(6))
    const one = kept(marker, content)
    if (one !== null) (marker === APP.jfif ? ahead : rest).push(segment(marker, one))
    if (marker !== SOS) continue
    scans += 1
    const end = endOfScan(bytes, at)
    rest.push(bytes.subarray(at, end))
    at = end
  }
  if (scans === 0) throw new BrokenPicture('no picture in it')
  if (orientation !== 1) ahead.push(segment(APP.exif, joined([bytesOf('Exif\0\0'), tiffOf(orientation)])))
  return joined([...ahead, ...rest, Uint8Array.of(0xff, EOI)])
}
