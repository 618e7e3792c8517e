import { LANGS, type Lang } from '../../../web/words/words.ts'

/** Letters of the header that are read: no browser sends half of them. */
const LONGEST = 500

/** The language that a reader prefers (RFC 9110 §12.5.4); Chinese when the header names neither. */
export function preferredLanguage(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .slice(0, LONGEST)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(';')
        .map((one) => one.trim())
      const q = parameters.find((one) => one.startsWith('q='))?.slice(2)
      return { range, q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { range } of wanted) {
    const found = LANGS.find((lang) => range === lang || range.startsWith(`${lang}-`))
    if (found !== undefined) return found
  }
  return 'zh'
}
