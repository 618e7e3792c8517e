/** All that a browser needs to check a record by itself, of one moment. */

import { erasureId } from '../../../domain/kinds/erasure/erasure.ts'
import { Problem } from '../../../domain/record/problem.ts'
import { toBase64 } from '../../../ledger/bytes.ts'
import * as entries from '../../../store/log/entries.ts'
import { eachInTurn, manyInTurn } from '../../../store/pause.ts'
import { createCatalogues } from '../../catalogue/catalogue.ts'
import type { Ledger } from '../../open.ts'
import { entryView } from '../entries.ts'
import { isErased } from '../history.ts'
import type { Log, Snapshot } from '../log.ts'
import type { Evidence, Placed } from '../questions.ts'
import type { RecordView } from '../views.ts'

/** Entries of one record that are proven in one answer. */
const MOST_PROVEN = 1000

/** Times that a record is read again when somebody writes to it meanwhile. */
const EVIDENCE_ATTEMPTS = 8

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function unavailable(): Problem {
  return new Problem('unavailable', {
    words: {
      zh: '这条记录正在变动，没能取到前后一致的证据。请稍后重试。',
      en: 'This record is changing; no evidence of one moment could be read. Try again shortly.',
    },
  })
}

/** @param recordOf the record as it is shown; null when there is none */
export function createEvidence(
  ledger: Ledger,
  log: Log,
  recordOf: (id: string) => Promise<RecordView | null>,
) {
  const { database } = ledger
  const catalogues = createCatalogues(ledger)

  /** Catalogue that says how many entries a record had, proven in the tree of a snapshot; null when there is none. */
  async function catalogued(
    id: string,
    { size }: Snapshot,
    prove: (stored: entries.StoredEntry[]) => Promise<Evidence['entries']>,
  ): Promise<Evidence['catalogue']> {
    const [opened, newest] = await Promise.all([
      catalogues.open(id, size),
      entries.readEntry(database, size - 1),
    ])
    if (newest === null) return null
    // Their times are all that is asked of them: their content is of other records, and may be erased.
    const place = async (of: entries.StoredEntry): Promise<Placed> => {
      const [one] = await prove([of])
      if (one === undefined) throw unavailable()
      const { index, leaf, proof } = one
      return { index, leaf, proof }
    }
    const last = await place(newest)
    if (opened === null) return { entry: null, bucket: null, uncounted: null, newest: last }
    const [entry = null] = await prove([opened.entry])
    const { text, proof } = opened.bucket
    const uncounted = opened.uncounted === null ? null : await place(opened.uncounted)
    return { entry, bucket: { text, proof: proof.map(toBase64) }, uncounted, newest: last }
  }

  return {
    /**
     * All that a browser needs to check a record by itself: its entries, proofs and one checkpoint.
     *
     * @param after number of its entries that are not told: of more than a thousand, the next ones are asked for so
     */
    async evidence(id: string, after = 0): Promise<Evidence | null> {
      for (let attempt = 0; attempt < EVIDENCE_ATTEMPTS; attempt++) {
        const record = await recordOf(id)
        if (record === null) return null
        const upTo = after + MOST_PROVEN
        const next = record.seq > upTo ? upTo : null
        const history = await entries.readSpan(database, id, { after, to: upTo, most: MOST_PROVEN })
        const gone = history.filter(isErased).map(({ index }) => erasureId(index))
        const erasures = [...(await entries.readHistories(database, gone)).values()].flat()
        const snapshot = await log.published()
        const covered = ({ index }: entries.StoredEntry) => index < snapshot.size
        // While nothing is signed, what was committed after the last checkpoint has no proof.
        const whole = snapshot.frozen !== null || [...history, ...erasures].every(covered)
        const recent = await recordOf(id)
        const isLast = next !== null || after >= record.seq || history.at(-1)?.index === record.lastIndex
        // Somebody wrote or erased in between: the record and its entries would be of two moments.
        if (!whole || !isLast || !sameJson(record, recent)) continue
        const prove = async (stored: entries.StoredEntry[]) => {
          const seen = await eachInTurn(stored, entryView)
          return manyInTurn(seen, async (one) => ({ ...one, proof: await snapshot.inclusion(one.index) }))
        }
        return {
          checkpoint: await snapshot.checkpoint(),
          record,
          entries: await prove(history.filter(covered)),
          erasures: await prove(erasures.filter(covered)),
          catalogue: await catalogued(id, snapshot, prove),
          next,
        }
      }
      throw unavailable()
    },
  }
}
