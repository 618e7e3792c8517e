/**
 * Checkpoints that readers kept and hand in: whoever saw one is a witness. A note that this ledger's key has signed and
 * that the ledger does not hold proves that its history was lost, or that there are two.
 */
import { Problem } from '../../domain/record/problem.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import type { Checkpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, openCheckpointUnder } from '../../ledger/keys.ts'
import { checkConsistency } from '../../ledger/proof.ts'
import { keepAnswer } from '../../store/log/witnesses.ts'
import type { Ledger } from '../open.ts'
import type { Log } from '../read/log.ts'

/**
 * `same` and `grew`: the ledger holds what was seen, and `proof` shows it (RFC 6962 consistency, base64). `ahead`: it
 * is shorter than what was seen. `differs`: it is another history. `seen` is the note that was handed in, `given` the
 * one that stands now: both are signed with the same key.
 */
export interface Comparison {
  is: 'same' | 'grew' | 'ahead' | 'differs'
  from: number
  to: number
  proof: string[]
  seen: string
  given: string
}

export type Visitors = ReturnType<typeof createVisitors>

/** Comparison of what visitors of one ledger saw with what it is. */
export function createVisitors(ledger: Ledger, log: Log) {
  const { database, committer } = ledger

  return {
    /**
     * Compares a signed note of this ledger with its history. One that is beyond it is kept, and freezes the ledger as a
     * witness does that has seen more.
     *
     * @throws Problem `invalid` for anything that this ledger's key did not sign
     */
    async compare(note: string): Promise<Comparison> {
      const { size, root, checkpoint } = await log.published()
      const seen = await opened(note, log.keys)
      const given = await checkpoint()
      const told = { from: seen.size, to: size, proof: [], seen: note, given }
      if (seen.size > size) {
        // Somebody may have committed in between, and on a replica the head may be late: the database is asked again.
        if (!ledger.mirror && (await committer.end.refresh()).head.size < seen.size) await beyond(seen)
        return { ...told, is: 'ahead' }
      }
      const proof = seen.size === 0 || seen.size === size ? [] : await log.consistency(seen.size, size)
      if (isOf(seen, { size, root }, proof))
        return { ...told, is: seen.size === size ? 'same' : 'grew', proof }
      return { ...told, is: 'differs' }
    },
  }

  async function beyond({ size }: Checkpoint): Promise<void> {
    const answer = { vkey: log.verifierKey, size, outcome: 'presented', at: ledger.now().toISOString() }
    await keepAnswer(database, answer)
    await committer.end.recheck()
  }
}

async function opened(note: string, keys: readonly LedgerKey[]): Promise<Checkpoint> {
  try {
    return (await openCheckpointUnder(note, keys)).checkpoint
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new Problem('invalid', {
      field: 'checkpoint',
      words: {
        zh: '这不是本账本签发的检查点：请原样贴上整份检查点，包括最后的签名行。',
        en: 'This ledger has not signed that checkpoint: send the whole note as it was kept, with its signature lines.',
      },
    })
  }
}

function isOf(seen: Checkpoint, head: { size: number; root: Uint8Array }, proof: readonly string[]): boolean {
  try {
    checkConsistency(seen.size, head.size, proof.map(fromBase64), seen.root, head.root)
    return true
  } catch {
    return false
  }
}
