/**
 * Cosignatures of witnesses (C2SP tlog-cosignature, Ed25519 "cosignature/v1"): a further signature line on a
 * checkpoint, which says when the witness saw it and that the ledger had only grown.
 */
import { concat, utf8 } from './bytes.ts'
import { verifySignature } from './ed25519.ts'
import { LedgerError, requireCount } from './error.ts'
import { formatSignatureLine, invalidSignature, isOf, parseNote } from './note.ts'
import type { Signer } from './signer.ts'
import { keyId, parseVerifierKey, TYPE_COSIGNATURE } from './vkey.ts'

export interface Cosignature {
  name: string
  /** POSIX seconds: the witness's own clock */
  time: number
  /** the line as it stands in the note, with its line end */
  line: string
}

const TIME_BYTES = 8
const TWO_32 = 2 ** 32

/**
 * Bytes that a witness signs: the time, in seconds since 1970, then the text of the checkpoint with all its
 * lines.
 */
export function cosignatureMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`)
}

/**
 * The signature line of a witness, with its line end. The key may be written with either type, 0x01 or 0x04.
 *
 * @param text the text of the checkpoint, with its last line end
 * @param time POSIX seconds, not 0
 * @throws LedgerError `out_of_range`, `malformed_note`
 */
export async function formatCosignature(text: string, time: number, signer: Signer): Promise<string> {
  requireCount(time, 'time', 1)
  if (!text.endsWith('\n'))
    throw new LedgerError('malformed_note', 'the text of a checkpoint ends with a line end')
  const { name, keyId: id } = witnessKey(signer.verifierKey)
  const stamp = new Uint8Array(TIME_BYTES)
  const view = new DataView(stamp.buffer)
  view.setUint32(0, Math.floor(time / TWO_32))
  view.setUint32(4, time % TWO_32)
  return formatSignatureLine(name, id, concat(stamp, await signer.sign(cosignatureMessage(text, time))))
}

/**
 * Checks the cosignature of one witness on a checkpoint; whether the ledger itself has signed is not looked at.
 *
 * @param verifierKey of type 0x04, or 0x01 as some lists of witnesses have it
 * @returns null when the note has no line of this witness
 * @throws LedgerError `malformed_note`, `malformed_vkey`, or `signature_invalid` when its line does not hold
 */
export async function openCosignature(note: string, verifierKey: string): Promise<Cosignature | null> {
  const { text, signatures } = parseNote(note)
  const key = witnessKey(verifierKey)
  const found = signatures.find((signature) => isOf(signature, key))
  if (found === undefined) return null
  const { signature, line } = found
  if (signature.length <= TIME_BYTES) throw invalidSignature()
  const view = new DataView(signature.buffer, signature.byteOffset)
  const time = view.getUint32(0) * TWO_32 + view.getUint32(4)
  if (!Number.isSafeInteger(time) || time === 0) throw invalidSignature()
  const holds = await verifySignature(
    key.publicKey,
    cosignatureMessage(text, time),
    signature.subarray(TIME_BYTES),
  )
  if (!holds) throw invalidSignature()
  return { name: key.name, time, line }
}

/** The key as a witness uses it: its id is always computed for type 0x04. */
function witnessKey(verifierKey: string): { name: string; keyId: number; publicKey: Uint8Array } {
  const { name, publicKey } = parseVerifierKey(verifierKey)
  return { name, keyId: keyId(name, TYPE_COSIGNATURE, publicKey), publicKey }
}
