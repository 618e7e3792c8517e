/**
 * Periods that registers print in place of a day: half years, quarters, weeks, and from one date to another. Each has a
 * name as a format, and stands for its first month or day where something began, and for its last elsewhere.
 */
import { dayNumber, dayText, earliest, isDateText, latest } from '../../../domain/record/date.ts'
import type { CountedOptions } from './counted.ts'

type Read = (text: string, options: CountedOptions) => string | null

/** Words before a period by which its end is meant, and behind it; a bare 前 could mean its beginning, and is none. */
const LEAD = /^(?:by|until|till|bis(?: zum)?|до|截至|截止到?|最迟|力争|争取|于)\s*/iu
const TAIL = /\s*(?:底|末)?(?:底前|末前|之?内|以内|为止|까지)?(?:完成|完工|竣工|办结)?$/u

const bare = (text: string): string => text.replace(LEAD, '').replace(TAIL, '').trim()

const YEAR = '((?:19|20)\\d\\d)'
/** Between a year and its part, on either side. */
const BY = '\\s*(?:[-/.,]|年|년|of|de|del|di|do|г\\.?|м\\.?)?\\s*'
/** Ends of a year behind its part, as 2025 г. and roku. */
const ENDING = '\\s*(?:年|г(?:\\.|ода?)?|р(?:\\.|оку)?|roku|r\\.)?'

const HALVES: readonly string[][] = [
  [
    ...['H1', '1H', 'HY1', 'S1', '1S', '上半年', '상반기', '(?:1st|first) half', '1\\.? ?(?:Halbjahr|HJ)'],
    ...[
      'I\\.? ?Halbjahr',
      'erstes Halbjahr',
      '(?:1er|1ère|premier|1[ºo°]|I|primer|primeiro|primo) ?s[eé]mestre',
    ],
    ...['(?:I|1|первое)(?:-е)? ?полугоди[ея]', '(?:I|1|pierwsze) ?półrocz[ea]', '1\\.? ?pololetí'],
  ],
  [
    ...['H2', '2H', 'HY2', 'S2', '2S', '下半年', '하반기', '(?:2nd|second) half', '2\\.? ?(?:Halbjahr|HJ)'],
    ...[
      'II\\.? ?Halbjahr',
      'zweites Halbjahr',
      '(?:2e|2ème|2nd|second|deuxième|2[ºo°]|II|segundo|secondo) ?s[eé]mestre',
    ],
    ...['(?:II|2|второе)(?:-е)? ?полугоди[ея]', '(?:II|2|drugie) ?półrocz[ea]', '2\\.? ?pololetí'],
  ],
]

const ROMAN = ['I', 'II', 'III', 'IV']
const NUMERALS = ['一', '二', '三', '四']
/** Words of the languages in which a quarter is one of the calendar; 四半期 is one of a year of accounts. */
const QUARTERS: readonly string[][] = ROMAN.map((roman, i) => {
  const number = String(i + 1)
  const ordinals: readonly string[] = ['1st|first', '2nd|second', '3rd|third', '4th|fourth']
  const count = `(?:${number}|${roman})`
  return [
    ...[`Q${number}`, `${number}Q`, `T${number}`, `${number}T`, `Q\\.? ?${roman}`, `${roman} ?Q`],
    `第?\\s*(?:${number}|${NUMERALS[i] ?? number})\\s*季度?`,
    ...[`${number}\\s*분기`, `(?:${ordinals[i] ?? ''}) ?quarter`, `quarter ?${number}`],
    ...[`${count}\\.? ?Quartal`, `${count}\\.?(?:er|e|ème|º|°|o|ro|do)? ?trim(?:\\.|estr[eu]?)`],
    ...[`${count}\\.? ?(?:квартал[аеу]?|квартали|kwartał(?:u)?|čtvrtletí|kwartaal|kvartal|negyedév)`],
  ]
})

const partly = (parts: readonly string[]): RegExp => {
  const part = `(?:${parts.join('|')})`
  return new RegExp(`^(?:${YEAR}${BY}${part}|${part}${BY}${YEAR}${ENDING})$`, 'iu')
}
const halves = HALVES.map(partly)
const quarters = QUARTERS.map(partly)

/** Reader of a part of a year: of the first of these that fits the first or the last month. */
const partOfYear =
  (parts: readonly RegExp[]): Read =>
  (text, { quarter = 'last' }) => {
    const months = 12 / parts.length
    const plain = bare(text)
    for (const [i, part] of parts.entries()) {
      const match = part.exec(plain)
      const year = match?.[1] ?? match?.[2]
      if (year === undefined) continue
      return `${year}-${String(quarter === 'first' ? i * months + 1 : (i + 1) * months).padStart(2, '0')}`
    }
    return null
  }

