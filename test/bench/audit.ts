/** How fast the CLI audits: the log alone, and with bodies and replay. */
import { availableParallelism } from 'node:os'
import { audit } from '../../worker/cli/verify/audit.ts'
import { openFolder } from '../../worker/cli/verify/source/folder.ts'
import { ledgerOf } from './million.ts'
import { type Row, reaches } from './row.ts'

const TARGET = 100_000

/** @param real a folder with real items in it, for the audit with replay */
export async function benchAudit(large: number, real: string, say: (text: string) => void): Promise<Row[]> {
  const ledger = await ledgerOf(large, say)
  await ledger.close()
  const threads = Math.max(1, availableParallelism() - 1)
  const cores = `${threads} thread${threads === 1 ? '' : 's'} beside the main one`
  return [
    reaches(
      `audit of the log (leaves, tiles, root, growth), ${large.toLocaleString('en')} entries`,
      'entries/s',
      await rate(ledger.dataDir, threads, false),
      TARGET,
      cores,
    ),
    reaches(
      `full audit, small bodies, ${large.toLocaleString('en')} entries`,
      'entries/s',
      await rate(ledger.dataDir, threads, true),
      TARGET,
      `${cores}; with envelopes and bodies`,
    ),
    reaches(
      'full audit, imported responsibilities',
      'entries/s',
      await rate(real, threads, true),
      TARGET,
      `${cores}; with bodies of some 3 kB, replay and comparison`,
    ),
  ]
}

async function rate(folder: string, threads: number, replay: boolean): Promise<number> {
  const source = openFolder(folder)
  try {
    const { verifierKey } = await source.identity()
    const started = performance.now()
    const { findings, head } = await audit(source, {
      verifierKey,
      seen: null,
      now: null,
      threads,
      replay,
      onProgress: () => undefined,
    })
    const [first] = findings
    if (first !== undefined) throw new Error(`the audited ledger does not hold: ${first.words.en}`)
    return head.size / ((performance.now() - started) / 1000)
  } finally {
    source.close()
  }
}
