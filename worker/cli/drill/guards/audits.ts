/** Two auditors with the right key: one who comes for the first time, and one who has been here before. */

import { toBase64 } from '../../../ledger/bytes.ts'
import { audit } from '../../verify/audit.ts'
import type { Seen } from '../../verify/seen.ts'
import type { Folder } from '../../verify/source/folder.ts'
import type { Source } from '../../verify/source/source.ts'
import type { Stage } from '../stage.ts'

/** The parts that do not hold for somebody who has never seen the ledger. */
export function newcomer(stage: Stage, source: Source | Folder, now: Date): Promise<string[]> {
  return partsOf(stage, source, now, null)
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
): Promise<string[]> {
  const { findings } = await audit(source, {
    verifierKey: signer.verifierKey,
    seen,
    threads: 0,
    replay: seen === null,
    now: seen === null ? now : null,
    onProgress: () => undefined,
  })
  return [...new Set(findings.map(({ part }) => part))]
}
