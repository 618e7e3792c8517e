/** Groups an integer in threes: 18402 → '18,402'. The same in both languages, independent of the machine's locale. */
export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** An amount of money: grouped digits, its currency as code. */
export function formatAmount(value: number, currency: string | undefined): string {
  const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value)
  return currency === undefined ? digits : `${currency} ${digits}`
}

/** Units in which large amounts are read: what is left behind the point is never rounded away. */
const LARGE = {
  zh: [
    [1e8, '亿元'],
    [1e4, '万元'],
    [1, '元'],
  ],
  en: [
    [1e9, ' billion'],
    [1e6, ' million'],
    [1, ''],
  ],
} as const

/** An amount as people read it: 4,080 万元, CNY 40.8 million. Exact to the cent. */
export function amountWords(lang: 'zh' | 'en', value: number, currency: string | undefined): string {
  const plain = lang === 'zh' && currency !== 'CNY'
  const [size, unit] = (plain ? [] : LARGE[lang]).find(([of]) => Math.abs(value) >= of) ?? [1, '']
  if (plain || unit === '') return formatAmount(value, currency)
  const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 11 }).format(value / size)
  return lang === 'zh' ? `${digits} ${unit}` : `${formatAmountCode(currency)}${digits}${unit}`
}

function formatAmountCode(currency: string | undefined): string {
  return currency === undefined ? '' : `${currency} `
}
