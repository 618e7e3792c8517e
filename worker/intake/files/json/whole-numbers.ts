/** Whole numbers of JSON that are longer than what a number keeps: ids, which are read as the text that stands there. */

/** A text of JSON, which is passed over, or a whole number of sixteen digits and more. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/** The document with long whole numbers as texts: as numbers, 9007199254740993 and 9007199254740992 are one. */
export function withLongNumbers(text: string): string {
  if (!/\d{16}/.test(text)) return text
  return text.replace(TOKEN, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  )
}
