/**
 * Rewritings by a spreadsheet of a text that nobody edits: dates in the form of the country, numbers without
 * the zeros before them, long ones with an exponent. A list that was opened and saved comes home with them,
 * and says nothing new.
 */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i
const SCIENTIFIC = /^-?\d(?:\.\d+)?E[+-]?\d+$/i
/** Digits that a spreadsheet keeps of a number, and letters of a text. */
const KEPT = 15
const MOST_LETTERS = 32_767
/** A number in an ordinary column shows so many characters at least before it is cut short. */
const SHOWN = 10

/** Mark in a workbook for a text that no cell takes. */
export const TOO_LONG = /^…（过长，此处从略，见 CSV｜/

/** True for a text that a spreadsheet alone may have made of the original. */
export function isRewriting(arrived: string, original: string): boolean {
  if (arrived === original) return true
  const [is, was] = [arrived.trim(), original.trim()]
  return is.toLowerCase() === was.toLowerCase() && /^(true|false)$/i.test(was)
    ? true
    : isCut(arrived, original) || isNumber(is, was) || isDate(is, was) || isTime(is, was)
}

function isCut(is: string, was: string): boolean {
  return was.length > MOST_LETTERS && (TOO_LONG.test(is) || (is.length >= MOST_LETTERS && was.startsWith(is)))
}

/** The digits of a number that count, of one without an exponent. */
const significant = (text: string): string => text.replace(/\D/g, '').replace(/^0+|0+$/g, '')

function isNumber(is: string, was: string): boolean {
  const [a, b] = [is, was].map((text) => text.replace(/%$/, ''))
  if (a === undefined || b === undefined || !NUMBER.test(a) || !NUMBER.test(b)) return false
  const percent = (was.endsWith('%') ? 0.01 : 1) / (is.endsWith('%') ? 0.01 : 1)
  const meant = Number(b) * percent
  const shown = Number(a)
  if (SCIENTIFIC.test(a)) {
    const digits = a.replace(/e.*$/i, '').replace(/\D/g, '').length
    return Number(meant.toExponential(digits - 1)) === shown
  }
  // A spreadsheet that keeps so many digits writes zeros behind them: where others stand, somebody wrote them.
  if (!SCIENTIFIC.test(b) && [a, b].every((text) => significant(text).length > KEPT))
    return significant(a) === significant(b) && meant === shown
  if (Number(meant.toPrecision(KEPT)) === Number(shown.toPrecision(KEPT))) return true
  const places = a.split('.')[1]?.length ?? 0
  return a.length >= SHOWN && places > 0 && Number(meant.toFixed(places)) === shown
}

/** A day as somebody wrote it, as far as it says: year, month and day. */
interface Day {
  year: number | null
  month: number
  day: number | null
}

const year = (text: string | undefined): number | null => {
  if (text === undefined) return null
  const number = Number(text)
  return text.length > 2 ? number : number + (number < 30 ? 2000 : 1900)
}

/** Every day that a text may mean. */
function daysOf(text: string): Day[] {
  const found: Day[] = []
  const add = (y: string | undefined, m: number, d: string | undefined): void => {
    const day = d === undefined ? null : Number(d)
    if (m >= 1 && m <= 12 && (day === null || (day >= 1 && day <= 31)))
      found.push({ year: year(y), month: m, day })
  }
  const month = (name: string | undefined): number =>
    MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
  const bare = text.replace(/ 0?0:00(:00)?$/, '')
  const ymd = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?$/.exec(bare)
  if (ymd) add(ymd[1], Number(ymd[2]), ymd[3])
  const three = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(bare)
  if (three) {
    add(three[3], Number(three[1]), three[2])
    add(three[3], Number(three[2]), three[1])
  }
  const yearFirst = /^(\d{2})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(bare)
  if (yearFirst) add(yearFirst[1], Number(yearFirst[2]), yearFirst[3])
  const two = /^(\d{1,2})[-/.](\d{1,2})$/.exec(bare)
  if (two) {
    add(undefined, Number(two[1]), two[2])
    add(undefined, Number(two[2]), two[1])
  }
  const han = /^(\d{1,2})月(\d{1,2})日$/.exec(bare)
  if (han) add(undefined, Number(han[1]), han[2])
  const dayName = new RegExp(`^(\\d{1,2})[- ]${NAME}(?:[- ](\\d{2}|\\d{4}))?$`, 'i').exec(bare)
  if (dayName) add(dayName[3], month(dayName[2]), dayName[1])
  const nameYear = new RegExp(`^${NAME}[- ](\\d{2}|\\d{4})$`, 'i').exec(bare)
  if (nameYear) {
    add(nameYear[2], month(nameYear[1]), undefined)
    if (nameYear[2]?.length === 2) add(undefined, month(nameYear[1]), nameYear[2])
  }
  return found
}

/** Months arrive as their first day; what had no year is given one. */
function isDate(is: string, was: string): boolean {
  if (daysOf(was).length === 0) return false
  const [form, before] = [is, was].map((text) => text.replace(/\d+/g, '0'))
  // In one form the order of the numbers is the same: another order is another date.
  if (form === before) return areSameNumbers(is, was)
  const [shown, meant] = [daysOf(is), daysOf(was)]
  return meant.some((a) =>
    shown.some(
      (b) =>
        a.month === b.month &&
        (a.year === b.year || a.year === null || b.year === null) &&
        (a.day === b.day || (a.day === null && b.day === 1) || b.day === null),
    ),
  )
}

/** True for numbers that are the same one by one; a year of four digits is the same as its last two. */
function areSameNumbers(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.match(/\d+/g) ?? [])
  if (a === undefined || b === undefined || a.length !== b.length) return false
  const asYear = (text: string, beside: string): number | null =>
    text.length === 2 && beside.length === 4 ? year(text) : Number(text)
  return a.every((number, i) => asYear(number, b[i] ?? '') === asYear(b[i] ?? '', number))
}

function isTime(is: string, was: string): boolean {
  const part = (text: string): string | null => {
    const found = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
    return found === null ? null : `${Number(found[1])}:${found[2]}:${found[3] ?? '00'}`
  }
  const [a, b] = [part(is), part(was)]
  return a !== null && a === b
}

/**
 * Mark that only a spreadsheet writes, and nobody means, in words for the refusal; null for a text without
 * one.
 */
export function spreadsheetMark(text: string): { zh: string; en: string } | null {
  const said = text.trim()
  if (SCIENTIFIC.test(said) && /E\+/i.test(said))
    return {
      zh: '电子表格把一长串数字改成了指数写法，末尾数字已丢失',
      en: 'a spreadsheet wrote a long number with an exponent and lost its last digits',
    }
  if (new RegExp(`^(\\d{1,2}-${NAME}|${NAME}-\\d{2})$`, 'i').test(said))
    return { zh: '电子表格把文字改成了日期', en: 'a spreadsheet made a date of a text' }
  if (/^#{3,}$/.test(said) || /^#(N\/A|NAME\?|VALUE!|REF!|DIV\/0!|NUM!|NULL!)$/.test(said))
    return {
      zh: '这是电子表格的错误标记，不是内容',
      en: 'this is a mark of error of a spreadsheet and no content',
    }
  if (TOO_LONG.test(said) || text.length === MOST_LETTERS)
    return {
      zh: '电子表格的单元格放不下这么长的文字，已被截断',
      en: 'the text is longer than a cell of a spreadsheet holds and was cut',
    }
  return null
}
