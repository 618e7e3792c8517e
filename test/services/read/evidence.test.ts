/** Evidence is of one moment: whoever writes meanwhile, the proofs, the checkpoint and the record agree. */

import { fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkRecord } from '../../../web/verify/record.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { checkInclusion } from '../../../worker/ledger/proof.ts'
import { checkedTree } from '../../../worker/ledger/tree.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
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
import { tilesOfLog } from '../../support/ledger/tree-of.ts'
import { PATIENCE } from '../../support/run/patience.ts'

const WRITER = fileURLToPath(new URL('../../support/processes/race/writer.ts', import.meta.url))
const call = { actor: OPERATOR, approver: SECOND }
const ROUNDS = 60
/** Answers that are read while another process writes; `EVIDENCES=10000` asks for more. */
const ANSWERS = Number(process.env.EVIDENCES ?? 60)
/** Milliseconds that an answer may take on a busy machine, beyond the patience of any test. */
const PER_ANSWER = 500

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

type Opened = Awaited<ReturnType<typeof opened>>

/** What a browser finds wrong with the evidence of a record; `holds` where that is nothing. */
async function verdictOn({ reading, log }: Pick<Opened, 'reading' | 'log'>, id: string): Promise<string> {
  const evidence = await reading.evidence(id)
  if (evidence === null) throw new Error('the record is there')
  const { checkpoint, record, entries } = evidence
  const head = await openCheckpoint(checkpoint, log.verifierKey)
  const shown = { record: record.id, seq: entries.length + 1, state: '', moments: {}, opened: {} }
  const told = entries.map((one) => ({ ...one, erasure: null }))
  // The tiles that a browser reads: those of these entries, whatever the size of the ledger.
  const tree = checkedTree(head, tilesOfLog(log))
  await tree.need(entries.map(({ index }) => index))
  for (const { index, leafHash, proof } of entries)
    checkInclusion(index, head.size, fromBase64(leafHash), proof.map(fromBase64), head.root)
  const { seals, broken } = checkRecord(told, record.state, shown, tree)
  const bad = [...seals.values()].filter(({ is }) => is !== 'good')
  return bad.length === 0 && broken.length === 0 ? 'holds' : JSON.stringify([bad, broken])
}

/** Null for an answer that was refused, as the record was changing: whoever asks is told to ask again. */
function refusedIn(error: unknown): null {
  if (error instanceof Problem && error.code === 'unavailable') return null
  throw error
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
      const [verdict] = await Promise.all([
        verdictOn(reader, 'dep-water'),
        writer.acts.act(call, 'department', 'renamed', 'dep-water', {
          name: `水务局${round}`,
          nameEn: null,
          reason: null,
        }),
      ])
      verdicts.push(verdict)
    }
    expect(new Set(verdicts)).toEqual(new Set(['holds']))
    expect((await reader.log.snapshot()).size).toBe(ROUNDS + 1)
  })

  it('checks every time while another process writes', {
    timeout: PATIENCE + ANSWERS * PER_ANSWER,
  }, async () => {
    const dataDir = temporaryFolder()
    const { services, close } = await openMachine({ dataDir, shared: true })
    const verdicts = new Map<string, number>()
    let asked = 0
    let written = 0
    let refused = 0
    for (let round = 0; asked < ANSWERS; round += 1) {
      // A process that ends is followed by the next: there is always one that writes, to a record of its own, since an
      // answer is as long as the history of its record.
      const own = `dep-race${round}`
      await services.acts.open(call, 'department', null, { code: `race${round}`, name: `竞写局${round}` })
      let ids = [own]
      const writer = fork(WRITER, [dataDir, `w${asked}`, '400', own], { execArgv: [] })
      let ended = false
      const before = written
      const begun = new Promise<void>((resolve) => {
        writer.on('message', () => {
          written += 1
          resolve()
        })
        writer.on('exit', () => {
          ended = true
          resolve()
        })
      })
      await begun
      // One that cannot start writes nothing, and neither would the next.
      if (ended && written === before)
        throw new Error(`the writer ended with ${writer.exitCode} and wrote nothing`)
      while (!ended && asked < ANSWERS) {
        const id = ids[asked % ids.length] ?? own
        const verdict = await verdictOn(services, id).catch(refusedIn)
        if (verdict === null) {
          refused += 1
          continue
        }
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
        asked += 1
        if (asked % 25 === 0)
          ids = [
            own,
            ...(await services.reading.records({ sort: '-recorded', limit: 10 })).items.map((one) => one.id),
          ]
      }
      writer.kill('SIGKILL')
    }
    console.log(`${asked} answers while ${written} entries were written; ${refused} times asked again`)
    await close()
    expect([...verdicts]).toEqual([['holds', ANSWERS]])
    expect(written).toBeGreaterThan(10)
  })
})
