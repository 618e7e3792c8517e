/** The picture by which a record is known where its address is shared: what it is, its title, its state, its day. */
import { CARD } from '../../domain/picture.ts'
import { Canvas, type Colour } from './canvas.ts'
import { EM, type Glyphs } from './glyphs.ts'

/** Words on a card. Nothing else of a record stands there: what is withheld or erased is not among them. */
export interface Card {
  /** Name of the site and its place. */
  site: string
  /** Its kind, and its type where there is one. */
  kind: string
  title: string
  /** That it is annulled or withheld, in words. */
  caveats: readonly string[]
  /** State, day and department. */
  facts: readonly string[]
  /** Its number in the ledger. */
  foot: string
}

const PAPER: Colour = [251, 249, 243]
const INK: Colour = [27, 26, 23]
const SOFT: Colour = [92, 87, 78]
const SEAL: Colour = [178, 42, 26]
const LINE: Colour = [201, 194, 178]

const MARGIN = 72
const INNER = CARD.width - 2 * MARGIN
/** Sizes in which a title is tried, with the lines that it may take. */
const TITLES = [
  { size: 68, lines: 3 },
  { size: 54, lines: 4 },
] as const

/** The card as PNG. */
export async function drawCard(card: Card, glyphs: Glyphs): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new Canvas(CARD.width, CARD.height, PAPER)
  canvas.box(0, 0, CARD.width, 14, SEAL)
  seal(canvas, glyphs)
  canvas.text(glyphs, cut(card.site, 30, INNER - 90, glyphs), MARGIN, 106, 30, INK)
  canvas.box(MARGIN, 140, INNER, 2, INK)
  canvas.box(MARGIN, 146, INNER, 1, INK)
  const after = canvas.text(glyphs, cut(card.kind, 28, INNER, glyphs), MARGIN, 200, 28, SOFT) + 24
  const caveats = cut(card.caveats.join('; '), 28, MARGIN + INNER - after, glyphs)
  canvas.text(glyphs, caveats, after, 200, 28, SEAL)
  let y = 216
  const { lines, size } = titled(card.title, glyphs)
  for (const line of lines) {
    y += Math.round(size * 1.26)
    canvas.text(glyphs, line, MARGIN, y, size, INK)
  }
  canvas.box(MARGIN, 528, INNER, 1, LINE)
  const facts = card.facts.filter((one) => one !== '').join(' · ')
  canvas.text(glyphs, cut(facts, 30, INNER, glyphs), MARGIN, 572, 30, INK)
  canvas.text(glyphs, cut(card.foot, 22, INNER, glyphs), MARGIN, 606, 22, SOFT)
  return canvas.png()
}

/** The seal, at the upper right. */
function seal(canvas: Canvas, glyphs: Glyphs): void {
  const side = 64
  const x = CARD.width - MARGIN - side
  canvas.box(x, 58, side, side, SEAL)
  canvas.text(glyphs, '明', x + 8, 58 + 50, 48, null)
}

/** Lines of a title in the largest size in which it is whole; in the smallest it is cut. */
function titled(title: string, glyphs: Glyphs): { lines: string[]; size: number } {
  const [largest, smallest] = TITLES
  const lines = broken(title, largest.size, glyphs)
  if (lines.length <= largest.lines) return { lines, size: largest.size }
  const small = broken(title, smallest.size, glyphs)
  const kept = small.slice(0, smallest.lines)
  const rest = small.slice(smallest.lines - 1).join('')
  if (small.length > smallest.lines) kept[smallest.lines - 1] = cut(rest, smallest.size, INNER, glyphs)
  return { lines: kept, size: smallest.size }
}

const widthOf = (text: string, size: number, glyphs: Glyphs): number =>
  ([...text].reduce((sum, one) => sum + glyphs.advanceOf(one), 0) * size) / EM

/** Text that fits, with an ellipsis where it was cut. */
function cut(text: string, size: number, width: number, glyphs: Glyphs): string {
  if (widthOf(text, size, glyphs) <= width) return text
  const all = [...text]
  while (all.length > 0 && widthOf(`${all.join('')}…`, size, glyphs) > width) all.pop()
  return `${all.join('').trimEnd()}…`
}

/** Parts between which a line may end: after a Chinese character or a space; never before closing punctuation. */
const PARTS = /[\p{Script=Han}「《（“‘【][，。、；：！？）》」”’】]*|[^\s\p{Script=Han}「《（“‘【]+|\s+/gu

function broken(text: string, size: number, glyphs: Glyphs): string[] {
  const lines: string[] = []
  let line = ''
  const fits = (one: string): boolean => widthOf(one, size, glyphs) <= INNER
  for (const part of text.match(PARTS) ?? []) {
    if (fits((line + part).trimEnd())) {
      line += part
      continue
    }
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
    // A word longer than a line is broken where the line ends.
    for (const character of part.trimStart()) {
      if (!fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  if (line.trim() !== '') lines.push(line.trim())
  return lines
}
