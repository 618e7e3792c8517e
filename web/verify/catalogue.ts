/** Checks that no entry of a record is kept from its page: by the newest catalogue of the ledger. Pure. */
import { type Completeness, completenessOf } from '../../worker/domain/proof/complete.ts'
import type { Recorded } from '../../worker/domain/record/event.ts'
import { fromBase64 } from '../../worker/ledger/bytes.ts'
import type { CheckedTree } from '../../worker/ledger/tree.ts'
import { checkEntry } from './entry.ts'
import type { Catalogued, Claimed } from './source.ts'

export type CatalogueVerdict =
  | { good: true; complete: Completeness }
  | { good: false; part: 'catalogue' | 'missing' }

/**
 * Holds the entries of a record, which are checked already, against the catalogue.
 *
 * @param entries all that were told of the record, oldest first
 */
export function checkCatalogue(
  told: Catalogued | null,
  record: string,
  entries: readonly Claimed[],
  tree: CheckedTree,
): CatalogueVerdict {
  if (told === null) return { good: true, complete: { is: 'none' } }
  try {
    const { entry, bucket } = told
    const complete = completenessOf(
      record,
      entries.map(({ index, envelope: { recorded } }) => ({ index, recorded })),
      {
        newest: recordedOf(told.newest, tree, tree.size - 1),
        entry: entry === null ? null : recordedOf(entry, tree, entry.index),
        bucket: bucket === null ? null : { text: bucket.text, proof: bucket.proof.map(fromBase64) },
      },
    )
    return complete === null ? { good: false, part: 'missing' } : { good: true, complete }
  } catch {
    return { good: false, part: 'catalogue' }
  }
}

/** An entry from its checked bytes. @throws when it does not hold */
function recordedOf(told: Claimed, tree: CheckedTree, index: number): Recorded {
  const verdict = checkEntry(told, tree)
  if (!verdict.good || told.index !== index) throw new Error('the entry does not hold')
  return verdict.recorded
}
