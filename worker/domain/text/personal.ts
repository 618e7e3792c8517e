/**
 * Parts of a text that look like personal data: proposed to whoever reads it, and never cut by themselves, as
 * what cuts by itself leaks elsewhere.
 */

/** A part of a text, in UTF-16 units, its end not in it. */
export interface Span {
  from: number
  to: number
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** True for eighteen characters whose check digit holds (GB 11643-1999). */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return CHECKS[sum % 11] === text[17]?.toUpperCase()
}

const SHAPES: readonly { pattern: RegExp; fits?: (text: string) => boolean }[] = [
  { pattern: /(?<!\d)1[3-9]\d{9}(?!\d)/g },
  { pattern: /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g },
  { pattern: /(?<!\d)\d{17}[\dXx](?!\d)/g, fits: isIdentityNumber },
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}(?![A-Z0-9])/g,
  },
]

/** Parts that look like a telephone, identity or plate number, or an e-mail address, in the order of the text. */
export function personalIn(text: string): Span[] {
  const found = SHAPES.flatMap(({ pattern, fits = () => true }) =>
    [...text.matchAll(pattern)]
      .filter(([whole]) => fits(whole))
      .map((match): Span => ({ from: match.index, to: match.index + match[0].length })),
  )
  const sorted = found.sort((a, b) => a.from - b.from || b.to - a.to)
  return sorted.filter(({ from }, i) => !sorted.slice(0, i).some((one) => one.to > from))
}

/** The parts of some texts that look like personal data, each once. */
export function personalParts(texts: readonly string[]): string[] {
  const all = texts.flatMap((text) => personalIn(text).map(({ from, to }) => text.slice(from, to)))
  return [...new Set(all)]
}

/** True where any of these texts has a part that looks like personal data. */
export function hasPersonal(texts: readonly (string | null)[]): boolean {
  return texts.some((text) => personalIn(text ?? '').length > 0)
}

/** A text without the parts that look like personal data. */
export function withoutPersonal(text: string): string {
  return personalIn(text).reduceRight((left, { from, to }) => left.slice(0, from) + left.slice(to), text)
}
