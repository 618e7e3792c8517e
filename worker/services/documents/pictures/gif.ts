/** GIF (89a) without what is not the picture: comments, XMP, and every other extension but those that make it move. */
import { joined } from '../../../ledger/bytes.ts'
import { BrokenPicture, byteAt, latin, part } from './parts.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const END = 0x3b
const GRAPHIC = 0xf9
const TEXT = 0x01
const APPLICATION = 0xff
/** Applications that say how often it moves. */
const MOVING: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])

const tableOf = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

/** End of the blocks that begin at a place. @throws BrokenPicture */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  for (let length = byteAt(bytes, at); length > 0; length = byteAt(bytes, at)) at += length + 1
  return at + 1
}

/** @throws BrokenPicture */
export function gifWithout(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = 13 + tableOf(byteAt(bytes, 10))
  const kept: Uint8Array[] = [part(bytes, 0, head)]
  let images = 0
  for (let at = head; ; ) {
    const sort = byteAt(bytes, at)
    if (sort === END) break
    if (sort === IMAGE) {
      const end = endOfBlocks(bytes, at + 11 + tableOf(byteAt(bytes, at + 9)))
      kept.push(part(bytes, at, end - at))
      images += 1
      at = end
    } else if (sort === EXTENSION) {
      const label = byteAt(bytes, at + 1)
      const end = endOfBlocks(bytes, at + 2)
      const isMoving = label === APPLICATION && MOVING.has(latin(part(bytes, at + 3, 11)))
      if (label === GRAPHIC || label === TEXT || isMoving) kept.push(part(bytes, at, end - at))
      at = end
    } else throw new BrokenPicture(`a block of sort ${sort}`)
  }
  if (images === 0) throw new BrokenPicture('no picture in it')
  return joined([...kept, Uint8Array.of(END)])
}
