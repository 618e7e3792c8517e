/**
 * Signed notes (C2SP signed-note):
 *
 *     <text, one or more lines>
 *
 *     — <key name> <base64(key id ‖ signature)>
 *
 * What is signed is the text with its last line end, without the blank line.
 */
import { concat, fromBase64, toBase64, utf8 } from './bytes.ts'
import { verifySignature } from './ed25519.ts'
import { LedgerError } from './error.ts'
import type { Signer } from './signer.ts'
import { isKeyName, keyIdBytes, parseVerifierKey, readKeyId, TYPE_ED25519 } from './vkey.ts'

export interface NoteSignature {
  name: string
  keyId: number
  /** what follows the key id: for Ed25519, 64 bytes */
  signature: Uint8Array
  /** the line as it stands in the note, with its line end */
  line: string
}

export interface Note {
  /** ends with a line end */
  text: string
  signatures: NoteSignature[]
}

export interface OpenedNote {
  text: string
  verified: NoteSignature[]
  unverified: NoteSignature[]
}

const MAX_NOTE_LENGTH = 1_000_000
const MAX_SIGNATURES = 100
const DASH = '— '
/** Control characters other than the line end, and lone surrogates. */
const BAD_IN_NOTE = /[^\n -\uD7FF\uE000-\u{10FFFF}]/u

/** Signs a text, which must end with a line end. @throws LedgerError `malformed_note` */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  if (!text.endsWith('\n') || BAD_IN_NOTE.test(text)) throw malformed('the text cannot be that of a note')
  const message = utf8(text)
  const lines = await Promise.all(
    signers.map(async (signer) => {
      const { name, keyId, type } = parseVerifierKey(signer.verifierKey)
      if (type !== TYPE_ED25519)
        throw new LedgerError('malformed_vkey', 'a cosignature key does not sign notes')
      return formatSignatureLine(name, keyId, await signer.sign(message))
    }),
  )
  return `${text}\n${lines.join('')}`
}

/** One signature line, with its line end. */
export function formatSignatureLine(name: string, id: number, signature: Uint8Array): string {
  return `${DASH}${name} ${toBase64(concat(keyIdBytes(id), signature))}\n`
}

/** Takes a note apart without checking a signature. @throws LedgerError `malformed_note` */
export function parseNote(note: string): Note {
  if (note.length > MAX_NOTE_LENGTH) throw malformed('too long')
  if (BAD_IN_NOTE.test(note)) throw malformed('a control character')
  // The last blank line: the text may hold blank lines of its own.
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0) throw malformed('no signatures')
  const tail = note.slice(blank + 2)
  if (!tail.endsWith('\n')) throw malformed('no line end after the last signature')
  const lines = tail.slice(0, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) throw malformed('too many signatures')
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignatureLine) }
}

function parseSignatureLine(line: string): NoteSignature {
  const space = line.indexOf(' ', DASH.length)
  const name = line.slice(DASH.length, space)
  if (!line.startsWith(DASH) || space < 0 || !isKeyName(name))
    throw malformed('a line that is not a signature')
  const blob = decode(line.slice(space + 1))
  if (blob.length < 5) throw malformed('a signature without bytes')
  return { name, keyId: readKeyId(blob), signature: blob.subarray(4), line: `${line}\n` }
}

function decode(base64: string): Uint8Array {
  try {
    return fromBase64(base64)
  } catch (cause) {
    throw malformed('a signature that is not base64', cause)
  }
}

/**
 * Takes a note apart and checks the signatures of the given Ed25519 keys (type 0x01). Lines of other keys are
 * handed back as unverified; so are further lines of a key that was already met.
 *
 * @throws LedgerError `malformed_note`, `malformed_vkey`; `signature_invalid` when a line of a given key does
 *   not hold, or none of the keys has signed
 */
export async function openNote(note: string, verifierKeys: readonly string[]): Promise<OpenedNote> {
  const { text, signatures } = parseNote(note)
  const keys = verifierKeys.map(parseVerifierKey)
  if (keys.some(({ type }) => type !== TYPE_ED25519)) {
    throw new LedgerError('malformed_vkey', 'a cosignature key does not sign notes')
  }
  const message = utf8(text)
  const verified: NoteSignature[] = []
  const unverified: NoteSignature[] = []
  for (const signature of signatures) {
    const key = keys.find((known) => isOf(signature, known))
    if (key === undefined || verified.some((met) => isOf(met, key))) {
      unverified.push(signature)
    } else if (await verifySignature(key.publicKey, message, signature.signature)) {
      verified.push(signature)
    } else {
      throw invalidSignature()
    }
  }
  if (verified.length === 0) throw invalidSignature()
  return { text, verified, unverified }
}

/** True for a line that names this key. */
export function isOf(signature: NoteSignature, key: { name: string; keyId: number }): boolean {
  return signature.name === key.name && signature.keyId === key.keyId
}

/** The one error for every signature that does not hold or is not there. */
export function invalidSignature(): LedgerError {
  return new LedgerError('signature_invalid', 'no valid signature of a known key')
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_note', `signed note: ${what}`, { cause })
}
