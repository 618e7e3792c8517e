/**
 * Index terms of a text. `unicode61` alone finds no Chinese substring, so each run of Han characters is
 * written as its overlapping pairs, with the last character alone at its end: 种畜禽 → 种畜 畜禽 禽. A word of n ≥ 2
 * characters is then a phrase of pairs and matches exactly where it stands; a single character is a prefix.
 * Everything else is words of letters and digits.
 */

/**
 * Version of the terms. Raised with every change of them: an index of older terms is made anew.
 * test/domain/kinds/derived-shapes.test.ts holds it.
 */
export const TERMS_VERSION = 1

const RUN = /(\p{Script=Han}+)|([\p{L}\p{N}]+)/gu

/** One searchable run: Han characters, or one word. */
export interface Run {
  text: string
  han: boolean
}

/** NFKC and lower case: full-width letters, ligatures and case do not matter when searching. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The runs of a text, in order. Mixed words such as 3D打印 come apart at the change of script. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  for (const [, han, word] of fold(text).matchAll(RUN)) {
    if (han !== undefined) runs.push({ text: han, han: true })
    else if (word !== undefined) {
      for (const part of word.split(/(\p{Script=Han}+)/u)) {
        if (part !== '') runs.push({ text: part, han: /^\p{Script=Han}/u.test(part) })
      }
    }
  }
  return runs
}

function pairsOf(run: string): string[] {
  const chars = [...run]
  return chars.map((char, i) => char + (chars[i + 1] ?? ''))
}

/** The terms to index, as one string for the FTS5 tokenizer. */
export function indexTerms(text: string): string {
  return runsOf(text)
    .map(({ text: run, han }) => (han ? pairsOf(run).join(' ') : run))
    .join(' ')
}

/** One run as an FTS5 expression. Words match as prefixes, so that a reader may stop typing early. */
export function matchOf({ text, han }: Run): string {
  if (!han) return `"${text}"*`
  const chars = [...text]
  return chars.length === 1 ? `"${text}"*` : `"${pairsOf(text).slice(0, -1).join(' ')}"`
}
