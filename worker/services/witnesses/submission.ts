/** One checkpoint, brought to one witness (C2SP tlog-witness, the client's side). */
import { formatAddCheckpoint, parseTlogSize } from '../../ledger/add-checkpoint.ts'
import { openCosignature } from '../../ledger/cosignature.ts'
import { LedgerError } from '../../ledger/error.ts'

/** Outcome of bringing it. `odd` is an answer that is not one of the protocol. */
export type Outcome =
  | { is: 'cosigned'; line: string; time: number }
  | { is: 'ahead'; size: number }
  | { is: 'refused'; status: number }
  | { is: 'unreachable' | 'odd' }

export interface Submission {
  /** the submission prefix of the witness */
  url: string
  vkey: string
  /** the size that it last saw, as far as is known; 0 when it is not */
  old: number
  size: number
  /** the signed checkpoint over `size` entries */
  note: string
  /** consistency proof from a size to `size` */
  prove(from: number): Promise<readonly Uint8Array[]>
}

export type Post = (url: string, body: string) => Promise<{ status: number; text: string }>

/** A witness may know another size once, and then no more: somebody else may be feeding it. */
const TRIES = 2

/** Brings a checkpoint to a witness. Never throws for what the witness does. */
export async function submitCheckpoint(submission: Submission, post: Post): Promise<Outcome> {
  const { url, vkey, size, note, prove } = submission
  let { old } = submission
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (old > size) return { is: 'ahead', size: old }
    const body = formatAddCheckpoint({ old, proof: await prove(old), checkpoint: note })
    const answer = await post(`${url.replace(/\/+$/, '')}/add-checkpoint`, body).catch(() => null)
    if (answer === null) return { is: 'unreachable' }
    if (answer.status === 200) return cosignatureIn(note, answer.text, vkey)
    if (answer.status !== 409) return { is: 'refused', status: answer.status }
    const seen = sizeIn(answer.text)
    if (seen === null) return { is: 'odd' }
    if (seen > size) return { is: 'ahead', size: seen }
    old = seen
  }
  return { is: 'refused', status: 409 }
}

/** Lines of keys that are not the witness's are left alone. */
async function cosignatureIn(note: string, lines: string, vkey: string): Promise<Outcome> {
  try {
    const found = await openCosignature(note + lines, vkey)
    return found === null ? { is: 'odd' } : { is: 'cosigned', line: found.line, time: found.time }
  } catch (error) {
    if (error instanceof LedgerError) return { is: 'odd' }
    throw error
  }
}

function sizeIn(text: string): number | null {
  try {
    return parseTlogSize(text)
  } catch (error) {
    if (error instanceof LedgerError) return null
    throw error
  }
}
