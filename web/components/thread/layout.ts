/** Places of knots in the picture: a row for each end of the line, a column for each stage. Pure. */
import { type Knot, stages } from './knots.ts'

/** Widths and heights of the picture, in its own units. */
export const BOX = { column: 284, row: 46, label: 232, top: 34 } as const

/** A knot in its place, and the place of the one from which it follows. */
export interface Placed {
  knot: Knot
  x: number
  y: number
  from: { x: number; y: number } | null
}

/** Places of all knots below a root, and the number of rows that they take. */
export function placeKnots(root: Knot): { placed: Placed[]; rows: number } {
  const placed: Placed[] = []
  let rows = 0
  function place(knot: Knot): { x: number; y: number } {
    const x = stages.indexOf(knot.stage) * BOX.column
    const first = placed.length
    const ends = knot.next.map(place)
    if (ends.length === 0) rows += 1
    const y =
      ends.length === 0 ? BOX.top + (rows - 0.5) * BOX.row : ((ends[0]?.y ?? 0) + (ends.at(-1)?.y ?? 0)) / 2
    const own = { x, y }
    for (const one of placed.slice(first)) if (knot.next.includes(one.knot)) one.from = own
    placed.push({ knot, x, y, from: null })
    return own
  }
  place(root)
  return { placed, rows }
}

/** Letters of a text as wide as a Han character in print: those, kana, full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

/** Width of a text of 15 units' height, about; fonts differ. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (WIDE.test(one) ? 15 : 8.3), 0)
}

/** The beginning of a text that fits into a width, with an ellipsis where it is cut. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let cut = ''
  for (const one of text) {
    if (widthOf(`${cut}${one}…`) > width) break
    cut += one
  }
  return `${cut.trimEnd()}…`
}
