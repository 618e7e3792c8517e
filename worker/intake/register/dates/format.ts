/**
 * Formats of dates, written with these words and whatever stands between them: `yyyy`, `yy`, `mm`, `dd`, `month` (a
 * name), `Qq` or `q` (a quarter), `era` (an era and its year), `roc` (民國), `be` (Buddhist).
 */

import { COUNTED_FORMATS } from './counted.ts'
import { ERA_YEAR, yearOfBuddha, yearOfEra, yearOfRepublic } from './eras.ts'
import { monthNamed } from './months.ts'
import { PERIOD_FORMATS } from './periods.ts'

/** Date as printed in a format. `short` is a year of two digits, whose century is open. */
export interface Printed {
  year: number
  short: boolean
  month: number | null
  quarter: number | null
  /** 旬: which third of the month is meant, 1 to 3. */
  third: number | null
  day: number | null
}

export type ReadPrinted = (text: string) => Printed | null

const WORD = /yyyy|yy|mm|dd|month|era|roc|be|q/g
const WORDS = /^(?:yyyy|yy|mm|dd|month|era|roc|be|Q?q)+$/
const YEARS = ['yyyy', 'yy', 'era', 'roc', 'be']
/** Digits of a word where no mark parts it from the next. */
const WIDTHS: { readonly [word: string]: string } = {
  yyyy: '\\d{4}',
  yy: '\\d{2}',
  mm: '\\d{2}',
  dd: '\\d{2}',
  roc: '\\d{2,3}',
  be: '\\d{4}',
  q: '[1-4]',
}
const LOOSE: { readonly [word: string]: string } = {
  ...WIDTHS,
  yy: "['’]?\\d{2}",
  mm: '\\d{1,2}',
  dd: '\\d{1,2}',
  era: ERA_YEAR,
  q: '[1-4一二三四]',
  month: "\\p{L}[\\p{L}\\p{M}.’'׳॰]*?",
}
const TIME =
  '(?:[T\\s,]+(?:[上下]午\\s*)?\\d{1,2}(?:[:.h时時点]\\d{1,2}){1,2}(?:[.,]\\d+)?[分秒]?\\s*(?:[ap]\\.?m\\.?)?\\s*(?:Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?'
const WEEKDAY =
  '(?:\\s*\\(\\s*(?:周|星期)?[日月火水木金土一二三四五六天](?:曜日?)?\\s*\\)|\\s*(?:周|星期)[日一二三四五六天])?'
/** The word for year behind one, as `10 марта 2025 г.`, and the point that some languages put behind a date. */
const YEARLY = '(?:\\s*(?:г(?:\\.|ода?)?|р(?:\\.|оку)?|roku|r\\.|m\\.|gada|\\.))?'
/** 底前, 月底, 之前: what says when within a month or year, which no calendar date can; and 中旬, a third of a month. */
const ABOUT =
  '\\s*(?:底|末|初|([上中下])旬|말|초|([상중하])순)?\\s*(?:之?前|以前|为止|止|까지|이전)?(?:完成|完工|竣工|办结)?'

/** Words before a date by which it is the last day, as 前 and 까지 behind one; and those of the end of a month or year. */
const UNTIL =
  '(?:(?:до|не позднее|by|until|till|before|no later than|bis(?: zum)?|spätestens|hasta(?: el)?|antes del?|avant(?: le)?|entro(?: il)?|até|do|najpóźniej|senast|截至|截止到?|不晚于|最迟|于)\\s*(?=[\\d\\p{L}]))?(?:(?:(?:the )?end of|end|ende|fin(?: de)?|fine|finales de|final de|koniec|eind|slutet av|конец|конца)\\s+)?'

const known = new Map<string, ReadPrinted | null>()

/** Reader of dates in a format; null for a text that is no format. */
export function formatOf(format: string): ReadPrinted | null {
  const made = known.get(format)
  if (made !== undefined) return made
  const found = compile(format)
  known.set(format, found)
  return found
}

function compile(format: string): ReadPrinted | null {
  const runs = format.match(/[A-Za-z]+|\s+|[^A-Za-z\s]+/g) ?? []
  const words = runs.flatMap((run) => (WORDS.test(run) ? (run.match(WORD) ?? []) : []))
  const has = (word: string): boolean => words.includes(word)
  const years = words.filter((word) => YEARS.includes(word)).length
  const monthly = Number(has('mm')) + Number(has('month')) + Number(has('q'))
  if (years !== 1 || monthly > 1 || new Set(words).size !== words.length) return null
  if (has('dd') && !has('mm') && !has('month')) return null
  const named = has('month')
  const shape = runs.map((run) => (WORDS.test(run) ? shapeOfWords(run, named) : between(run, named))).join('')
  const lead = named ? '(?:\\p{L}{2,12}\\.?\\s*,\\s*)?' : ''
  const tail = has('dd') ? `${WEEKDAY}${TIME}` : ''
  const whole = new RegExp(`^${UNTIL}${lead}${shape}${YEARLY}${tail}${ABOUT}$`, 'iu')
  return (text) => {
    const match = whole.exec(text)
    if (match === null) return null
    const [han, hangul] = match.slice(words.length + 1)
    const third = '上中下'.indexOf(han ?? '-') + 1 || '상중하'.indexOf(hangul ?? '-') + 1 || null
    // 旬 is a third of a month: of a day or a year it says nothing.
    if (third !== null && (has('dd') || has('q') || monthly === 0)) return null
    return printed(words, match.slice(1), third)
  }
}

