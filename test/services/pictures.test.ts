/** What a picture says of its maker is gone, and what it shows is the same, whatever stands around it. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joined } from '../../worker/ledger/bytes.ts'
import {
  type Orientation,
  orientationIn,
  tiffOf,
} from '../../worker/services/documents/pictures/orientation.ts'
import { bytesOf, latin } from '../../worker/services/documents/pictures/parts.ts'
import { withoutMetadata } from '../../worker/services/documents/pictures/pictures.ts'

const SECRET = 'GPS 31.2304N iPhone 15'
const u16 = (n: number) => Uint8Array.of(n >> 8, n & 255)
const u32 = (n: number) => Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)
const little = (n: number) => u32(n).reverse()
const exifOf = (turned: Orientation) => joined([tiffOf(turned), bytesOf(SECRET)])

type Made = { bytes: Uint8Array; shown: Uint8Array }

const segment = (marker: number, ...content: Uint8Array[]) =>
  joined([Uint8Array.of(255, marker), u16(joined(content).length + 2), ...content])

/** A JPEG by its parts: what decodes it stays, byte for byte. */
function jpeg(turned: Orientation, noise: readonly string[]): Made {
  const scan = Uint8Array.of(1, 255, 0, 2, 255, 0xd0, 3)
  const shown = joined([
    segment(0xdb, bytesOf('table')),
    segment(0xc0, bytesOf('frame')),
    segment(0xda, bytesOf('scan')),
    scan,
  ])
  const bytes = joined([
    Uint8Array.of(255, 0xd8),
    segment(0xe0, bytesOf('JFIF\0'), new Uint8Array(7), Uint8Array.of(1, 1), bytesOf('abc')),
    segment(0xe1, bytesOf('Exif\0\0'), exifOf(turned)),
    ...noise.map((text, i) => segment([0xe1, 0xe2, 0xed, 0xfe, 0xef][i % 5] ?? 0xfe, bytesOf(SECRET + text))),
    shown,
    Uint8Array.of(255, 0xd9),
    bytesOf(SECRET),
  ])
  return { bytes, shown }
}

const chunk = (type: string, data: Uint8Array) =>
  joined([u32(data.length), bytesOf(type), data, u32(crc32(joined([bytesOf(type), data])))])
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)

function png(turned: Orientation, noise: readonly string[]): Made {
  const header = chunk('IHDR', joined([u32(1), u32(1), Uint8Array.of(8, 0, 0, 0, 0)]))
  const shown = joined([chunk('IDAT', deflateSync(Uint8Array.of(0, 7))), chunk('IEND', new Uint8Array(0))])
  const bytes = joined([
    SIGNATURE,
    header,
    chunk('eXIf', exifOf(turned)),
    ...noise.map((text, i) =>
      chunk(['tEXt', 'iTXt', 'tIME', 'zTXt', 'prVt'][i % 5] ?? 'tEXt', bytesOf(SECRET + text)),
    ),
    shown,
    bytesOf(SECRET),
  ])
  return { bytes, shown }
}

const riff = (type: string, data: Uint8Array) =>
  joined([bytesOf(type), little(data.length), data, new Uint8Array(data.length % 2)])

function webp(turned: Orientation, noise: readonly string[]): Made {
  const shown = riff('VP8L', bytesOf('points'))
  const said = joined([
    bytesOf('WEBP'),
    riff('VP8X', joined([Uint8Array.of(0x0c), new Uint8Array(9)])),
    shown,
    riff('EXIF', exifOf(turned)),
    ...noise.map((text, i) => riff(['XMP ', 'note', 'XMP '][i % 3] ?? 'note', bytesOf(SECRET + text))),
  ])
  return { bytes: joined([bytesOf('RIFF'), little(said.length), said, bytesOf(SECRET)]), shown }
}

