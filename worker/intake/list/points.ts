/** Numbered points: 1. 1、 （1） 一、 （一） ①, and duties under their headings. */
import type { Duty } from '../../domain/kinds/responsibility/fields.ts'
import { lineOf, linesOf, listOf, proseOf } from '../files/text.ts'

const HAN_NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const NUMBER =
  /(?<digits>\d{1,3})\s*[.．、)）](?!\d)|[（(]\s*(?<closed>\d{1,3})\s*[)）]|(?<han>[一二三四五六七八九十]{1,3})[、.．]|[（(]\s*(?<closedHan>[一二三四五六七八九十]{1,3})\s*[)）]|(?<circled>[\u2460-\u2473])/gu

interface Mark {
  style: string
  /** The last sign of the mark: 1. and 1、 are one style with two signs. */
  sign: string
  value: number
  start: number
  end: number
  atLineStart: boolean
}

/** The value of a Chinese number from 一 to 九十九. */
export function hanValue(text: string): number {
  const tens = text.indexOf('十')
  const digit = (letter: string): number => HAN_NUMBERS.indexOf(letter) + 1
  if (tens < 0) return digit(text)
  return (
    (tens === 0 ? 1 : digit(text[0] ?? '')) * 10 + (tens === text.length - 1 ? 0 : digit(text.at(-1) ?? ''))
  )
}

function numberOf(style: string, number: string): number {
  if (style === 'circled') return number.charCodeAt(0) - 0x245f
  return style === 'han' || style === 'closedHan' ? hanValue(number) : Number(number)
}

/** The last character before a place, a space aside; a line break at the start of the text. */
function lastBefore(text: string, index: number): string {
  return text[index - (text[index - 1] === ' ' ? 2 : 1)] ?? '\n'
}

/** Marks that look like the number of a point: at the start of a line, or after the end of a sentence. */
function marksOf(text: string): Mark[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const [style, number] = Object.entries(match.groups ?? {}).find(([, group]) => group !== undefined) ?? []
    if (style === undefined || number === undefined) return []
    const before = lastBefore(text, match.index)
    const atLineStart = before === '\n'
    const afterStop =
      style === 'circled' || text[match.index - 1] === ' ' || /[。；;：:，,！？!?]/u.test(before)
    // 有依据的2.未按程序的: the stop was forgotten.
    const afterWord =
      style === 'digits' && /[.．]$/u.test(match[0]) && /[^\P{Script=Han}第表图附条款项]/u.test(before)
    if (!atLineStart && !afterStop && !afterWord) return []
    const end = match.index + match[0].length
    const sign = (match[0].at(-1) ?? '').normalize('NFKC')
    return [{ style, sign, value: numberOf(style, number), start: match.index, end, atLineStart }]
  })
}

/**
 * The marks of the outermost numbering. Its style is that of the first mark; within the style the printed
 * mark (1. or 1、) may change from point to point, unless one mark alone counts on from the first: then the
 * other numbers points within points.
 */
function outermost(marks: readonly Mark[]): Mark[] {
  const first = marks.find(({ atLineStart, value }) => atLineStart || value === 1)
  if (first === undefined) return []
  const all = following(marks.filter(({ style, start }) => style === first.style && start >= first.start))
  if (countsOn(all)) return all
  const alike = following(all.filter(({ sign }) => sign === first.sign))
  return countsOn(alike) ? alike : all
}

/** Marks that begin a line, and those within one that count on. */
function following(marks: readonly Mark[]): Mark[] {
  const kept: Mark[] = []
  for (const mark of marks)
    if (mark.atLineStart || mark.value === (kept.at(-1)?.value ?? 0) + 1) kept.push(mark)
  return kept
}

function countsOn(marks: readonly Mark[]): boolean {
  return marks.every(({ value }, i) => i === 0 || value === (marks[i - 1]?.value ?? 0) + 1)
}

/**
 * The points of a numbered text, without their numbers; what stands before the first is a point of its own.
 * Points within points stay in the text of theirs. A text without numbers is one point a paragraph.
 */
export function pointsOf(text: string): string[] {
  const prose = proseOf(text)
  const marks = outermost(marksOf(prose))
  if (marks.length === 0) return prose.split('\n').map(tidied).filter(Boolean)
  const pieces = [prose.slice(0, marks[0]?.start)]
  for (const [i, { end }] of marks.entries()) pieces.push(prose.slice(end, marks[i + 1]?.start))
  return pieces.map(tidied).filter(Boolean)
}

/** Short values such as posts, numbered or separated; the punctuation that closes them goes. */
export function namesOf(text: string, separators: readonly string[]): string[] {
  const points = pointsOf(text)
  const names = points.length > 1 ? points : listOf(points[0] ?? '', separators)
  return names.map((name) => name.replace(/[\s。．；;：:，,、]+$/u, '')).filter(Boolean)
}

function tidied(piece: string): string {
  return linesOf(piece)
    .replace(/[；;]+$/u, '')
    .trim()
}

/**
 * Points under headings such as 直接实施责任：. A heading may also open a single point, as in 1.受理责任：….
 *
 * @param headings regular expressions; the first group is the step
 */
export function dutiesOf(text: string, headings: readonly string[]): Duty[] {
  const patterns = headings.map((heading) => new RegExp(heading, 'u'))
  const opening = (piece: string): { step: string; rest: string } | null => {
    for (const pattern of patterns) {
      const match = pattern.exec(piece)
      if (match !== null && match.index === 0)
        return { step: lineOf(match[1] ?? match[0]), rest: piece.slice(match[0].length).trim() }
    }
    return null
  }
  const duties: Duty[] = []
  let step: string | null = null
  for (const section of sectionsOf(proseOf(text), headings)) {
    const opened = opening(section)
    step = opened?.step ?? step
    for (const point of pointsOf(opened?.rest ?? section)) {
      const own = opening(point)
      duties.push(
        own === null || own.rest === '' ? { step, text: point } : { step: own.step, text: own.rest },
      )
    }
  }
  return duties
}

/** Cuts before each heading that begins a line or follows the end of a sentence. */
function sectionsOf(prose: string, headings: readonly string[]): string[] {
  const cuts = new Set([0])
  for (const heading of headings) {
    for (const { index } of prose.matchAll(new RegExp(heading.replace(/^\^/, ''), 'gu'))) {
      if (prose[index - 1] === ' ' || /[\n。；;]/u.test(lastBefore(prose, index))) cuts.add(index)
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.map((cut, i) => prose.slice(cut, sorted[i + 1]).trim()).filter(Boolean)
}