function shapeOfWords(run: string, named: boolean): string {
  const words = run.match(WORD) ?? []
  const widths = words.length > 1 ? WIDTHS : LOOSE
  return words
    .map((word) => {
      const group = `(${widths[word] ?? LOOSE[word] ?? ''})`
      if (word === 'q') return `[Qq第]?${group}`
      return word === 'dd' && named ? `${group}(?:st|nd|rd|th|er|º|ª|°|o(?=\\s))?` : group
    })
    .join('')
}

/** Pattern for the run between two words. Around the name of a month marks and little words come and go. */
function between(run: string, named: boolean): string {
  if (named && /^[\s,./-]+$/.test(run)) return "[\\s,./-]*(?:(?:del?|of|di)\\s+|d['’]\\s*)?"
  if (run.trim() === '') return '\\s+'
  return `\\s*${run.normalize('NFKC').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}\\s*`
}

function printed(
  words: readonly string[],
  parts: readonly (string | undefined)[],
  third: number | null,
): Printed | null {
  const part = (word: string): string | null => parts[words.indexOf(word)] ?? null
  const number = (word: string): number | null => {
    const text = words.includes(word) ? part(word) : null
    return text === null ? null : Number(text.replace(/^['’]/, ''))
  }
  const name = words.includes('month') ? monthNamed(part('month') ?? '') : null
  if (words.includes('month') && name === null) return null
  const year = yearOf(part, number, words)
  if (year === null) return null
  const quarter = words.includes('q') ? '一二三四'.indexOf(part('q') ?? '') + 1 || number('q') : null
  const short = words.includes('yy')
  return { year, short, month: name ?? number('mm'), quarter, third, day: number('dd') }
}

function yearOf(
  part: (word: string) => string | null,
  number: (word: string) => number | null,
  words: readonly string[],
): number | null {
  if (words.includes('era')) return yearOfEra(part('era') ?? '')
  if (words.includes('roc')) return yearOfRepublic(number('roc') ?? 0)
  if (words.includes('be')) return yearOfBuddha(number('be') ?? 0)
  return number('yyyy') ?? number('yy')
}

/** The same format with day and month the other way round, where nothing but custom says which comes first. */
export function turned(format: string): string | null {
  const match = /^(dd|mm)([-/.])(dd|mm)\2(yyyy|yy|be)$/.exec(format)
  return match === null ? null : `${match[3]}${match[2]}${match[1]}${match[2]}${match[4]}`
}

/** Formats that a draft tries, those that are met most first. */
export const KNOWN_FORMATS: readonly string[] = [
  ...['yyyy-mm-dd', 'dd/mm/yyyy', 'mm/dd/yyyy', 'dd.mm.yyyy', 'yyyy/mm/dd', 'yyyy.mm.dd', 'yyyy年mm月dd日'],
  ...[
    'dd-mm-yyyy',
    'mm-dd-yyyy',
    'yyyymmdd',
    'dd month yyyy',
    'month dd yyyy',
    'yyyy month dd',
    'dd month yy',
  ],
  ...['dd/mm/yy', 'mm/dd/yy', 'dd.mm.yy', 'dd-mm-yy', 'mm-dd-yy', 'era年mm月dd日', 'era.mm.dd', 'era/mm/dd'],
  ...['roc/mm/dd', 'roc.mm.dd', 'roc年mm月dd日', 'dd/mm/be', 'be-mm-dd', 'dd month be'],
  ...[
    'yyyy年mm月',
    'era年mm月',
    'era.mm',
    'yyyy-mm',
    'yyyy/mm',
    'yyyy.mm',
    'month yyyy',
    'month yy',
    'mm/yyyy',
    'mm.yyyy',
    'yyyymm',
  ],
  ...['yyyy년mm월dd일', 'yyyy년mm월'],
  ...['Qq yyyy', 'yyyy Qq', 'yyyyQq', 'yyyy-Qq', 'yyyy年q季度', 'yyyy年', 'yyyy'],
  ...PERIOD_FORMATS,
  ...COUNTED_FORMATS,
]
