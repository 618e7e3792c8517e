/**
 * Sealing of withheld content in the database, with a key that is not in it: a copy of the database tells no
 * more than the public knows. Rows of earlier versions are sealed in rounds when a ledger is opened.
 */
import { fromBase64, toBase64, utf8 } from '../ledger/bytes.ts'

/** Seals with a key outside of the database. */
export interface AtRest {
  /** @param of what it is a part of: it opens as nothing else */
  seal(text: string, of: string): Promise<string>
  /** Null when it was sealed with another key, as something else, or altered. */
  open(sealed: string, of: string): Promise<string | null>
}

/** Beginning of everything that is sealed. No JSON begins so. */
const SEALED = 'v1.'
/** Sealed texts are as long as the next multiple of so many bytes. */
const BLOCK = 256

/** True for a text that is sealed. */
export const isSealed = (text: string): boolean => text.startsWith(SEALED)

/** SQL that is true where a column holds something that is not sealed yet. */
export const unsealed = (column: string): string => `substr(${column}, 1, 3) <> '${SEALED}'`

/** One text of a row. */
export async function sealText(atRest: AtRest, text: string, of: string): Promise<string> {
  const json = JSON.stringify(text)
  const { length } = utf8(json)
  return atRest.seal(json + ' '.repeat(Math.ceil(length / BLOCK) * BLOCK - length), of)
}

/**
 * A text of a row as it was. What an earlier version wrote is not sealed yet.
 *
 * @throws Error when the key is another one, or the row was altered
 */
export async function openText(atRest: AtRest, text: string, of: string): Promise<string> {
  if (!isSealed(text)) return text
  const json = await atRest.open(text, of)
  if (json === null) throw new Error(`${of} does not open with the key of this ledger`)
  return JSON.parse(json)
}

const bodyOf = (digest: string): string => `body ${digest}`

/** Content and salt of a sealed entry: the salt as well, which would let a guess at the content be confirmed. */
export function sealBody(
  atRest: AtRest,
  { content, salt }: { content: string; salt: Uint8Array },
  digest: string,
): Promise<string> {
  return sealText(atRest, JSON.stringify([toBase64(salt), content]), bodyOf(digest))
}

/** @param digest the one that stands in the envelope. @returns null when it does not open */
export async function openBody(
  atRest: AtRest,
  sealed: string,
  digest: string,
): Promise<{ content: string; salt: Uint8Array } | null> {
  const json = await atRest.open(sealed, bodyOf(digest))
  if (json === null) return null
  const [salt, content] = JSON.parse(JSON.parse(json)) as [string, string]
  return { content, salt: fromBase64(salt) }
}
