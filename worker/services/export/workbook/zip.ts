/** A ZIP file, written as it comes: no part of it is held longer than it takes to pack it (APPNOTE 6.3.10). */
import { utf8 } from '../../../ledger/bytes.ts'

/** One file of an archive: its text in pieces. */
export interface ZipFile {
  name: string
  text: AsyncIterable<string> | Iterable<string>
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crcOf(crc: number, bytes: Uint8Array): number {
  let c = ~crc
  for (const byte of bytes) c = (CRC[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return ~c >>> 0
}

/** Numbers in little-endian order, each of so many bytes. */
function record(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return bytes
}

/** Sizes follow the data (bit 3), and names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** 1980-01-01, the first day that the format knows: the same content gives the same bytes. */
const DAY = 0x0021
/** Without the larger form of the format. */
const MOST_BYTES = 0xffff_ffff

interface Packed {
  name: Uint8Array
  crc: number
  size: number
  packed: number
  at: number
}

/** The bytes of an archive. @throws RangeError when it grows beyond 4 GiB */
export async function* zip(files: Iterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const done: Packed[] = []
  let at = 0
  for (const file of files) {
    const name = utf8(file.name)
    const start = at
    const head = record([
      ...([
        [4, 0x04034b50],
        [2, VERSION],
        [2, FLAGS],
        [2, DEFLATED],
        [2, 0],
        [2, DAY],
      ] as const),
      ...([
        [4, 0],
        [4, 0],
        [4, 0],
        [2, name.length],
        [2, 0],
      ] as const),
    ])
    yield head
    yield name
    at += head.length + name.length
    const sum = { crc: 0, size: 0 }
    let packed = 0
    for await (const piece of deflated(file.text, sum)) {
      packed += piece.length
      at += piece.length
      yield piece
    }
    const tail = record([
      [4, 0x08074b50],
      [4, sum.crc],
      [4, packed],
      [4, sum.size],
    ])
    yield tail
    at += tail.length
    if (at > MOST_BYTES || sum.size > MOST_BYTES) throw new RangeError('the archive grows beyond 4 GiB')
    done.push({ name, ...sum, packed, at: start })
  }
  const start = at
  for (const { name, crc, size, packed, at: from } of done) {
    const head = record([
      ...([
        [4, 0x02014b50],
        [2, VERSION],
        [2, VERSION],
        [2, FLAGS],
        [2, DEFLATED],
        [2, 0],
        [2, DAY],
      ] as const),
      ...([
        [4, crc],
        [4, packed],
        [4, size],
        [2, name.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
      ] as const),
      ...([
        [4, 0],
        [4, from],
      ] as const),
    ])
    yield head
    yield name
    at += head.length + name.length
  }
  yield record([
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, done.length],
      [2, done.length],
    ] as const),
    ...([
      [4, at - start],
      [4, start],
      [2, 0],
    ] as const),
  ])
}

/** Packs text, and counts what went in. */
async function* deflated(
  text: ZipFile['text'],
  sum: { crc: number; size: number },
): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(text)
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) {
        controller.close()
        return
      }
      const bytes = new Uint8Array(utf8(value))
      sum.crc = crcOf(sum.crc, bytes)
      sum.size += bytes.length
      controller.enqueue(bytes)
    },
  })
  const reader = source.pipeThrough(new CompressionStream('deflate-raw')).getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield value
  }
}

async function* piecesOf(text: ZipFile['text']): AsyncGenerator<string> {
  yield* text
}