function gif(_: Orientation, noise: readonly string[]): Made {
  const blocks = (text: string) => joined([Uint8Array.of(text.length), bytesOf(text), Uint8Array.of(0)])
  const head = joined([bytesOf('GIF89a'), new Uint8Array(4), Uint8Array.of(0x80, 0, 0), new Uint8Array(6)])
  const image = joined([Uint8Array.of(0x2c), new Uint8Array(8), Uint8Array.of(0, 2), blocks('points')])
  const moves = joined([Uint8Array.of(0x21, 0xff), blocks('NETSCAPE2.0')])
  const shown = joined([moves, image])
  const bytes = joined([
    head,
    ...noise.map((text) => joined([Uint8Array.of(0x21, 0xfe), blocks(SECRET + text)])),
    joined([Uint8Array.of(0x21, 0xff), blocks('XMP DataXMP')]),
    shown,
    Uint8Array.of(0x3b),
    bytesOf(SECRET),
  ])
  return { bytes, shown }
}

const KINDS = [
  ['image/jpeg', jpeg, (text: string) => text.split('Exif\0\0')[1]],
  ['image/png', png, (text: string) => text.split('eXIf')[1]],
  ['image/webp', webp, (text: string) => text.split('EXIF')[1]?.slice(4)],
  ['image/gif', gif, () => undefined],
] as const

const turns = fc.constantFrom<Orientation>(1, 2, 3, 4, 5, 6, 7, 8)
const noises = fc.array(fc.string({ unit: 'binary-ascii', maxLength: 20 }), { maxLength: 5 })

describe.each(KINDS)('a picture of type %s', (type, make, after) => {
  it('loses what it says of its maker, keeps what it shows and which way up, and is the same when done again', () => {
    fc.assert(
      fc.property(turns, noises, (turned, noise) => {
        const { bytes, shown } = make(turned, noise)
        expect(latin(bytes)).toContain(SECRET)
        const kept = withoutMetadata(bytes, type)
        if (kept === null) throw new Error('was refused')
        expect(latin(kept)).not.toContain(SECRET)
        expect(latin(kept)).toContain(latin(shown))
        const exif = after(latin(kept))
        expect(exif === undefined ? 1 : orientationIn(bytesOf(exif))).toBe(type === 'image/gif' ? 1 : turned)
        expect(withoutMetadata(kept, type)).toEqual(kept)
      }),
      { numRuns: 100 },
    )
  })

  it('is refused where it breaks off before it shows anything, and never thrown out of', () => {
    const { bytes } = make(6, ['x'])
    const whole = latin(bytes).lastIndexOf(SECRET)
    for (let length = 0; length < whole; length++) {
      const kept = withoutMetadata(bytes.slice(0, length), type)
      expect(kept === null || !latin(kept).includes(SECRET), `${length} bytes`).toBe(true)
    }
    expect(withoutMetadata(bytes.slice(0, 20), type)).toBeNull()
    fc.assert(
      fc.property(fc.nat(whole - 1), fc.nat(255), (at, byte) => {
        const broken = bytes.slice()
        broken[at] = byte
        expect(() => withoutMetadata(broken, type)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })
})

it('leaves a PNG that still decodes to the same points, each chunk with its check', () => {
  const kept = withoutMetadata(png(6, ['x']).bytes, 'image/png') ?? new Uint8Array(0)
  const types: string[] = []
  for (let at = 8; at < kept.length; ) {
    const view = new DataView(kept.buffer, at)
    const length = view.getUint32(0)
    const type = latin(kept.subarray(at + 4, at + 8))
    expect(view.getUint32(8 + length)).toBe(crc32(kept.subarray(at + 4, at + 8 + length)))
    if (type === 'IDAT') expect([...inflateSync(kept.subarray(at + 8, at + 8 + length))]).toEqual([0, 7])
    types.push(type)
    at += 12 + length
  }
  expect(types).toEqual(['IHDR', 'eXIf', 'IDAT', 'IEND'])
})
