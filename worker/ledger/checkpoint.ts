/**
 * Checkpoints (C2SP tlog-checkpoint): the text of a signed note that commits to the whole ledger.
 *
 *     <origin>
 *     <size, decimal>
 *     <base64 of the root>
 *     [<extension line>]*
 */
import { fromBase64, toBase64 } from './bytes.ts'
import { parseDecimal } from './decimal.ts'
import { LedgerError, requireCount } from './error.ts'
import { HASH_BYTES } from './merkle.ts'
import { invalidSignature, isOf, openNote, parseNote, signNote } from './note.ts'
import type { Signer } from './signer.ts'
import { isKeyName, parseVerifierKey, readVerifierKey } from './vkey.ts'

export interface Checkpoint {
  /** names the ledger; the same as the name of its key */
  origin: string
  size: number
  root: Uint8Array
  /** lines that other ledgers may add; this one never does */
  extensions?: readonly string[]
}

/** The text that is signed. @throws LedgerError `malformed_checkpoint`, `out_of_range` */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  requireCount(size, 'size')
  if (!isLine(origin) || !extensions.every(isLine)) throw malformed('an empty or broken line')
  if (root.length !== HASH_BYTES) throw malformed(`a root has ${HASH_BYTES} bytes`)
  return `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`
}

/** @throws LedgerError `malformed_checkpoint`, or `out_of_range` for a size past 2^53 − 1 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw malformed('no line end')
  const [origin = '', decimal = '', base64 = '', ...extensions] = text.slice(0, -1).split('\n')
  if (!isLine(origin) || !extensions.every(isLine)) throw malformed('an empty line')
  const size = parseDecimal(decimal)
  if (size === null) throw malformed('the size is not a plain decimal')
  requireCount(size, 'size')
  const root = decodeRoot(base64)
  return extensions.length === 0 ? { origin, size, root } : { origin, size, root, extensions }
}

/**
 * The signed note. Sign only what is committed: the same checkpoint always gives the same bytes.
 *
 * @param signers one, or those of a ledger that changes its key, oldest first
 * @throws LedgerError `malformed_checkpoint` when a signer is not that of the origin
 */
export async function signCheckpoint(checkpoint: Checkpoint, ...signers: Signer[]): Promise<string> {
  const { origin } = checkpoint
  if (!isKeyName(origin) || signers.some(({ name }) => name !== origin)) throw malformed('another origin')
  return signNote(formatCheckpoint(checkpoint), signers)
}

/**
 * Reads a signed checkpoint of the ledger whose key this is. Other signatures on it are left alone.
 *
 * @throws LedgerError `malformed_note`, `malformed_vkey`, `signature_invalid`, `out_of_range`, or
 *   `malformed_checkpoint`, also when the origin is not the name of the key
 */
export async function openCheckpoint(note: string, verifierKey: string): Promise<Checkpoint> {
  const { text } = await openNote(note, [verifierKey])
  const checkpoint = parseCheckpoint(text)
  if (checkpoint.origin !== parseVerifierKey(verifierKey).name) throw malformed('another origin')
  return checkpoint
}

/**
 * Opens a checkpoint that one of several keys has signed, as a ledger that changes its key has two for a time. Each line
 * of any of them has to hold.
 *
 * @returns the checkpoint, and the first of the keys that has signed
 * @throws LedgerError `signature_invalid` when none has signed or a line does not hold, or what `openCheckpoint` throws
 */
export async function openCheckpointOf(
  note: string,
  keys: readonly string[],
): Promise<{ checkpoint: Checkpoint; vkey: string }> {
  const { signatures } = parseNote(note)
  const signing = keys.filter((vkey) => {
    const key = readVerifierKey(vkey)
    return signatures.some((line) => isOf(line, key))
  })
  const opened = await Promise.all(
    signing.map(async (vkey) => ({ checkpoint: await openCheckpoint(note, vkey), vkey })),
  )
  const [first] = opened
  if (first === undefined) throw invalidSignature()
  return first
}

function isLine(line: string): boolean {
  return line.length > 0 && !line.includes('\n')
}

function decodeRoot(base64: string): Uint8Array {
  let root: Uint8Array
  try {
    root = fromBase64(base64)
  } catch (cause) {
    throw malformed('the root is not base64', cause)
  }
  if (root.length !== HASH_BYTES) throw malformed(`a root has ${HASH_BYTES} bytes`)
  return root
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_checkpoint', `checkpoint: ${what}`, { cause })
}
