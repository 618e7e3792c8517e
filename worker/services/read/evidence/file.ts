/** Evidence files: a record with everything that is needed to check it without this server. */

import { erasureId } from '../../../domain/kinds/erasure/erasure.ts'
import type { ProvenEntry } from '../../../domain/proof/entry.ts'
import {
  type Evidence,
  type EvidenceCatalogue,
  formatEvidenceInParts,
} from '../../../domain/proof/evidence.ts'
import { greatest } from '../../../domain/record/list/long.ts'
import { fromBase64 } from '../../../ledger/bytes.ts'
import { formatPolicy } from '../../../ledger/policy.ts'
import * as entries from '../../../store/log/entries.ts'
import { inParts, manyInTurn } from '../../../store/pause.ts'
import { createCatalogues } from '../../catalogue/catalogue.ts'
import type { Ledger } from '../../open.ts'
import type { LedgerKeys } from '../../own/keys.ts'
import type { Witnesses } from '../../witnesses/witnesses.ts'
import type { Log } from '../log.ts'

/** A withheld body, with its salt in base64. */
export interface Revealed {
  index: number
  salt: string
  content: string
}

export type EvidenceFiles = ReturnType<typeof createEvidenceFiles>

/** Evidence files of one ledger: a record with its entries, proofs, checkpoint and cosignatures. */
export function createEvidenceFiles(
  ledger: Ledger,
  { log, witnesses, ledgerKeys }: { log: Log; witnesses: Witnesses; ledgerKeys: LedgerKeys },
) {
  const { database } = ledger
  const catalogues = createCatalogues(ledger)

  /** Withheld and erased bodies are left out, as everywhere, but for those that the reader wrote. */
  async function proven(
    stored: entries.StoredEntry,
    size: number,
    own: readonly Revealed[] = [],
  ): Promise<ProvenEntry> {
    const { index, leaf, salt, content } = stored
    const open = entries.envelopeOf(stored).visibility === 'public' && content !== null
    const proof = (await log.inclusion(index, size)).map(fromBase64)
    const shown = own.find((one) => one.index === index)
    if (shown !== undefined)
      return { index, leaf, salt: fromBase64(shown.salt), content: shown.content, proof }
    return { index, leaf, salt: open ? salt : null, content: open ? content : null, proof }
  }

  /** The newest catalogue under a checkpoint with the bucket of the record, and the entries that date it. */
  async function catalogueAt(record: string, size: number): Promise<EvidenceCatalogue | null> {
    const [found, newest] = await Promise.all([
      catalogues.open(record, size),
      entries.readEntry(database, size - 1),
    ])
    if (newest === null) return null
    // Their times are all that is asked of them: their content is of other records.
    const placed = async (one: entries.StoredEntry): Promise<ProvenEntry> => ({
      ...(await proven(one, size)),
      salt: null,
      content: null,
    })
    return {
      entry: found === null ? null : await proven(found.entry, size),
      bucket: found?.bucket ?? null,
      uncounted: found === null || found.uncounted === null ? null : await placed(found.uncounted),
      newest: await placed(newest),
    }
  }

  return {
    /**
     * The evidence of a record under the newest checkpoint with a quorum of witnesses that covers it; where none does,
     * under the newest.
     *
     * @param own withheld bodies that the reader wrote, which the file then proves to have been received
     * @returns the text of the file; null when there is no such record
     * @throws FrozenError when nothing was ever signed
     */
    async of(record: string, own: readonly Revealed[] = []): Promise<string | null> {
      const history = await entries.readHistory(database, record)
      const gone = history
        .filter((one) => one.erased || one.content === null)
        .map(({ index }) => erasureId(index))
      const erasures = [...(await entries.readHistories(database, gone)).values()].flat()
      const newest = await witnesses.newest()
      const covered = history.filter(({ index }) => index < newest.size)
      const last = greatest(
        0,
        [...covered, ...erasures].map(({ index }) => index),
      )
      if (covered.length === 0) return null
      const { size, checkpoint } = (await witnesses.witnessed(last + 1)) ?? newest
      const evidence: Evidence = {
        record,
        checkpoint,
        policy:
          witnesses.policy ??
          formatPolicy({
            logs: [{ vkey: log.verifierKey, url: null }],
            witnesses: [],
            groups: [],
            quorum: null,
          }),
        entries: await manyInTurn(covered, (one) => proven(one, size, own)),
        erasures: await Promise.all(
          erasures.filter(({ index }) => index < size).map((one) => proven(one, size)),
        ),
        keys: await ledgerKeys.chainAt(size),
        catalogue: await catalogueAt(record, size),
      }
      return await inParts(formatEvidenceInParts(evidence))
    },
  }
}
