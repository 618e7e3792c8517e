/** Two auditors with the right key: one who comes for the first time, and one who has been here before. */

import { toBase64 } from '../../../ledger/bytes.ts'
import { audit } from '../../verify/audit.ts'
import { type BesideOptions, checkBeside } from '../../verify/beside/beside.ts'
import { Replay } from '../../verify/replay/replay.ts'
import type { Seen } from '../../verify/seen.ts'
import type { Folder } from '../../verify/source/folder.ts'
import type { Source } from '../../verify/source/source.ts'
import type { Stage } from '../stage.ts'

/** A sample begins at the first record: what is drilled is small enough to be looked at whole. */
const EVERYTHING: BesideOptions = { random: () => 0 }

/** The parts that do not hold for somebody who has never seen the ledger. @param beside looks beside the entries as well */
export function newcomer(
  stage: Stage,
  source: Source | Folder,
  now: Date,
  beside: boolean,
): Promise<string[]> {
  return partsOf(stage, source, now, null, beside)
}

/** A replay of the entries before any damage. */
export function replayOf({ entries }: Stage): Replay {
  const replay = new Replay({ showsSealed: true })
  for (const body of entries) replay.take(body.index, null, body)
  return replay
}

/** The parts of what lies beside the entries that do not hold, where these are as they were. */
export async function besideIn({ size }: Stage, folder: Folder, replay: Replay): Promise<string[]> {
  const { findings } = await checkBeside(folder, replay, size, EVERYTHING)
  return [...new Set(findings.map(({ part }) => part))]
}

/** The parts that do not hold for somebody who remembers its checkpoint; the log alone is looked at. */
export function returning(stage: Stage, source: Source | Folder, now: Date): Promise<string[]> {
  const { origin, size, root, note, signer } = stage
  const at = now.toISOString()
  const seen = {
    origin,
    verifierKey: signer.verifierKey,
    size,
    root: toBase64(root),
    checkpoint: note,
    at,
    first: null,
  }
  return partsOf(stage, source, now, seen)
}

async function partsOf(
  { signer }: Stage,
  source: Source | Folder,
  now: Date,
  seen: Seen | null,
  beside = false,
): Promise<string[]> {
  const { findings } = await audit(source, {
    verifierKey: signer.verifierKey,
    seen,
    threads: 0,
    replay: seen === null,
    beside: beside ? EVERYTHING : undefined,
    now: seen === null ? now : null,
    onProgress: () => undefined,
  })
  return [...new Set(findings.map(({ part }) => part))]
}
