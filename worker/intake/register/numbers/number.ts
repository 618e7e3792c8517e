/** Numbers as registers print them. */
import type { Words } from '../../../domain/record/problem.ts'
import { asPrinted } from '../dates/read.ts'
import { partsInTurn, withoutUnit } from './own-unit.ts'

export type DecimalMark = '.' | ','

/** Marks that part groups of digits, beside the one of `.` and `,` that is not the decimal mark. */
const GROUPS = "['’ _]"
/** Groups of three digits, or of two and at last three, by their mark. */
const GROUPED: { readonly [mark: string]: RegExp } = Object.fromEntries(
  [',', '.', '٬'].map((mark) => [
    mark,
    new RegExp(
      `^\\d{1,3}([${mark}]|${GROUPS})\\d{3}(?:\\1\\d{3})*$|^\\d{1,2}(?:[${mark}]\\d{2})+[${mark}]\\d{3}$`,
      'u',
    ),
  ]),
)
/** No number that is printed is longer. */
const LONGEST = 60
/** Form in which a spreadsheet shows a number that has more digits than its cell has room. */
export const CUT_SHORT = /^[-+]?\d(?:[.,]\d+)?E\+\d{2,}$/i

/**
 * A number with currency signs, per cent and group marks; null for anything else, and where a mark parts what it
 * cannot: groups have three digits, or as in India the last has three and those before two.
 */
export function readNumber(text: string, decimal: DecimalMark = '.'): number | null {
  const bare = bareNumber(text)
  if (bare === null) return null
  const [sign, body] = bare
  const explicit = /[٫٬]/u.test(body)
  const [mark, other] = explicit ? ['٫', '٬'] : decimal === ',' ? [',', '.'] : ['.', ',']
  const [whole = '', fraction, ...more] = body.split(mark)
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null
  if (!/^\d+$/.test(whole) && !GROUPED[other]?.test(whole)) return null
  return Number(`${sign}${whole.replace(/\D/gu, '')}${fraction === undefined ? '' : `.${fraction}`}`)
}

/** A number, and whether the unit that it is counted in stands in the text itself, which then is multiplied by it. */
export interface Amount {
  number: number
  own: boolean
}

/** A number with the unit that may stand in its own cell: 1.5亿元 is 150,000,000. Null for anything else. */
export function readAmount(text: string, decimal: DecimalMark = '.'): Amount | null {
  const bare = readNumber(text, decimal)
  if (bare !== null) return { number: bare, own: false }
  const { text: inside, times } = withoutUnit(text)
  const number = times === 1 ? null : readNumber(inside, decimal)
  if (number !== null) return { number: Number((number * times).toPrecision(15)), own: true }
  const said = amountInTurn(text, decimal)
  return said === null ? null : { number: said, own: true }
}

/** The sum of an amount that is said in parts: each is less than one of the unit before it, and only the last has a fraction. */
function amountInTurn(text: string, decimal: DecimalMark): number | null {
  const said = partsInTurn(text)
  const sign = said === null ? null : readNumber(said.beside, decimal)
  if (said === null || sign === null) return null
  let [sum, least] = [0, Number.POSITIVE_INFINITY]
  for (const [at, { figure, times }] of said.parts.entries()) {
    const number = readNumber(figure, decimal)
    if (number === null || number * times >= least) return null
    if (!Number.isInteger(number) && at < said.parts.length - 1) return null
    sum += number * times
    least = times
  }
  return Number((sign * sum).toPrecision(15))
}

/** A sign of money with the letters of its country, as US$. A letter that counts, as in M€ and K$, is none of them. */
const MONEY = String.raw`(?!(?:MM?|MN|MIO|MRD|BN?|K|T)\p{Sc})[A-Z]{0,3}[\p{Sc}\ufffdŁ]`
const BEFORE = String.raw`(?:${MONEY}|\p{L}+(?!\p{L})\.?|\s)*`
const AFTER = String.raw`(?:[\p{Sc}%]|\p{L}+(?!\p{L})\.?|\s)*`
const NUMBER = new RegExp(String.raw`^(${BEFORE})([-+]?)(${BEFORE})(\d(?:[\d.,'’٫٬ _]*\d)?)(${AFTER})$`, 'u')

