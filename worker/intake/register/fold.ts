/**
 * Folded forms of texts, by which two spellings are compared. Whoever compares asks for the exact text first.
 */
import { withoutUnseen } from '../../domain/text/unseen.ts'
import { digits } from './dates/digits.ts'

/** Marks on letters of these scripts are accents; on those of any other they are vowels, tones or letters. */
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu
/**
 * Characters that part words: all but letters, digits, the marks on them, arrows, shapes and the signs of
 * votes.
 */
const BETWEEN = /[^\p{L}\p{N}\p{M}+#×÷\u2190-\u23ff\u25a0-\u27bf]+/gu
/** A plus or a hash belongs to the word that it ends, as in `C++` and `C#`; elsewhere it parts words. */
const LOOSE_PLUS = /(?<![\p{L}+#])[+#]+|[+#]+(?=[\p{L}\p{N}])/gu
/** ASCII without a plus or a hash: most texts, and quickly folded. */
const PLAIN = /^[\s -"$-*,-~]*$/
/** ASCII words with one space between them. */
const TIDY = /^(?:[!-~]+(?: [!-~]+)*)?$/
const SAYS = /[\p{L}\p{N}]/u

/** A text as it stands, but for how its letters are composed and how its words are spaced. */
export function exact(text: string): string {
  if (TIDY.test(text)) return text
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/**
 * Case, accents of Latin and Greek letters, spaces and punctuation aside. Marks that are letters in their script
 * and symbols stay; a text of punctuation alone stays as it is.
 */
export function folded(text: string): string {
  if (PLAIN.test(text)) return plainWords(text) || text.trim()
  const words = wordsOf(withoutUnseen(text.normalize('NFKD')).replace(ACCENTS, '$1'))
  return words === '' ? text.normalize('NFKC').trim() : words
}

/**
 * Folded form of a name, which its spellings share: also where words are parted otherwise, but not its
 * accents. The exact text for a name of signs alone.
 */
export function foldedName(name: string): string {
  if (PLAIN.test(name)) return plainWords(name).replaceAll(' ', '') || exact(name)
  const words = wordsOf(withoutUnseen(name.normalize('NFKC'))).replaceAll(' ', '')
  return words === '' ? exact(name) : words
}

const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

function wordsOf(text: string): string {
  return text.toLowerCase().replace(LOOSE_PLUS, ' ').replace(BETWEEN, ' ').trim()
}

/**
 * Folding of keys and names as it was when ledgers began, all marks and symbols aside. Ids were made of it,
 * and those that exist stay; it must compare nothing.
 */
export function foldedAtFirst(text: string): string {
  if (PLAIN.test(text)) return plainWords(text)
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad\u200b-\u200d\ufeff]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Comparison of the keys of two editions: as they stand; as folded texts; or by their numbers, however typed. */
export type KeyFold = boolean | 'number'

/** A key as it is compared. Parts of one that is of several columns are joined by `|`. */
export function foldedKey(text: string, fold: KeyFold): string {
  if (fold === 'number') return text.split('|').map(foldedNumber).join('|')
  return fold ? folded(text) : text
}

/**
 * A number of a record as it is, however it was typed: `007`, `7.0` and `７` are 7, `P-007` is P-7. All else stays.
 */
function foldedNumber(text: string): string {
  const plain = /^[ -~]*$/.test(text) ? text : digits(text.normalize('NFKC'))
  return plain
    .trim()
    .replace(/^(\d+)\.0+$/, '$1')
    .replace(/(?<![\d.,])0+(?=\d)/g, '')
}

/** True for a text in which a letter or a digit stands. */
export function says(text: string): boolean {
  return SAYS.test(text)
}

/** Result of a lookup under a word: one thing, nothing, or several that only folding makes alike. */
export type Found<T> = { is: 'one'; value: T } | { is: 'none' } | { is: 'several'; words: string[] }

/** The entry of a word: the very word first, then the one that folds to the same, unless several of them differ. */
export function findWord<T>(entries: readonly (readonly [string, T])[], text: string): Found<T> {
  const wanted = exact(text)
  const very = entries.find(([word]) => word === wanted) ?? entries.find(([word]) => exact(word) === wanted)
  if (very !== undefined) return { is: 'one', value: very[1] }
  const loose = folded(text)
  const alike = entries.filter(([word]) => folded(word) === loose)
  const [first] = alike
  if (first === undefined) return { is: 'none' }
  return alike.every(([, value]) => value === first[1])
    ? { is: 'one', value: first[1] }
    : { is: 'several', words: alike.map(([word]) => word) }
}

/** A pattern of texts of which nothing is left when case and punctuation do not matter. */
export const NO_LETTER = '^[^\\p{L}\\p{N}]*$'

/** A pattern of HTML of which no text is left without its tags. */
export const NO_TEXT = '^(?:<[^>]*>|&nbsp;|\\s)*$'
