/** Currencies and units that headers, cells and the lines above a table name. */

const CURRENCIES: readonly [RegExp, string][] = [
  [/£|gbp|Ł\s?m|英[镑鎊]|ポンド/iu, 'GBP'],
  [/€|(?<!\p{L})eur|[欧歐]元|ユーロ|유로/iu, 'EUR'],
  [/港元|港币|港幣|香港ドル|hk\$/iu, 'HKD'],
  [/澳元|豪ドル/u, 'AUD'],
  [/加元|カナダドル/u, 'CAD'],
  [/新加坡元|新元|シンガポールドル/u, 'SGD'],
  [/[韩韓]元/u, 'KRW'],
  [/日元/u, 'JPY'],
  [/美[元金]|ドル|(?<!\p{L})미?\s?달러/u, 'USD'],
  [/新臺幣|新台[幣币]|nt\$|(?<!\p{L})twd(?!\p{L})/iu, 'TWD'],
  [/\[?千円|百万円|億円|円|(?<!\p{L})jpy(?!\p{L})/iu, 'JPY'],
  [/[천만억조]\s?원|\(원\)|₩|(?<!\p{L})krw(?!\p{L})/iu, 'KRW'],
  [/元|(?<!\p{L})cny(?!\p{L})|(?<!\p{L})rmb(?!\p{L})|人民[币幣]/iu, 'CNY'],
  [/r\$|(?<!\p{L})brl(?!\p{L})|reais/iu, 'BRL'],
  [/a\$|(?<!\p{L})aud(?!\p{L})/iu, 'AUD'],
  [/ca?\$|(?<!\p{L})cad(?!\p{L})/iu, 'CAD'],
  [/nz\$|(?<!\p{L})nzd(?!\p{L})/iu, 'NZD'],
  [/us\$|(?<!\p{L})usd(?!\p{L})/iu, 'USD'],
  [/руб|₽|(?<!\p{L})rub(?!\p{L})/iu, 'RUB'],
  [/грн|₴|(?<!\p{L})uah(?!\p{L})/iu, 'UAH'],
  [/zł|(?<!\p{L})pln(?!\p{L})/iu, 'PLN'],
  [/kč|(?<!\p{L})czk(?!\p{L})/iu, 'CZK'],
  [/(?<!\p{L})huf(?!\p{L})|(?<!\p{L})ft(?!\p{L})/iu, 'HUF'],
  [/(?<!\p{L})ron(?!\p{L})|(?<!\p{L})lei(?!\p{L})/iu, 'RON'],
  [/(?<!\p{L})sek(?!\p{L})/iu, 'SEK'],
  [/(?<!\p{L})nok(?!\p{L})/iu, 'NOK'],
  [/(?<!\p{L})dkk(?!\p{L})/iu, 'DKK'],
  [/(?<!\p{L})chf(?!\p{L})/iu, 'CHF'],
  [/₺|(?<!\p{L})try(?!\p{L})|(?<!\p{L})türk lirası/iu, 'TRY'],
  [/(?<!\p{L})TL(?!\p{L})/u, 'TRY'],
  [/₹|(?<!\p{L})inr(?!\p{L})|रु|रुपये/iu, 'INR'],
  [/บาท|฿|(?<!\p{L})thb(?!\p{L})/iu, 'THB'],
  [/₪|ש"ח|(?<!\p{L})ils(?!\p{L})/iu, 'ILS'],
  [/đồng|₫|(?<!\p{L})vnd(?!\p{L})/iu, 'VND'],
  [/(?<!\p{L})(?:rp|idr|rupiah)(?!\p{L})/iu, 'IDR'],
  [/₱|(?<!\p{L})php(?!\p{L})/iu, 'PHP'],
  [/₦/u, 'NGN'],
  [/৳/u, 'BDT'],
  [/₸/u, 'KZT'],
  [/₾/u, 'GEL'],
  [/₮/u, 'MNT'],
  [/₲/u, 'PYG'],
  [/₡/u, 'CRC'],
  [/₵/u, 'GHS'],
]

/** Currencies of which a letter before or behind says how they are counted, as `M Ft` and `EUR m`. */
const COUNTED = '(?:eur|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|ron|inr|brl|ft|kr|kč|zł|lei|tl|rub)'
/** A letter before one of them, which is none of its name. */
const LETTER = new RegExp(`(?<!\\p{L})[mkt](?=${COUNTED}(?!\\p{L}))`, 'giu')

const OTHER_WRITING = /[經費預總額資價萬億單]/u

const ISO: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** The code of a currency in brackets, or that ends a header which is not in capitals throughout; null for none. */
function isoIn(header: string): string | null {
  const code =
    /[(（[]\s*([A-Z]{3})\b[^)）\]]*[)）\]]/u.exec(header)?.[1] ??
    /\p{Ll}.*\b([A-Z]{3})$/u.exec(header.trim())?.[1]
  return code !== undefined && ISO.has(code) ? code : null
}

/** The one code of a currency that stands beside the numbers of a column; null for none, or several. */
function isoBeside(values: readonly string[]): string | null {
  const codes = values.flatMap(
    (text) => /(?<!\p{L})([A-Z]{3})(?=\s?\d)|(?<=\d\s?)[A-Z]{3}(?!\p{L})/u.exec(text)?.[0] ?? [],
  )
  const [first, ...more] = new Set(codes)
  return first !== undefined && more.length === 0 && ISO.has(first) ? first : null
}

