/** Bytes of a picture, read part by part and put together again without some of them. */

/** Part of a picture that does not lie where it says, or breaks off. Caught where pictures are read. */
export class BrokenPicture extends Error {
  override name = 'BrokenPicture'
}

/** Some bytes from a place on. @throws BrokenPicture where they are not all there */
export function part(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (from + length > bytes.length) throw new BrokenPicture(`${length} bytes at ${from}`)
  return bytes.subarray(from, from + length)
}

/** One byte. @throws BrokenPicture */
export function byteAt(bytes: Uint8Array, at: number): number {
  const found = bytes[at]
  if (found === undefined) throw new BrokenPicture(`no byte at ${at}`)
  return found
}

/** Text of some bytes, each one character. */
export function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

/** True where bytes begin as a text does. */
export function begins(bytes: Uint8Array, text: string): boolean {
  return latin(bytes.subarray(0, text.length)) === text
}

/** Bytes of a text, each character one. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
