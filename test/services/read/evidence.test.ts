/** Evidence is of one moment: whoever writes meanwhile, the proofs, the checkpoint and the record agree. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkRecord } from '../../../web/verify/record.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices } from '../../../worker/services/services.ts'
import { openFileDatabase } from '../../../worker/store/file-database.ts'
import type { HighWater } from '../../../worker/store/log/notary.ts'
import {
  freshDatabase,
  memoryHighWater,
  OPERATOR,
  SECOND,
  seededRandom,
  steppingClock,
  temporaryFolder,
  testSigner,
} from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const ROUNDS = 60

async function opened(folder: string, seed: number, highWater: HighWater) {
  const ledger = await openLedger({
    database: await openFileDatabase(join(folder, 'mingzhang.db')),
    signer: await testSigner(),
    highWater,
    now: steppingClock(),
    random: seededRandom(seed),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
    shared: true,
  })
  return createServices(ledger)
}

describe('evidence of a record', () => {
  it('checks every time while a second writer adds to the ledger and to the record itself', async () => {
    const folder = temporaryFolder()
    await freshDatabase(folder)
    // As on one machine: the mark belongs to the folder, not to a process.
    const mark = memoryHighWater()
    const [writer, reader] = await Promise.all([opened(folder, 1, mark), opened(folder, 2, mark)])
    await writer.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const verdicts: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [evidence] = await Promise.all([
        reader.reading.evidence('dep-water'),
        writer.acts.act(call, 'department', 'renamed', 'dep-water', {
          name: `水务局${round}`,
          nameEn: null,
          reason: null,
        }),
      ])
      if (evidence === null) throw new Error('the record is there')
      const { checkpoint, record, entries } = evidence
      const head = await openCheckpoint(checkpoint, reader.log.verifierKey)
      const shown = { record: record.id, seq: entries.length + 1, state: '', moments: {}, opened: {} }
      const told = entries.map((one) => ({ ...one, erasure: null }))
      const { seals, broken } = checkRecord(told, record.state, shown, head)
      const bad = [...seals.values()].filter(({ is }) => is !== 'good')
      verdicts.push(bad.length === 0 && broken.length === 0 ? 'holds' : JSON.stringify([bad, broken]))
    }
    expect(new Set(verdicts)).toEqual(new Set(['holds']))
    expect((await reader.log.snapshot()).size).toBe(ROUNDS + 1)
  })
})