const WEEK = new RegExp(
  `^(?:${YEAR}[-/ ]?W(\\d{1,2})(?:-([1-7]))?|(?:KW|W)\\.? ?(\\d{1,2})\\s*[-/., ]\\s*${YEAR}|(\\d{1,2})\\. ?KW\\s*/?\\s*${YEAR}|${YEAR}\\s*/?\\s*KW ?(\\d{1,2}))$`,
  'iu',
)

/** A week of ISO 8601, whose first of a year holds 4 January: its Monday or its Sunday. Other ways to count weeks say nothing. */
function readWeek(text: string, { quarter = 'last' }: CountedOptions): string | null {
  const match = WEEK.exec(bare(text))
  if (match === null) return null
  const year = match[1] ?? match[5] ?? match[7] ?? match[8] ?? ''
  const week = Number(match[2] ?? match[4] ?? match[6] ?? match[9])
  const monday = mondayOf(Number(year)) + (week - 1) * 7
  if (week < 1 || monday >= mondayOf(Number(year) + 1)) return null
  const [day] = [match[3]]
  return dayText(monday + (day === undefined ? (quarter === 'first' ? 0 : 6) : Number(day) - 1))
}

/** The Monday of the first week of a year. 1970-01-01 was a Thursday. */
function mondayOf(year: number): number {
  const fourth = dayNumber(`${year}-01-04`)
  return fourth - ((((fourth + 3) % 7) + 7) % 7)
}

const PERIODS = new Map<string, Read>([
  ['half', partOfYear(halves)],
  ['quarter', partOfYear(quarters)],
  ['week', readWeek],
])

/** Names of the formats of one period. */
export const PERIOD_FORMATS: readonly string[] = [...PERIODS.keys(), 'span']

/** Reader of a period by the name of its format; undefined for any other. */
export function periodOf(format: string): Read | undefined {
  return PERIODS.get(format)
}

/** Formats of which day and month cannot be the other way round: those of the ends of a span. */
export const SPAN_ENDS: readonly string[] = [
  ...[
    'yyyy-mm-dd',
    'yyyy/mm/dd',
    'yyyy.mm.dd',
    'yyyy年mm月dd日',
    'yyyy年mm月',
    'yyyy-mm',
    'yyyy/mm',
    'yyyy.mm',
  ],
  ...['dd.mm.yyyy', 'mm.yyyy', 'mm/yyyy', 'dd month yyyy', 'month dd yyyy', 'month yyyy', 'yyyymmdd'],
  ...['yyyy년mm월dd일', 'yyyy년mm월', 'era年mm月dd日', 'era年mm月', 'roc年mm月dd日', 'yyyy年', 'yyyy'],
  ...['half', 'quarter', 'week'],
]

const BETWEEN =
  /\s*(?:--?>|至|到|から|부터|[~∼〜―—–‑‐-]+|\s(?:to|bis|until|till|through|à|au|al|a|по|до|do)\s)\s*/giu
const MOST_MARKS = 8

/**
 * Reader of a text from one date to another; null where its ends are no dates of one precision in this order.
 *
 * @param end reads one of the ends
 */
export function readSpan(
  text: string,
  { quarter = 'last' }: CountedOptions,
  end: (text: string, quarter: 'first' | 'last') => string | null,
): string | null {
  const plain = text.replace(/^(?:from|von|vom|du|de|del|с|от|自)\s+|^自/iu, '')
  const found = new Set<string>()
  for (const match of [...plain.matchAll(BETWEEN)].slice(0, MOST_MARKS)) {
    const before = plain.slice(0, match.index)
    const behind = plain.slice(match.index + match[0].length).replace(/(?:止|为止|まで|까지)$/u, '')
    const [one, other] = completed(before, behind)
    const [first, last] = [end(one, 'first'), end(other, 'last')]
    if (first === null || last === null || earliest(first) > latest(last)) continue
    if (first.length !== last.length && /^\S*-\S*$/.test(text)) continue
    found.add(quarter === 'first' ? first : last)
  }
  const [date] = found
  return found.size === 1 && date !== undefined && isDateText(date) ? date : null
}

/** The ends whole, where one leaves out what the other says: 2025年6月至9月, 2025年1-6月. */
function completed(before: string, behind: string): [string, string] {
  const year = /^\s*((?:19|20)\d\d\s*[年년])/u.exec(before)?.[1]
  if (year === undefined || !/[月월日일]\s*$/u.test(behind)) return [before, behind]
  const unit = /[月월]/u.exec(behind)?.[0] ?? ''
  const month = /^\s*(?:19|20)\d\d\s*[年년]\s*\d{1,2}$/u.test(before) ? `${before}${unit}` : before
  const own = /\d{1,2}\s*[月월]/u.exec(month)?.[0] ?? ''
  const whole = /^\s*\d{1,2}\s*[日일]/u.test(behind) ? `${own}${behind}` : behind
  return [month, /^\s*(?:19|20)\d\d/u.test(behind) ? behind : `${year}${whole}`]
}
