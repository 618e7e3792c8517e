/** A picture in a few inks on paper: areas are filled with smooth edges, and the picture is written as an indexed PNG. */
import { type Contour, EM, type Glyphs } from './glyphs.ts'
import { pngOf } from './png.ts'

export type Colour = readonly [red: number, green: number, blue: number]

/** Shades of each ink, from bare paper to full, and the inks that a palette of 256 colours then has. */
const SHADES = 64
const INKS = 4

/** A picture of this size. Inks do not mix: where two meet, the later one counts. */
export class Canvas {
  private readonly pixels: Uint8Array
  private readonly inks: Colour[] = []

  constructor(
    readonly width: number,
    readonly height: number,
    private readonly paper: Colour,
  ) {
    this.pixels = new Uint8Array(width * height)
  }

  /** Fills a rectangle. */
  box(x: number, y: number, width: number, height: number, ink: Colour): void {
    const right = x + width
    const below = y + height
    this.fill([[x, y, right, y, right, below, x, below]], ink)
  }

  /** Writes a line of text from a point on its base line; answers where it ended. */
  text(glyphs: Glyphs, text: string, x: number, y: number, size: number, ink: Colour | null): number {
    const scale = size / EM
    let at = x
    for (const character of text) {
      const { advance, contours } = glyphs.of(character)
      this.fill(
        contours.map((contour) =>
          contour.map((value, i) => (i % 2 === 0 ? at + value * scale : y - value * scale)),
        ),
        ink,
      )
      at += advance * scale
    }
    return at
  }

  /**
   * Fills what contours enclose, or without an ink lays the paper bare there, by their winding. Of every edge, what it covers of each pixel to its right is added
   * up row by row (signed areas), so that edges are smooth at the cost of one pass.
   */
  fill(contours: readonly Contour[], ink: Colour | null): void {
    const [left, top, right, bottom] = boundsOf(contours, this.width, this.height)
    const width = right - left
    if (width <= 0 || bottom <= top) return
    const covered = new Float32Array((width + 2) * (bottom - top))
    for (const contour of contours)
      for (let i = 0; i < contour.length; i += 2) {
        const next = (i + 2) % contour.length
        edge(
          covered,
          width + 2,
          [(contour[i] ?? 0) - left, (contour[i + 1] ?? 0) - top],
          [(contour[next] ?? 0) - left, (contour[next + 1] ?? 0) - top],
          bottom - top,
        )
      }
    const base = ink === null ? null : this.inkOf(ink)
    for (let row = 0; row < bottom - top; row++) {
      let sum = 0
      for (let column = 0; column < width; column++) {
        sum += covered[row * (width + 2) + column] ?? 0
        const shade = Math.round(Math.min(1, Math.abs(sum)) * (SHADES - 1))
        const at = (top + row) * this.width + left + column
        const was = this.pixels[at] ?? 0
        const kept = Math.min(was % SHADES, SHADES - 1 - shade)
        if (shade > 0) this.pixels[at] = base === null ? was - (was % SHADES) + kept : base + shade
      }
    }
  }

  /** The picture as PNG. */
  png(): Promise<Uint8Array<ArrayBuffer>> {
    const palette = this.inks.flatMap((ink) =>
      Array.from({ length: SHADES }, (_, shade) =>
        this.paper.map((from, i) => Math.round(from + ((ink[i] ?? 0) - from) * (shade / (SHADES - 1)))),
      ),
    )
    return pngOf({ width: this.width, height: this.height, palette: palette.flat(), pixels: this.pixels })
  }

  private inkOf(ink: Colour): number {
    const known = this.inks.indexOf(ink)
    if (known >= 0) return known * SHADES
    if (this.inks.length === INKS) throw new RangeError(`a picture has ${INKS} inks`)
    return (this.inks.push(ink) - 1) * SHADES
  }
}

/** Pixels between which contours lie, within the picture. */
function boundsOf(contours: readonly Contour[], width: number, height: number) {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (const contour of contours)
    for (let i = 0; i < contour.length; i += 2) {
      const [x = 0, y = 0] = [contour[i], contour[i + 1]]
      left = Math.min(left, Math.floor(x))
      right = Math.max(right, Math.ceil(x))
      top = Math.min(top, Math.floor(y))
      bottom = Math.max(bottom, Math.ceil(y))
    }
  return [Math.max(0, left), Math.max(0, top), Math.min(width, right), Math.min(height, bottom)] as const
}

/** Adds what lies right of an edge, pixel by pixel; upward edges count against downward ones. */
function edge(
  covered: Float32Array,
  stride: number,
  from: readonly [number, number],
  to: readonly [number, number],
  rows: number,
): void {
  if (from[1] === to[1]) return
  const sign = from[1] < to[1] ? 1 : -1
  const [[x0, y0], [x1, y1]] = sign === 1 ? [from, to] : [to, from]
  const slope = (x1 - x0) / (y1 - y0)
  const last = Math.min(rows, Math.ceil(y1))
  for (let row = Math.max(0, Math.floor(y0)); row < last; row++) {
    const begins = Math.max(row, y0)
    const ends = Math.min(row + 1, y1)
    const height = (ends - begins) * sign
    if (height === 0) continue
    const at = x0 + (begins - y0) * slope
    const till = x0 + (ends - y0) * slope
    span(covered, row * stride, stride, Math.min(at, till), Math.max(at, till), height)
  }
}

/** One row of an edge: it goes through the pixels between two places, and covers all to their right. */
function span(
  covered: Float32Array,
  start: number,
  stride: number,
  from: number,
  to: number,
  height: number,
): void {
  const add = (column: number, value: number): void => {
    const at = start + Math.min(Math.max(column, 0), stride - 1)
    covered[at] = (covered[at] ?? 0) + value
  }
  const first = Math.floor(from)
  const past = Math.ceil(to)
  if (past <= first + 1) {
    const share = first + 1 - (from + to) / 2
    add(first, height * share)
    add(first + 1, height * (1 - share))
    return
  }
  // Of the height, each pixel gets what the edge has gone through until its right side.
  const rise = 1 / (to - from)
  let before = 0
  for (let column = first; column < past; column++) {
    const [enters, leaves] = [Math.max(column, from), Math.min(column + 1, to)]
    const through = (leaves - enters) * rise
    const whole = (enters - from) * rise
    const area = whole + through * (column + 1 - (enters + leaves) / 2)
    add(column, height * (area - before))
    before = area
  }
  add(past, height * (1 - before))
}
