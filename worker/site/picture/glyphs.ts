/** Outlines of characters, as `web/glyphs/make.mjs` packs them: read where they are asked for, never unpacked as a whole. */

/** Corners of one closed line, x and y by turns, y upwards, {@link EM} units to an em. */
export type Contour = readonly number[]

export interface Glyph {
  advance: number
  contours: Contour[]
}

/** Units to an em. */
export const EM = 256

/** Character that is drawn for one of which there is no outline. */
const BOX = 0x25a1

/** Bytes of the head, and of each line of the table after it. */
const HEAD = 4
const LINE = 8

/** Outlines of a packed file. @throws RangeError for bytes that are none */
export class Glyphs {
  private readonly count: number
  private readonly view: DataView

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.count = this.view.getUint32(0, true)
  }

  /** True if there is an outline of this character. */
  has(character: string): boolean {
    return this.lineOf(character.codePointAt(0) ?? 0) !== null
  }

  /** Outline of a character; an empty box where there is none. */
  of(character: string): Glyph {
    const line = this.lineOf(character.codePointAt(0) ?? 0) ?? this.lineOf(BOX)
    return line === null ? { advance: EM, contours: [] } : this.read(line)
  }

  /** Width of a character in units. */
  advanceOf(character: string): number {
    const line = this.lineOf(character.codePointAt(0) ?? 0) ?? this.lineOf(BOX)
    return line === null ? EM : this.view.getUint16(HEAD + LINE * line + 2, true)
  }

  private lineOf(code: number): number | null {
    let [low, high] = [0, this.count - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.view.getUint16(HEAD + LINE * middle, true)
      if (found === code) return middle
      if (found < code) low = middle + 1
      else high = middle - 1
    }
    return null
  }

  private endOf(line: number): number {
    return line < 0 ? 0 : this.view.getUint32(HEAD + LINE * line + 4, true)
  }

  private read(line: number): Glyph {
    const outlines = HEAD + LINE * this.count
    let at = outlines + this.endOf(line - 1)
    const end = outlines + this.endOf(line)
    const contours: number[][] = []
    let [x, y] = [0, 0]
    const number = (): number => {
      let [value, shift, byte] = [0, 0, 0]
      do {
        byte = this.bytes[at++] ?? 0
        value |= (byte & 127) << shift
        shift += 7
      } while (byte > 127)
      return value & 1 ? -(value + 1) / 2 : value / 2
    }
    while (at < end) {
      let left = 0
      let part = 255
      while (part === 255) {
        part = this.bytes[at++] ?? 0
        left += part
      }
      const contour: number[] = []
      for (; left > 0; left--) {
        x += number()
        y += number()
        contour.push(x, y)
      }
      contours.push(contour)
    }
    return { advance: this.advanceOf(String.fromCodePoint(this.codeAt(line))), contours }
  }

  private codeAt(line: number): number {
    return this.view.getUint16(HEAD + LINE * line, true)
  }
}