/** The currency that a header or its values name; null where a bare `$` or nothing stands. */
export function currencyOf(header: string, values: readonly string[]): string | null {
  const said = `${header} ${values.slice(0, 50).join(' ')}`.normalize('NFC').replace(LETTER, ' ')
  const found = CURRENCIES.find(([sign]) => sign.test(said))?.[1] ?? isoIn(header) ?? isoBeside(values)
  // 元 in the writing of Taiwan, Hong Kong and Macau is of another country each.
  return found === 'CNY' && OTHER_WRITING.test(header) && !/cny|rmb|人民币|人民幣/iu.test(said) ? null : found
}

/** Signs that cells of amounts bear, each with its code, where they are not all the same; null where they are. */
export function currenciesIn(
  values: readonly string[],
): { match: string; codes: Record<string, string> } | null {
  const codes: Record<string, string> = {}
  for (const value of values) {
    const sign = SIGN.exec(value.normalize('NFC'))?.[0]
    const code = sign === undefined ? null : (currencyOf('', [sign]) ?? (ISO.has(sign) ? sign : null))
    if (sign !== undefined && code !== null) codes[sign] = code
  }
  return new Set(Object.values(codes)).size < 2 ? null : { match: `(${SIGN.source})`, codes }
}

/** Signs of a currency beside a number. */
const SIGN = /[A-Z]{1,3}\$|[A-Z]{3}(?![A-Za-z])|\p{Sc}|[元円원]|zł|Kč|Ft|руб|грн/u

const LETTER_M = new RegExp(
  `(?<!\\p{L})m\\s?${COUNTED}(?!\\p{L})|(?<!\\p{L})${COUNTED}\\s?(?:m|mn|mio)(?!\\p{L})`,
  'iu',
)
const LETTER_K = new RegExp(
  `(?<!\\p{L})(?:[kte]\\s?(?:kr|ft)|k\\s?${COUNTED}|bin\\s?(?:tl|₺)|ezer)(?!\\p{L})|(?<!\\p{L})${COUNTED}\\s?k(?!\\p{L})`,
  'iu',
)

/** Units in the order in which they are looked for: one that holds another stands first. */
const UNITS: readonly [RegExp, number][] = [
  [/조\s?원|兆[元円圓]|trillion|tri?liun|trilh|трлн/iu, 1_000_000_000_000],
  [/百亿|百億/u, 10_000_000_000],
  [/亿|億|억/u, 100_000_000],
  [/千万|千萬|천만/u, 10_000_000],
  [/百万|百萬|백만/u, 1_000_000],
  [/十万|十萬/u, 100_000],
  [/万|萬|만\s?원/u, 10_000],
  [/千[元円]|천\s?원|仟元/u, 1000],
  [
    /billion|\bbn\b|milliards?|milliárd|miliar\b|bilh[ãõao]|bilyon|מיליארד|mrd|\bm(?:ld|d|ia)\b\.?|млрд|miliard|miljard|milyar|tỷ|พันล้าน|مليار/iu,
    1_000_000_000,
  ],
  [/\bcr(?:ore)?s?\b|करोड़/iu, 10_000_000],
  [/\blakhs?\b|लाख/iu, 100_000],
  [LETTER_M, 1_000_000],
  [
    /millio?n|millió|\bmnkr\b|\bmill\.?\s?(?:kr|nok)|מיליוני|\b(?:mil\.?|mn)\s?lei\b|mil[ijy]o?e?n|milj\b|\bmn\b|milhões|milhao|millones|\bmio\b|\bmil\.? kč|\bmln\b|млн|triệu|\bjuta\b|ล้าน|مليون|מיליון|[£€$Ł]\s?m\b|_\$m\b|\bm[£€$]/iu,
    1_000_000,
  ],
  [LETTER_K, 1000],
  [
    /thousand|milliers|r\$\s?mil\b|mil reais|\(\s?(?:in\s)?[x×]?\s?\p{Sc}?\s?1[.,\s]?000\s?(?:\p{Sc}|kr|kč|ft|zł|euro?|chf)?\.?\s?\)|miles de|milhares|tausend|\btsd\b|\bteur\b|\bt€|tys\b|\btis\b|тыс|тис|['’]000|\b000['’]?s\b|(?<![\d.,])[£€$¥]\s?000(?![\d.,])|\(\s?000\s?\)|\bk[£€$¤]|[£€$]\s?k\b|\bribu\b|nghìn|พันบาท|ألف|אלפי|अ?हज़ार/iu,
    1000,
  ],
]

/**
 * Factor by which a figure is to be multiplied, when its header counts in millions and the like; 1 without a
 * unit.
 */
export function unitOf(header: string): number {
  const said = header.normalize('NFC')
  return UNITS.find(([words]) => words.test(said))?.[1] ?? 1
}

const STATED = /单位|單位|単位|단위|\bunits?\b|\bin\b|\ben\b|\bв\b/iu
const OF_MONEY =
  /元|円|원|€|£|\$|eur|usd|руб|zł|kč|r\$|thousand|million|tausend|milliers|millones|тыс|млн|บาท/iu

/** A line that is nothing but a unit of money, as £000 or (in Mio. EUR). */
const BARE_UNIT = /^[([（]?\s*(?:in\s+)?(?:['’.\s\p{Sc}\d]|\p{L}{1,8}\b\.?){1,6}[)\]）]?$/u

/** The line above a table that says in what all its amounts are counted, as 单位：万元; null where none does. */
export function unitStatedIn(lines: readonly string[]): string | null {
  return (
    lines.find(
      (line) =>
        line.length <= 40 &&
        (STATED.test(line) || (line.length <= 16 && BARE_UNIT.test(line))) &&
        OF_MONEY.test(line) &&
        unitOf(line) !== 1,
    ) ??
    lines.find((line) => line.length <= 40 && /单位|單位|単位|단위/u.test(line) && OF_MONEY.test(line)) ??
    null
  )
}
