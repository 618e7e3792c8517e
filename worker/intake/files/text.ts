/** Tidying of printed text. Nothing here knows a file; what varies comes in from the mapping. */
import { greatest } from '../../domain/record/list/long.ts'
import { withoutWidthless } from '../../domain/text/unseen.ts'

const HAN = '[\\p{Script=Han}（）《》〈〉【】“”，。、；：！？]'
const SPACE_IN_HAN = new RegExp(`(?<=${HAN}) | (?=${HAN})`, 'gu')
/** Spaces that only fill a printed line, before or after full-width punctuation. */
const SPACE_AT_STOP = / (?=[，。；：、）》！？])|(?<=[，；：、（《]) /gu
const HAN_AT_END = new RegExp(`${HAN}$`, 'u')
const HAN_AT_START = new RegExp(`^${HAN}`, 'u')

/** A printed name without what nobody sees in it. */
export function visible(text: string): string {
  return withoutWidthless(text).trim()
}

/** One line: line breaks go, and so do spaces that stand beside Han characters. */
export function lineOf(text: string): string {
  const line = text
    .replace(/[\s\u3000\u00a0]+/gu, ' ')
    .replace(SPACE_IN_HAN, '')
    .trim()
  // A text that is one line already is not held twice: long registers are nothing else.
  return line === text ? text : line
}

/** Text with its lines: no trailing spaces, no empty lines, no padding at the start of a line. */
export function linesOf(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\s\u3000\u00a0]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** The widest column, in characters, whose text is taken to be broken only because the column was narrow. */
const WIDEST_BROKEN = 100
/** A line that was broken for lack of room is nearly as long as the longest. */
const FULL_LINE = 0.6
/** Share of lines that end within a sentence, from which on all such ends are breaks. */
const MOSTLY = 0.6
const ENDS = /[。；;：:！？!?]$/u
const BEGINS =
  /^(?:\d{1,3}\s*[.．、)）]|[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]|[一二三四五六七八九十]{1,3}[、.．]|[\u2460-\u2473]|【|《|第[\d〇零一二三四五六七八九十百千]+[条章]|\p{Script=Han}{2,12}[：:]$)/u

/**
 * Text with its paragraphs: lines that were broken only because a printed column was narrow are joined. Text
 * without any punctuation is a list, and keeps its lines.
 */
export function proseOf(text: string): string {
  const lines = linesOf(text).replace(SPACE_AT_STOP, '').split('\n')
  const longest = greatest(
    0,
    lines.map((line) => line.length),
  )
  if (longest > WIDEST_BROKEN || !/[，。；：、,;:]/u.test(text)) return lines.join('\n')
  const open = lines.filter((line) => !ENDS.test(line)).length
  const narrow = lines.length >= 4 && open / lines.length >= MOSTLY
  let joined = lines[0] ?? ''
  for (let i = 1; i < lines.length; i++) {
    const above = lines[i - 1] ?? ''
    const line = lines[i] ?? ''
    const full = narrow || above.length >= longest * FULL_LINE
    const broken = full && !ENDS.test(above) && !BEGINS.test(line)
    const stray = /^[，。、；：！？）】》]/u.test(line)
    if (broken || stray) joined += HAN_AT_END.test(joined) || HAN_AT_START.test(line) ? line : ` ${line}`
    else joined += `\n${line}`
  }
  return joined
}

/**
 * Bare form of a header or a name, for comparing: without spaces, punctuation, symbols, width and case. May
 * be empty.
 */
export function bareOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
}

/**
 * Several short values of one cell. What stands in brackets stays together, and line breaks separate only
 * where nothing else does.
 */
export function listOf(text: string, separators: readonly string[]): string[] {
  const lines = linesOf(text)
  const others = separators.filter((separator) => separator !== '\n')
  const parts = splitOutsideBrackets(lines.replaceAll('\n', ''), others)
  const found = parts.length > 1 || !separators.includes('\n') ? parts : splitOutsideBrackets(lines, ['\n'])
  return [...new Set(found.map(lineOf).filter((part) => part !== ''))]
}

function splitOutsideBrackets(text: string, separators: readonly string[]): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (let i = 0; i < text.length; ) {
    const separator = depth === 0 ? separators.find((one) => text.startsWith(one, i)) : undefined
    if (separator !== undefined) {
      parts.push(part)
      part = ''
      i += separator.length
      continue
    }
    const letter = text[i] ?? ''
    if (/[（(【[《]/u.test(letter)) depth += 1
    else if (/[）)】\]》]/u.test(letter)) depth = Math.max(0, depth - 1)
    part += letter
    i += 1
  }
  return [...parts, part]
}
