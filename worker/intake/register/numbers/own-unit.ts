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
const FIGURE = /^\s*(\p{Nd}(?:[\p{Nd}.,]*\p{Nd})?)\s*/u

/** One part of an amount that is said in several: its figure as printed, and by how much that multiplies. */
export interface UnitPart {
  figure: string
  times: number
}

/**
 * An amount that is said in several parts, each with a smaller unit than the one before it, the last one perhaps with
 * none; null for any other text. `beside` is what stands around them, with a 1 in their place.
 */
export function partsInTurn(text: string): { parts: UnitPart[]; beside: string } | null {
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return null
  const [, before = '', from = ''] = /^(\P{Nd}*)(.*)$/u.exec(text.normalize('NFKC').trim()) ?? []
  const parts: UnitPart[] = []
  let rest = from
  for (let least = Number.POSITIVE_INFINITY; least > 1; ) {
    const found = FIGURE.exec(rest)
    if (found === null) break
    const [all, figure = ''] = found
    const behind = rest.slice(all.length)
    const unit = IN_TURN.map(([name, times]) => ({ name: name.exec(behind)?.[0] ?? null, times })).find(
      ({ name }) => name !== null,
    )
    const times = unit?.times ?? 1
    if (times >= least) return null
    parts.push({ figure, times })
    rest = behind.slice(unit?.name?.length ?? 0)
    least = times
  }
  return parts.length < 2 ? null : { parts, beside: `${before}1${rest}` }
}
