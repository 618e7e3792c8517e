/**
 * The decision of a witness (C2SP tlog-witness): what it answers to a request, given what it last saw of that ledger.
 * Pure: whoever calls it keeps the state, and lets it move only from the state that the decision was made on.
 */
import { type AddCheckpoint, parseAddCheckpoint, TLOG_SIZE } from './add-checkpoint.ts'
import { type Checkpoint, openCheckpointOf, parseCheckpoint } from './checkpoint.ts'
import { LedgerError } from './error.ts'
import { EMPTY_ROOT } from './merkle.ts'
import { checkConsistency } from './proof.ts'

/** The newest checkpoint of one ledger that a witness has cosigned. */
export interface Seen {
  size: number
  root: Uint8Array
}

/** An answer that is not a cosignature. */
export interface Refusal {
  status: 400 | 403 | 404 | 409 | 422
  /** for people, but for 409: there the size that the witness last saw */
  body: string
  type: string
}

/** A request that was read and whose ledger is known: what is left is to compare it with the state. */
export interface Request extends AddCheckpoint {
  opened: Checkpoint
  /** the text that is cosigned */
  text: string
}

/**
 * Reads a request and checks who signed it.
 *
 * @param body as it was sent
 * @param keysOf verifier keys of an origin, in force at a size; empty when it is not known
 */
export async function openRequest(
  body: string,
  keysOf: (origin: string, size: number) => Promise<readonly string[]> | readonly string[],
): Promise<Request | Refusal> {
  let request: AddCheckpoint
  let text: string
  let claimed: Checkpoint
  try {
    request = parseAddCheckpoint(body)
    text = textOf(request.checkpoint)
    claimed = parseCheckpoint(text)
  } catch (error) {
    const which = error instanceof LedgerError && error.code === 'malformed_checkpoint'
    return refusalOf(error, 400, which ? 'invalid checkpoint' : 'invalid input')
  }
  const keys = await keysOf(claimed.origin, claimed.size)
  if (keys.length === 0) return refuse(404, 'unknown log')
  try {
    const { checkpoint: opened } = await openCheckpointOf(request.checkpoint, keys)
    if (request.old > opened.size) return refuse(400, 'the old size is larger than the new one')
    return { ...request, opened, text }
  } catch (error) {
    return refusalOf(error, 403, 'invalid signature')
  }
}

/**
 * Compares a request with what was last seen of its ledger.
 *
 * @returns null when it may be cosigned: the state has then to move to its checkpoint, first and for good
 */
export function checkRequest({ old, proof, opened }: Request, seen: Seen | null): Refusal | null {
  const size = seen?.size ?? 0
  if (old !== size) return { status: 409, body: `${size}\n`, type: TLOG_SIZE }
  try {
    checkConsistency(size, opened.size, proof, seen?.root ?? EMPTY_ROOT, opened.root)
  } catch (error) {
    return refusalOf(error, 422, 'invalid consistency proof')
  }
  return null
}

/** True for a request that was turned down. */
export function isRefusal(outcome: Request | Refusal): outcome is Refusal {
  return 'status' in outcome
}

/**
 * The text of a note. A signature line that has the form but is not canonical base64 is a signature that does not hold
 * (403), not a note that cannot be read (400), as the published sequence of requests has it.
 */
function textOf(note: string): string {
  const blank = note.lastIndexOf('\n\n')
  const lines = blank < 0 ? [] : note.slice(blank + 2).split('\n')
  if (lines.length < 2 || lines.pop() !== '' || !lines.every((line) => /^— \S+ \S+$/.test(line)))
    throw new LedgerError('malformed_note', 'signed note: no signatures')
  return note.slice(0, blank + 1)
}

function refuse(status: Refusal['status'], what: string): Refusal {
  return { status, body: `${what}\n`, type: 'text/plain; charset=utf-8' }
}

function refusalOf(error: unknown, status: Refusal['status'], what: string): Refusal {
  if (error instanceof LedgerError) return refuse(status, what)
  throw error
}
