/** File names as others gave them, made fit to be shown and saved: no path, no control or direction characters. */

/** Longest name, in characters; of a longer one its end is kept, which tells the type. */
const LONGEST = 100

/** @returns empty for a name of which nothing is left */
export function safeFileName(given: string): string {
  // The longest path that a machine gives is a few thousand units: what is beyond is not worth normalising.
  const shortened = given.slice(-4096).normalize('NFC')
  return [...shortened.replace(/[\p{C}\p{Zl}\p{Zp}"*/:<>?\\|]+/gu, '_')]
    .slice(-LONGEST)
    .join('')
    .replace(/^[\s._]+|[\s.]+$/g, '')
}
