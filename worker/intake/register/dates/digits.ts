/** Digits as ASCII, whatever script they are of. */

/** Digits of scripts other than ASCII. */
const OTHERS = /[^\P{Nd}0-9]/gu

/** Digits of any script: in each ten of them stand in a row, and nine follow a zero. */
export function digits(text: string): string {
  return text.replace(OTHERS, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String((code - zero) % 10)
  })
}
