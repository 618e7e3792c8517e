/** Checks that no entry of a record is kept from its page: by the newest catalogue of the ledger. Pure. */
import { type Completeness, completenessOf } from '../../worker/domain/proof/complete.ts'
import { equal, fromBase64 } from '../../worker/ledger/bytes.ts'
import { parseLeaf } from '../../worker/ledger/envelope.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import type { CheckedTree } from '../../worker/ledger/tree.ts'
import { checkEntry } from './entry.ts'
import type { Catalogued, Claimed, Placed } from './source.ts'

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
  const placedOf = ({ index, leaf }: Placed) => {
    const bytes = fromBase64(leaf)
    if (!equal(hashLeaf(bytes), tree.leafAt(index))) throw new Error('another entry')
    return { index, recorded: parseLeaf(bytes).recorded }
  }
  try {
    const { entry, bucket, uncounted, newest } = told
    const verdict = entry === null ? null : checkEntry(entry, tree)
    if (verdict?.good === false || newest.index !== tree.size - 1) throw new Error('another entry')
    const complete = completenessOf(
      record,
      entries.map(({ index, envelope: { recorded } }) => ({ index, recorded })),
      {
        entry: verdict?.recorded ?? null,
        bucket: bucket && { text: bucket.text, proof: bucket.proof.map(fromBase64) },
        uncounted: uncounted && placedOf(uncounted),
        newest: placedOf(newest),
      },
    )
    return complete === null ? { good: false, part: 'missing' } : { good: true, complete }
  } catch {
    return { good: false, part: 'catalogue' }
  }
}
