/** The drill: every damage in turn, each on a copy of its own, before everybody who is to notice it. */
import { rm } from 'node:fs/promises'
import type { Replay } from '../verify/replay/replay.ts'
import type { Folder } from '../verify/source/folder.ts'
import type { Source } from '../verify/source/source.ts'
import { type Damage, GUARDS, type GuardName, type Scene } from './damage.ts'
import { catalogueDamages } from './damages/catalogues.ts'
import { historyDamages } from './damages/histories.ts'
import { recordDamages } from './damages/records.ts'
import { rowDamages } from './damages/rows.ts'
import { besideIn, newcomer, replayOf, returning } from './guards/audits.ts'
import { visitPages } from './guards/browser.ts'
import { readEvidence } from './guards/evidence.ts'
import { monitorAgain, monitorFirst } from './guards/monitor.ts'
import { askWitness } from './guards/witness.ts'
import type { Stage } from './stage.ts'

export const damages: readonly Damage[] = [
  ...rowDamages,
  ...historyDamages,
  ...catalogueDamages,
  ...recordDamages,
]

/** Outcome of one damage. */
export interface Outcome extends Pick<Damage, 'id' | 'words' | 'expected'> {
  /** False where the ledger has nothing that could be damaged so. */
  applies: boolean
  /** The parts by which each noticed something; empty for who noticed nothing. */
  noticed: Record<GuardName, string[]>
  /** Guards that were to notice it and did not, or by another part. */
  missed: GuardName[]
}

export interface DrillOptions {
  now: Date
  onProgress(done: number, of: number): void
}

/** Runs the whole drill. */
export async function runDrill(stage: Stage, { now, onProgress }: DrillOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const replay = replayOf(stage)
  try {
    for (const [i, damage] of damages.entries()) {
      outcomes.push(await outcomeOf(stage, damage, now, replay))
      onProgress(i + 1, damages.length)
    }
    return outcomes
  } finally {
    replay.close()
  }
}

/** The part that noticed, of those that should; null where none did. @param part several stand with a bar between */
export function noticedPart(part: string, noticed: readonly string[]): string | null {
  return part.split('|').find((one) => noticed.includes(one)) ?? null
}

async function outcomeOf(stage: Stage, damage: Damage, now: Date, replay: Replay): Promise<Outcome> {
  const { id, words, expected } = damage
  const scene = await damage.make(stage, now)
  const noticed = scene === null ? nothing() : await lookAt(stage, scene, now, replay)
  if (scene !== null) await rm(scene.dir, { recursive: true, force: true })
  const missed = GUARDS.filter((guard) => {
    const part = expected[guard]
    const isAsked = scene !== null && part !== undefined && scene.without?.includes(guard) !== true
    return isAsked && noticedPart(part, noticed[guard]) === null
  })
  return { id, words, expected, applies: scene !== null, noticed, missed }
}

/**
 * Parts that each guard notices in the ledger as it was copied, also whoever comes back: nothing, or the
 * drill proves nothing.
 */
export async function lookAtBase(stage: Stage, now: Date): Promise<Record<GuardName, string[]>> {
  const folder = stage.open(stage.base)
  try {
    const noticed = await monitorFirst(stage, folder, now)
    if (noticed.length > 0) return { ...nothing(), monitor: noticed }
  } finally {
    folder.close()
  }
  return lookAt(stage, { dir: stage.base }, now, null)
}

/** @param replay of the entries before the damage; null before there is any, when everything is looked at */
async function lookAt(
  stage: Stage,
  scene: Scene,
  now: Date,
  replay: Replay | null,
): Promise<Record<GuardName, string[]>> {
  const folder = stage.open(scene.dir)
  try {
    const source = scene.served === undefined ? folder : servedOf(folder, scene.served)
    // Who sees what is served, or the log alone, cannot see what lies beside it; and the entries are as they were.
    if (scene.beside === true && replay !== null)
      return { ...nothing(), verify: await besideIn(stage, folder, replay) }
    return {
      ...nothing(),
      verify: await newcomer(stage, source, now, replay === null),
      returning: await returning(stage, source, now),
      monitor: await monitorAgain(stage, source, now),
      witness: await askWitness(stage, source),
      browser: await visitPages(stage, scene, source),
      evidence: await readEvidence(stage, scene, source),
    }
  } finally {
    folder.close()
  }
}

/** A folder as an address serves it: what is behind that is not seen. */
function servedOf(folder: Folder, otherwise: NonNullable<Scene['served']>): Source {
  const { place, identity, checkpoint, keyHistory, checkers, chunk, tile, bodies } = folder
  const { published, publishedNow, counts, document, witnessed } = folder
  const asFolder = { place, identity, checkpoint, witnessed, keyHistory, checkers, chunk, tile, bodies }
  return {
    ...asFolder,
    ...{ published, publishedNow, counts, document },
    isRemote: true,
    kinds: null,
    records: 'shown',
    close: () => folder.close(),
    ...otherwise,
  }
}

function nothing(): Record<GuardName, string[]> {
  return { verify: [], returning: [], monitor: [], witness: [], browser: [], evidence: [] }
}
