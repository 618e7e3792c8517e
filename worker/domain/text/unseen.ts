/** Characters that nobody sees. What a name may not hold, and what comparing passes over, is made of the same sets. */

/** Without width, and without business in any word: soft hyphen, zero-width space, word joiner, byte order mark … */
const WIDTHLESS = '\\u00ad\\u180e\\u200b\\u2060-\\u2064\\ufeff'
/** Joiners stand between letters of many scripts and in emoji: they are letters' business there, and nowhere else. */
const JOINERS = '\\u200c\\u200d'
/** Marks of a direction of writing (UAX #9) that turn nothing but what they stand beside. */
const DIRECTIONS = '\\u061c\\u200e\\u200f'

const HAS_WIDTHLESS = new RegExp(`[${WIDTHLESS}]`, 'u')
const ALL_WIDTHLESS = new RegExp(HAS_WIDTHLESS, 'gu')
const ALL_JOINERS = new RegExp(`[${JOINERS}]`, 'gu')
const ALL_UNSEEN = new RegExp(`[${WIDTHLESS}${JOINERS}]`, 'gu')
const ALL_MARKS = new RegExp(`[${WIDTHLESS}${DIRECTIONS}]`, 'gu')

const JOINED = /[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u
/** Scripts that need no joiner between their letters. */
const UNJOINED = /[\p{Script=Latin}\p{Script=Han}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hangul}]/u

/** True for a name that holds nothing which nobody sees. */
export function isSeen(text: string): boolean {
  if (HAS_WIDTHLESS.test(text)) return false
  for (const { index } of text.matchAll(ALL_JOINERS)) {
    const before = [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? ''
    if (!JOINED.test(before) && before !== '\ufe0f') return false
    if (UNJOINED.test(before)) return false
  }
  return true
}

/** A text without characters that have no width; joiners stay. */
export function withoutWidthless(text: string): string {
  return text.replace(ALL_WIDTHLESS, '')
}

/** A text without all that nobody sees, for comparing. */
export function withoutUnseen(text: string): string {
  return text.replace(ALL_UNSEEN, '')
}

/** A text without what has no width and marks of direction, as spreadsheets put them around dates. */
export function withoutMarks(text: string): string {
  return text.replace(ALL_MARKS, '')
}
