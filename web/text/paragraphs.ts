/** Reads the line structure of texts as printed in official lists. Pure. */

export interface Line {
  /** Its number among the lines, from 0. */
  at: number
  text: string
  /** Opening words to set off, such as 第二十二条第一款; empty when there are none. */
  lead: string
  /** Width in characters of the number that the line starts with: by so much its later lines hang. */
  hang: 0 | 1 | 2 | 3
  /** An empty line stood before. */
  gap: boolean
}

const ARTICLE =
  /^第[〇零一二三四五六七八九十百千\d]+[条章节](?:之[一二三四五六七八九十]+)?(?:第[〇零一二三四五六七八九十百\d]+[款项])*/
const NUMBERED =
  /^(?:[（(][一二三四五六七八九十百\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[.．、)）]|[①-⑳])/

/** True for a list in which most texts bring a printed number of their own. */
export function areNumbered(texts: readonly string[]): boolean {
  return texts.filter((text) => NUMBERED.test(text.trimStart())).length * 2 > texts.length
}

/** 1. takes one Han character's width, 一、 and ① two, （一） three. */
function hangOf(line: string): Line['hang'] {
  const number = NUMBERED.exec(line)?.[0]
  if (number === undefined) return 0
  if (/^[（(]/.test(number)) return 3
  return /^\d/.test(number) ? 1 : 2
}

/** Lines of a text, trimmed of the spaces that lists use to indent, with their structure. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let gap = false
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
    if (line === '') {
      gap = lines.length > 0
      continue
    }
    const lead = ARTICLE.exec(line)?.[0] ?? ''
    lines.push({ at: lines.length, text: line.slice(lead.length), lead, hang: hangOf(line), gap })
    gap = false
  }
  return lines
}

/** The opening of a text on one line, at most `length` characters, ending with an ellipsis when cut; words stay whole. */
export function opening(text: string, length: number): string {
  const flat = text.replace(/[\s\u3000]+/g, ' ').trim()
  const letters = [...flat]
  if (letters.length <= length) return flat
  const cut = letters.slice(0, length).join('')
  if (/[\u2e80-\uffef]/.test(cut)) return `${cut}……`
  const words = /\s/.test(letters[length] ?? '') ? cut : cut.replace(/\s+\S*$/, '')
  return `${words.trimEnd()}…`
}
