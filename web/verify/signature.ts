/**
 * Checks the signature of a department on an entry that was checked already, with the keys that the department
 * has registered: fetched as entries, and checked like any others.
 */

import { checkSigned } from '../../worker/domain/kinds/department/keys.ts'
import type { DepartmentState } from '../../worker/domain/kinds/department/state.ts'
import { replay } from '../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../worker/domain/record/event.ts'
import { fromBase64 } from '../../worker/ledger/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { checkConsistency } from '../../worker/ledger/proof.ts'
import { checkEntry } from './entry.ts'
import { type Source, SourceError } from './source.ts'
import type { SignedState } from './state.ts'

/** The department as its checked entries leave it; null when they do not add up. */
export type Keyring = ((department: string) => Promise<DepartmentState | null>) & {
  /** Origin of the ledger, which departments sign beside the envelope. */
  readonly origin: string
}

/**
 * Fetches each department once.
 *
 * @param ledger key and checkpoint under which the page was checked: the keys must come from the same ledger
 */
export function createKeyring(source: Source, ledger: { key: string; checkpoint: Checkpoint }): Keyring {
  const known = new Map<string, Promise<DepartmentState | null>>()
  const of = (department: string) => {
    const found = known.get(department) ?? departmentOf(department, source, ledger)
    known.set(department, found)
    return found
  }
  return Object.assign(of, { origin: ledger.checkpoint.origin })
}

/** @throws SourceError when there was no answer */
async function departmentOf(
  id: string,
  source: Source,
  { key, checkpoint }: { key: string; checkpoint: Checkpoint },
): Promise<DepartmentState | null> {
  try {
    const { checkpoint: note, entries } = await source.evidence(id)
    const theirs = await openCheckpoint(note, key)
    await requireSameLedger(source, checkpoint, theirs)
    const checked = entries.map((entry, at) => {
      const verdict = checkEntry(entry, theirs)
      const isNext =
        verdict.good && verdict.recorded.envelope.record === id && verdict.recorded.envelope.seq === at + 1
      if (!isNext) throw new Error('an entry of the department does not add up')
      return verdict.recorded
    })
    const state = replay(id, checked)
    return state?.kind === 'department' ? state : null
  } catch (error) {
    if (error instanceof SourceError && error.status !== 404) throw error
    return null
  }
}

/** The ledger may have grown between two requests, but not become another one. @throws when it has */
async function requireSameLedger(source: Source, a: Checkpoint, b: Checkpoint): Promise<void> {
  const [older, newer] = a.size <= b.size ? [a, b] : [b, a]
  const grew = older.size > 0 && older.size < newer.size
  const proof = grew ? await source.consistency(older.size, newer.size) : []
  checkConsistency(older.size, newer.size, proof.map(fromBase64), older.root, newer.root)
}

/** Standing of the signature in a checked entry. Never throws: what cannot be fetched cannot be judged. */
export async function checkSignature(entry: Recorded, keyring: Keyring): Promise<SignedState> {
  const { department } = entry.envelope
  try {
    const state = department === null ? null : await keyring(department)
    const checked = await checkSigned(entry, state, keyring.origin)
    if (checked.is === 'good' && checked.lostFrom !== null) return { is: 'lost', from: checked.lostFrom }
    return { is: checked.is }
  } catch {
    return { is: 'cannot' }
  }
}
