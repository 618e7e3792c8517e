/** Letters, Han counted twice, that a narrow field of a form shows of a choice. */
const NARROW = 15

/** True where one of some choices does not fit a narrow field of a form, and would be cut in it. */
export function isWide(texts: readonly string[]): boolean {
  return texts.some(
    (text) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0) > NARROW,
  )
}
