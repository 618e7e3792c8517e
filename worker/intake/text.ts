/** Tidying and splitting of printed text. Nothing here knows a file; what varies comes in from the mapping. */
import { isCalendarDate } from '../domain/date.ts'
import type { Duty, LegalBasis, TimeLimit } from '../domain/responsibility/types.ts'
import type { Mapping } from './mapping.schema.ts'

const HAN = '[\\p{Script=Han}（）《》，。、；：“”]'

/** One line: line breaks go, and so do spaces that stand between Han characters. */
export function lineOf(text: string): string {
  return text
    .replace(/[\s\u3000\u00a0]+/gu, ' ')
    .replace(new RegExp(`(?<=${HAN}) | (?=${HAN})`, 'gu'), '')
    .trim()
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

/** What is left of a header or a name when spaces, punctuation, width and case do not matter. */
export function bareOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
}

export function listOf(text: string, separators: readonly string[]): string[] {
  let parts = [text]
  for (const separator of separators) parts = parts.flatMap((part) => part.split(separator))
  return [...new Set(parts.map(lineOf).filter((part) => part !== ''))]
}

/** 1. 1、 1） （1） 一、 （一） ① at the start of a point. */
const POINT =
  /(?:\d{1,3}\s*(?:[、)）]|[.．](?!\d))|[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]|[一二三四五六七八九十]{1,3}[、.．]|[\u2460-\u2473])/u
const POINT_AT_START = new RegExp(`^\\s*${POINT.source}\\s*`, 'u')
const POINT_WITHIN = new RegExp(`(?<=[。；;：:\\n])\\s*(?=${POINT.source})`, 'gu')

/** The points of a numbered text, without their numbers; a text without numbers is one point a line. */
export function pointsOf(text: string): string[] {
  const points: string[] = []
  for (const line of linesOf(text).replace(POINT_WITHIN, '\n').split('\n')) {
    const numbered = POINT_AT_START.test(line)
    const bare = line.replace(POINT_AT_START, '').trim()
    if (bare === '') continue
    const last = points.length - 1
    const continues = !numbered && last >= 0 && !/[。；;：:]$/u.test(points[last] ?? '')
    if (continues) points[last] = `${points[last]}${bare}`
    else points.push(bare)
  }
  return points.map((point) => point.replace(/[；;]+$/u, ''))
}

/** Points under headings such as 直接实施责任：. */
export function dutiesOf(text: string, headings: readonly string[]): Duty[] {
  const patterns = headings.map((heading) => new RegExp(heading, 'u'))
  const duties: Duty[] = []
  let step: string | null = null
  let section: string[] = []
  const close = (): void => {
    for (const point of pointsOf(section.join('\n'))) duties.push({ step, text: point })
    section = []
  }
  for (const line of linesOf(text).split('\n')) {
    const match = patterns.map((one) => one.exec(line)).find((found) => found !== null && found.index === 0)
    if (match === undefined || match === null) {
      section.push(line)
      continue
    }
    close()
    step = lineOf(match[1] ?? match[0])
    const rest = line.slice(match[0].length).trim()
    if (rest !== '') section.push(rest)
  }
  close()
  return duties
}

const DOC_NUMBER =
  /[\p{Script=Han}]{2,30}(?:令|公告)?\s*(?:〔\d{4}〕|\[\d{4}\]|\d{4}年)?第?\s*[\d〇零一二三四五六七八九十百]+\s*号/u
const ARTICLE =
  /第[\d〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十])?(?:第[\d一二三四五六七八九十]+款)?(?:第[（(]?[\d一二三四五六七八九十]+[)）]?项)?/gu

/** The number of the document, without the date that often stands right before it. */
function docNumberOf(line: string): string | null {
  return DOC_NUMBER.exec(line)?.[0].replace(/^.*日/u, '') ?? null
}

/** Legal bases: each begins with a marker in 【】; without any marker, the whole text is one. */
export function basesOf(text: string, rules: Mapping['bases']): LegalBasis[] {
  const blocks = linesOf(text)
    .split(/(?=【[^】\n\d]{1,20}】)/u)
    .map((block) => block.trim())
    .filter((block) => block !== '')
  return blocks.map((block) => {
    const marker = /^【([^】\n\d]{1,20})】/u.exec(block)?.[1] ?? null
    const title = lineOf(/《((?:[^《》]|《[^《》]*》)+)》/u.exec(block)?.[1] ?? '').slice(0, 500)
    const head = block.slice(0, 400)
    const articles = [...new Set(block.match(ARTICLE) ?? [])].slice(0, 8).join('、')
    const rule = rules.find(
      (one) =>
        marker !== null &&
        new RegExp(one.marker, 'u').test(lineOf(marker)) &&
        (one.title === undefined || new RegExp(one.title, 'u').test(title)),
    )
    return {
      level: rule?.level ?? null,
      title: title === '' ? null : title,
      docNumber: docNumberOf(head.split('\n')[0] ?? ''),
      article: articles === '' ? null : articles,
      text: block,
    }
  })
}

/** A time limit such as 20个工作日, 即办 or 15日; null when no number of days is in it. */
export function timeLimitOf(text: string): TimeLimit | null {
  const line = lineOf(text).normalize('NFKC')
  if (/^(即办|当场|当日)/u.test(line)) return { days: 0, unit: 'day', text: line }
  const match = /(\d{1,5})\s*(?:个)?\s*(工作日|日|天|working days?|days?)/iu.exec(line)
  if (match === null) return null
  return {
    days: Number(match[1]),
    unit: /工作|working/i.test(match[2] ?? '') ? 'working_day' : 'day',
    text: line,
  }
}

/** A calendar date in a usual form: 2024-03-05, 2024/3/5, 2024年3月5日, 2024年, 20240305. Null for anything else. */
export function dateOf(text: string): string | null {
  const line = lineOf(text).normalize('NFKC')
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(line) ??
    /^(\d{4})(?:[-/.年]\s*(\d{1,2})(?:[-/.月]\s*(\d{1,2}))?)?\s*[日月年号]?$/u.exec(line)
  if (match === null) return null
  const date = match
    .slice(1, 4)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-')
  return isCalendarDate(date) ? date : null
}