/** Codes of currencies, and what registers print in their place. Other letters beside a number make a code of it. */
const CURRENCIES: ReadonlySet<string> = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...'RMB CNH NIS NTD Rs RS RM Rp RP kr KR Kr SEK Kč kč KČ zł ZŁ Ft FT TL lei LEI Lei DM Dh DH SR KSh KSH TSh USh GH'.split(
    ' ',
  ),
  ...'Fr SFr PhP Php đồng đ บาท Rupiah rupiah reais euro euros руб р грн лв тг сом Руб РУБ ГРН'.split(' '),
])
const WITH_COUNTRY = new RegExp(`(?<![A-Z])${MONEY}`, 'gu')
/** The rand alone is a letter that stands before its figure, with a space between. */
const RAND = /^R\s+$/

/** True where all letters beside a number are those of currencies. */
const isMoney = (beside: string): boolean =>
  RAND.test(beside) ||
  [...beside.replace(WITH_COUNTRY, ' ').matchAll(/\p{L}+/gu)].every(
    ([letters]) =>
      CURRENCIES.has(letters) || /^(?:[元円원圓圆]|元整|元?人民[币幣]|新[台臺][幣币])$/u.test(letters),
  )

/** The sign and what is left of a number without its currency; null where other words stand beside it. */
function bareNumber(text: string): [string, string] | null {
  if (text.length > LONGEST || !/\p{Nd}/u.test(text)) return null
  const plain = asPrinted(text)
    .replace(/ש["״”]ח/u, 'ILS')
    .replace(/[−–](?=\s*[\p{Sc}\d])/gu, '-')
    // In accounts of Japan and Korea.
    .replace(/^△(?=\s*[\p{Sc}\d])/u, '-')
    // 1'500.– and 20,-- are whole: the strokes stand for what would follow the mark.
    .replace(/(?<=\d)[.,][-−–—]{1,2}(?=$|[\s\p{L}\p{Sc}])/u, '')
  // As accounts are kept: in brackets, or with the sign behind.
  const booked = /^\((.*)\)$/.exec(plain) ?? /^([^-]*\d)\s?[-−–]$/u.exec(plain)
  const match = NUMBER.exec(booked?.[1] ?? plain)
  if (match === null) return null
  const [, before = '', sign = '', between = '', body = '', after = ''] = match
  if (![before, between, after].every(isMoney)) return null
  return [booked === null ? sign.replace('+', '') : '-', body]
}

/** Decimal mark of a column, as far as its values tell. */
export interface Marks {
  decimal: DecimalMark
  /** True when a value proves it: `1.250` alone could be either. */
  proven: boolean
}

/** Decimal mark of a column, by the values that are numbers with one of the two alone; a tie is a point. @param amountOf reads one of them */
export function marksOf(
  texts: readonly string[],
  amountOf: (text: string, decimal: DecimalMark) => Amount | null = readAmount,
): Marks {
  let [point, comma, open] = [0, 0, 0]
  for (const text of texts) {
    const [a, b] = [amountOf(text, '.')?.number ?? null, amountOf(text, ',')?.number ?? null]
    if (a !== null && b === null) point += 1
    else if (a === null && b !== null) comma += 1
    else if (a !== b) open += 1
  }
  return { decimal: comma > point ? ',' : '.', proven: point !== comma || open === 0 }
}

/** Reason for which a text is no number, as far as that can be seen. */
export function whyNoNumber(text: string, decimal: DecimalMark): Words {
  const turned = decimal === '.' ? ',' : '.'
  if (CUT_SHORT.test(text.trim()))
    return {
      zh: '电子表格把它截成了科学记数法：请把该列设为文本后重新填写原值',
      en: 'a spreadsheet has cut it short to this: format the column as text and enter the value again',
    }
  if (readNumber(text, turned) !== null)
    return {
      zh: `应为小数点是“${decimal}”的数字；它的小数点像是“${turned}”，可在映射中写明 decimal`,
      en: `expected a number with the decimal mark "${decimal}"; this one seems to have "${turned}", which the mapping can declare as "decimal"`,
    }
  return {
    zh: `应为数字，小数点是“${decimal}”，每三位一组`,
    en: `expected a number with the decimal mark "${decimal}" and groups of three digits`,
  }
}
