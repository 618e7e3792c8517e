/** A monitor that has mirrored the whole ledger before, and looks again at all of it. */
import { rm } from 'node:fs/promises'
import { copyAtRest, settle } from '../../../machine/backup/settled.ts'
import { isAlarm } from '../../monitor/alarm.ts'
import { followOnce } from '../../monitor/round.ts'
import type { Source } from '../../verify/source/source.ts'
import type { Stage } from '../stage.ts'

/** Mirrors the ledger as it was copied. @returns the alarms that it raises, which should be none */
export async function monitorFirst(stage: Stage, source: Source, now: Date): Promise<string[]> {
  const raised = await follow(stage, stage.mirror, source, now)
  await settle(stage.mirror)
  return raised
}

/** The alarms that are raised on the next round, over whatever is served by then. */
export async function monitorAgain(stage: Stage, source: Source, now: Date): Promise<string[]> {
  const dir = await stage.folder()
  await copyAtRest(stage.mirror, dir)
  try {
    return await follow(stage, dir, source, now)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function follow({ signer, size }: Stage, dir: string, source: Source, now: Date): Promise<string[]> {
  const { noticed } = await followOnce({
    dir,
    source,
    verifierKey: signer.verifierKey,
    budget: { bundles: size, records: size },
    watched: new Set(),
    rules: [],
    now: () => now,
    random: (bytes) => new Uint8Array(bytes),
  })
  return [...new Set(noticed.filter(isAlarm).map(({ kind }) => kind))]
}
