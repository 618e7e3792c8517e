/** Units of amounts in their own cells: 1.5亿元, £3.2m, 4,5 Mio. €. Of a letter alone a sign of money must say that it counts. */

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(?:[조兆]|trillions?|triliun|trilh(?:ão|ões)|трлн\.?)/iu, 1_000_000_000_000],
  [/(?:百亿|百億)/u, 10_000_000_000],
  [/[亿億억]/u, 100_000_000],
  [/(?:千万|千萬|천만)/u, 10_000_000],
  [/(?:百万|百萬|백만)/u, 1_000_000],
  [/[万萬만]/u, 10_000],
  [
    /(?:billions?|bn|milliards?|milliarden?|mrd\.?|mld\.?|млрд\.?|miliar|miliard\p{L}*|miljard(?:er|en)?|milliárd|mia\.?|bilh(?:ão|ões)|milyar|พันล้าน|מיליארד|tỷ)/iu,
    1_000_000_000,
  ],
  [/(?:crores?|cr\.?|करोड़)/iu, 10_000_000],
  [
    /(?:millions?|miljoen|millió|milh(?:ão|ao)|milyon|milj\.?|mill\.?|mn?kr|mil\.?(?=\s*(?:kč|lei))|ล้าน|millionen|millones|milhões|milioni|miljoner|mn|mio\.?|mln\.?|млн\.?|triệu|juta|מיליון)/iu,
    1_000_000,
  ],
  [/(?:lakhs?|lacs?|लाख)/iu, 100_000],
  [
    /(?:ribu|ezer|bin(?=\s*(?:tl|₺))|tkr|(?<=r\$.*)mil|[千仟](?=[元円])|천(?=\s?원)|אלפי|thousand|tausend|tsd\.?|тыс\.?|тис\.?|tys\.?|tis\.?)/iu,
    1000,
  ],
]
const LETTERS: readonly (readonly [RegExp, number])[] = [
  [/bn?/iu, 1_000_000_000],
  [/m/iu, 1_000_000],
  [/k/iu, 1000],
]

/** Currencies that may stand behind a unit. */
const REST = '([\\p{L}\\p{Sc}.\\s]*)'
const behind = ([unit, times]: readonly [RegExp, number]): [RegExp, number] => [
  new RegExp(`^(.*\\p{Nd}[)）]?)\\s*(?:${unit.source})(?!\\p{Script=Latin})${REST}$`, 'iu'),
  times,
]
const WORDS = UNITS.map(behind)
const SHORT = LETTERS.map(behind)
const IN_MONEY = /\p{Sc}|\b[A-Z]{3}\b/u
const LONGEST = 60

/** A text without the unit that stands in it, and by how much that multiplies; 1 where none does. */
export function withoutUnit(text: string): { text: string; times: number } {
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return { text, times: 1 }
  const plain = text.normalize('NFKC').trim()
  for (const [unit, times] of [...WORDS, ...(IN_MONEY.test(plain) ? SHORT : [])]) {
    const found = unit.exec(plain)
    if (found !== null) return { text: `${found[1] ?? ''} ${found[2] ?? ''}`.trim(), times }
  }
  return { text, times: 1 }
}

/** Units that are said one after the other, the larger first: 3億5,000万円, 2조 5,000억원, 2 crore 50 lakh. */
const IN_TURN: readonly (readonly [RegExp, number])[] = [
  [/^[조兆]/u, 1_000_000_000_000],
  [/^[亿億억]/u, 100_000_000],
  [/^(?:crores?|cr\.?|करोड़)(?!\p{L})/iu, 10_000_000],
  [/^[万萬만]/u, 10_000],
  [/^(?:lakhs?|lacs?|लाख)(?!\p{L})/iu, 100_000],
]
const FIGURE = /^\s*[零〇]?\s*(\p{Nd}(?:[\p{Nd}.,]*\p{Nd})?)\s*/u
/** Units within one of those: 1億2千萬 is 1億 and 2,000萬. */
const WITHIN: readonly (readonly [RegExp, number])[] = [
  [/^[千仟천]/u, 1000],
  [/^[百佰백]/u, 100],
  [/^[十拾십]/u, 10],
]
const MONEY_BEHIND = /^\s*(?:[元円圓圆원]|[A-Z]{3}(?!\p{L}))/u

