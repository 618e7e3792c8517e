/**
 * Checks the signature of a department on an entry that was checked already, with the keys that the department
 * has registered: fetched as entries, and checked like any others.
 */

import { checkSigned } from '../../worker/domain/kinds/department/keys.ts'
import type { DepartmentState } from '../../worker/domain/kinds/department/state.ts'
import { replay } from '../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../worker/domain/record/event.ts'
import { equal } from '../../worker/ledger/bytes.ts'
import { openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { type CheckedTree, checkedTree } from '../../worker/ledger/tree.ts'
import { checkEntry, leavesOf } from './entry.ts'
import { beginsWith } from './growth.ts'
import { type Source, SourceError } from './source.ts'
import type { SignedState } from './state.ts'

/** The department as its checked entries leave it; null when they do not add up. */
export type Keyring = ((department: string) => Promise<DepartmentState | null>) & {
  /** Origin of the ledger, which departments sign beside the envelope. */
  readonly origin: string
}

/** Ledger under which a page was checked. */
interface Under {
  key: string
  origin: string
  tree: CheckedTree
}

/**
 * Fetches each department once.
 *
 * @param ledger under which the page was checked: the keys must come from the same one
 */
export function createKeyring(source: Source, ledger: Under): Keyring {
  const known = new Map<string, Promise<DepartmentState | null>>()
  const of = (department: string) => {
    const found = known.get(department) ?? departmentOf(department, source, ledger)
    known.set(department, found)
    return found
  }
  return Object.assign(of, { origin: ledger.origin })
}

/** @throws SourceError when there was no answer */
async function departmentOf(
  id: string,
  source: Source,
  { key, tree }: Under,
): Promise<DepartmentState | null> {
  try {
    const { checkpoint: note, entries } = await source.evidence(id)
    const { size, root } = await openCheckpoint(note, key)
    // The ledger may have grown between two requests, but not become another one.
    const theirs = size === tree.size ? tree : checkedTree({ size, root }, source.tiles)
    const [older, newer] = size < tree.size ? [theirs, tree] : [tree, theirs]
    if (size === tree.size ? !equal(root, tree.root) : !(await beginsWith(newer, older)))
      throw new Error('another ledger')
    await theirs.need(leavesOf(entries))
    const checked = entries.map((entry, at) => {
      const verdict = checkEntry(entry, theirs)
      const isNext =
        verdict.good && verdict.recorded.envelope.record === id && verdict.recorded.envelope.seq === at + 1
      if (!isNext) throw new Error('entry')
      return verdict.recorded
    })
    const state = replay(id, checked)
    return state?.kind === 'department' ? state : null
  } catch (error) {
    if (error instanceof SourceError && error.status !== 404) throw error
    return null
  }
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
