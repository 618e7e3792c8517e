/**
 * 重建: derives again what earlier code derived, while the ledger is served or at once. Reading never waits for it:
 * what is not rebuilt yet is replayed as it is read.
 */
import { summarise } from '../domain/kinds/replay.ts'
import { readKey } from '../domain/rules/reads.ts'
import type { Statement } from '../store/database.ts'
import { countRecords } from '../store/lists/choices.ts'
import { countEntriesMiscounted, recountEntries } from '../store/lists/entries.ts'
import { countMiscounted, recount } from '../store/lists/tally.ts'
import * as stored from '../store/records/rebuild.ts'
import { redoIndex, startRedoing } from '../store/search/indexer.ts'
import { nowDue, readersDue } from '../store/standing/rounds.ts'
import type { Ledger } from './open.ts'

/** Catalogues and waypoints as entries give them, and terms as states do. */
export { makeCatalogue } from '../store/catalogue/making.ts'
/** The questions that `rebuild` and `verify` ask of the numbers that are kept beside the records. */
export { ENTRIES_MISCOUNTED } from '../store/lists/entries.ts'
export { MISCOUNTED } from '../store/lists/tally.ts'
export { listWrongWaypoints } from '../store/records/rebuild.ts'
export { DOCUMENT, documentOf } from '../store/search/document.ts'
export { TERMS_VERSION } from '../store/search/terms.ts'

/** Records of one round: short enough that whoever reads or writes does not wait for it. */
const RECORDS = 20

/** A record of which something else was stored than its entries give. */
export interface Difference {
  id: string
  title: string
  /** Columns of its row, `links`, `dates`, `state/<member>`. */
  fields: string[]
}

export interface RebuildReport {
  /** Number of records that were looked at. */
  records: number
  /** Number of them that other code had derived. */
  older: number
  /** Number of sorts of records, and of entries, that were kept with another number than there are. */
  miscounted: number
  /** In the order in which they were first logged. */
  differences: Difference[]
}

/** Rebuilding of one ledger's derived rows, in rounds or at once. */
export function createRebuilding({ database }: Pick<Ledger, 'database'>) {
  // Until the first round has looked, nobody knows.
  let behind = true

  /** One round. @returns false when there was nothing to do */
  async function step(most = RECORDS): Promise<boolean> {
    const compared = await stored.compareOlder(database, most)
    await stored.rewrite(database, compared, dueAfter(compared))
    behind = compared.length > 0 || (await redoIndex(database))
    return behind
  }

  return {
    step,

    /** True while something may be left to do: lists may then still follow columns of earlier code. */
    get isBehind(): boolean {
      return behind
    },

    /** Number of records that wait to be derived again. */
    waiting: (): Promise<number> => stored.countOlder(database),

    /**
     * Goes on until everything is of this code, or until the time is over.
     *
     * @param budget milliseconds; without end by default
     * @param clock milliseconds, from any point on
     * @returns whether everything is
     */
    async settle({
      budget = Number.POSITIVE_INFINITY,
      clock = () => performance.now(),
    } = {}): Promise<boolean> {
      const from = clock()
      while (clock() - from < budget) if (!(await step())) return true
      return false
    },

    /**
     * Compares every record with its entries, whatever code derived it.
     *
     * @param write rewrites what differs, and makes the search index anew; else nothing is written
     */
    async all({
      write,
      onProgress = () => undefined,
    }: {
      write: boolean
      onProgress?: (records: number, of: number) => void
    }): Promise<RebuildReport> {
      const total = await countRecords(database, {})
      const miscounted = (await countMiscounted(database)) + (await countEntriesMiscounted(database))
      const report: RebuildReport = { records: 0, older: 0, miscounted, differences: [] }
      for (let after = -1; ; ) {
        const { compared, last } = await stored.comparePage(database, after, RECORDS)
        if (last === null) break
        after = last
        note(report, compared)
        const stale = compared.filter((one) => one.fields.length > 0 || stored.isOther(one))
        if (write) await stored.rewrite(database, stale, dueAfter(stale))
        onProgress(report.records, Math.max(total, report.records))
      }
      if (!write) return report
      await database.client.batch([...recount(), ...recountEntries()], 'write')
      await startRedoing(database)
      while (await step());
      return report
    },
  }
}

function note(report: RebuildReport, compared: readonly stored.Compared[]): void {
  report.records += compared.length
  report.older += compared.filter(stored.isOther).length
  for (const { fresh, fields } of compared) {
    if (fields.length === 0) continue
    report.differences.push({ id: fresh.id, title: summarise(fresh.state).title, fields })
  }
}

/**
 * Statements that make the rules look again: at the records that now read otherwise, and at whoever looked
 * them up.
 */
function dueAfter(compared: readonly stored.Compared[]): Statement[] {
  const changed = compared.filter(({ fields }) => fields.length > 0)
  return [
    ...nowDue(changed.map(({ fresh }) => ({ what: 'record', key: fresh.id }))),
    ...readersDue([
      ...changed.map(({ fresh }) => readKey.record(fresh.id)),
      ...changed.flatMap(({ targets }) => targets.map(readKey.pointing)),
    ]),
  ]
}