/** One part of an amount that is said in several: its figure as printed, and by how much that multiplies. */
export interface UnitPart {
  figure: string
  times: number
}

/**
 * An amount that is said in several parts, each with a smaller unit than the one before it, the last one perhaps with
 * none; null for any other text, and for 3万5 and 3亿5000, whose last figure may lack its unit. `beside` is what stands
 * around them, with a 1 in their place.
 */
export function partsInTurn(text: string): { parts: UnitPart[]; beside: string } | null {
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return null
  const printed = text.normalize('NFKC').trim()
  const spelt = withDigits(printed)
  const [, before = '', from = ''] = /^(\P{Nd}*)(.*)$/u.exec(spelt) ?? []
  const parts: UnitPart[] = []
  let section: UnitPart[] = []
  let [rest, large, bare] = [from, false, false]
  const close = (times: number): void => {
    for (const one of section) parts.push({ ...one, times: one.times * times })
    section = []
  }
  while (!bare) {
    const found = FIGURE.exec(rest)
    if (found === null) break
    const [all, figure = ''] = found
    rest = rest.slice(all.length)
    const inner = unitAt(WITHIN, rest)
    rest = rest.slice(inner?.length ?? 0)
    section.push({ figure, times: inner?.times ?? 1 })
    const unit = unitAt(IN_TURN, rest)
    rest = rest.slice(unit?.length ?? 0)
    if (unit !== null) {
      close(unit.times)
      large = true
    }
    bare = inner === null && unit === null
  }
  close(1)
  if (bare && !isWhole(parts, rest)) return null
  const said = spelt !== printed
  const several = parts.length > 1 || said || (large && (parts[0]?.times ?? 1) % 10_000 === 0)
  const counts = parts.some(({ times }) => times > 1) && (!said || large || MONEY_BEHIND.test(rest))
  return several && counts ? { parts, beside: `${before}1${rest}` } : null
}

function unitAt(
  units: readonly (readonly [RegExp, number])[],
  text: string,
): { length: number; times: number } | null {
  for (const [name, times] of units) {
    const found = name.exec(text)?.[0]
    if (found !== undefined) return { length: found.length, times }
  }
  return null
}

/** True where the last figure, which has no unit, is all there is: a currency follows it, or no digit of it is missing. */
function isWhole(parts: readonly UnitPart[], rest: string): boolean {
  const [unit, last] = [parts.at(-2)?.times ?? 1, parts.at(-1)?.figure ?? '']
  const digits = last.replace(/\P{Nd}/gu, '')
  // 三万五 is 35,000 as it is spoken, and so may 3万5元 be.
  if (MONEY_BEHIND.test(rest)) return digits.length > 1 || unit < 1000 || !/^\s*元/u.test(rest)
  return 10 ** digits.length === unit
}

const SPELT = '〇零一二三四五六七八九'
const OTHERS: ReadonlyMap<string, string> = new Map(
  [...'两兩壹贰貳叁參肆伍陆陸柒捌玖'].map((one, i) => [one, [...'22122334566789'][i] ?? '0']),
)

/** A text with the numbers that are written out in Han as digits, before a unit or behind one. */
function withDigits(text: string): string {
  if (!/[一二三四五六七八九十两兩壹贰貳叁參肆伍陆陸柒捌玖拾]\s*[十拾百佰千仟万萬亿億兆元円圓圆]/u.test(text))
    return text
  return text
    .replace(/(?<![〇零一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖\p{Nd}])[十拾]/gu, '1十')
    .replace(/[〇零一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖]/gu, (one) =>
      String(OTHERS.get(one) ?? Math.max(0, SPELT.indexOf(one) - 1)),
    )
}
