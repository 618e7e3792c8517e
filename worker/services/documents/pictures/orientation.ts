/**
 * 方向: which way up a picture is shown. It stands among the data about a camera (Exif, in the form of TIFF 6.0), and is
 * all that is kept of them: without it a picture taken upright would lie on its side.
 */

/** Ways in which a picture is shown: 1 as it lies, 2 to 8 turned or mirrored (Exif 2.32, 0x0112). */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const TAG = 0x0112
const SHORT = 3

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8

/** The orientation that a block of TIFF says; 1 where it says none, or is none. Never throws. */
export function orientationIn(tiff: Uint8Array): Orientation {
  if (tiff.length < 8) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const isLittle = order === 0x4949
  const at = view.getUint32(4, isLittle)
  if (at + 2 > tiff.length) return 1
  const entries = view.getUint16(at, isLittle)
  for (let i = 0; i < entries; i++) {
    const entry = at + 2 + i * 12
    if (entry + 12 > tiff.length) return 1
    if (view.getUint16(entry, isLittle) !== TAG || view.getUint16(entry + 2, isLittle) !== SHORT) continue
    const value = view.getUint16(entry + 8, isLittle)
    return isOrientation(value) ? value : 1
  }
  return 1
}

/** A block of TIFF that says an orientation and nothing else: 26 bytes. */
export function tiffOf(orientation: Orientation): Uint8Array {
  const tiff = new Uint8Array(26)
  const view = new DataView(tiff.buffer)
  view.setUint16(0, 0x4d4d)
  view.setUint16(2, 42)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, TAG)
  view.setUint16(12, SHORT)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}
