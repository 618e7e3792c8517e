import { LANGS, type Lang } from '../../../web/words/words.ts'

/** The language that a reader prefers (RFC 9110 §12.5.4); Chinese when the header names neither. */
export function preferredLanguage(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
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
