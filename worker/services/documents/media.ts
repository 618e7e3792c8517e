/** Type of a document, by its own bytes: the name it was given says nothing. */

/** All that a document is ever served as. */
export const mediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'text/csv',
  'text/plain',
  'application/octet-stream',
] as const

export type MediaType = (typeof mediaTypes)[number]

/** Beginning of each type, as Latin-1; `.` stands for any byte. */
const MAGIC: readonly [RegExp, MediaType][] = [
  [/^%PDF-/, 'application/pdf'],
  [/^\x89PNG\r\n.\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF.{4}WEBP/s, 'image/webp'],
]

/**
 * Type of a document by its first bytes, whatever it was called. Markup is never taken for text: a browser
 * that guesses must not be handed any.
 *
 * @param whole true if these are all of its bytes
 */
export function mediaTypeOf(head: Uint8Array, whole: boolean): MediaType {
  const latin1 = String.fromCharCode(...head)
  const found = MAGIC.find(([begins]) => begins.test(latin1))
  if (found !== undefined) return found[1]
  const text = textOf(head, whole)
  if (text === null || /^\s*<|<(?:!doctype|html|head|body|script|svg|iframe)\b/i.test(text)) {
    return 'application/octet-stream'
  }
  return isTable(whole ? text : text.slice(0, text.lastIndexOf('\n') + 1)) ? 'text/csv' : 'text/plain'
}

/** UTF-8 without control characters; null when it is anything else. */
function textOf(head: Uint8Array, whole: boolean): string | null {
  if (head.some((byte) => (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole })
  } catch {
    return null
  }
}

/** True for a text whose first two lines have the same number of cells, more than one. */
function isTable(text: string): boolean {
  const [first = 1, second = 1] = text
    .split(/\r?\n/, 2)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(',').length)
  return first > 1 && first === second
}
