/** A witness that has cosigned the whole ledger before: asked to cosign what is served now. */
import { formatAddCheckpoint } from '../../../ledger/add-checkpoint.ts'
import { parseCheckpoint } from '../../../ledger/checkpoint.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { parseNote } from '../../../ledger/note.ts'
import { proveConsistency } from '../../../ledger/proof.ts'
import { checkRequest, isRefusal, openRequest } from '../../../ledger/witness.ts'
import type { Source } from '../../verify/source/source.ts'
import { tilesOfSource } from '../../verify/source/tiles.ts'
import type { Stage } from '../stage.ts'

/** The status with which it refuses (C2SP tlog-witness); empty when it cosigns, or nothing is brought to it. */
export async function askWitness(stage: Stage, source: Source): Promise<string[]> {
  const note = await source.checkpoint()
  if (note === null) return []
  const { size } = parseCheckpoint(parseNote(note).text)
  const old = Math.min(stage.size, size)
  const proof = await proofFrom(source, old, size)
  const request = await openRequest(formatAddCheckpoint({ old, proof, checkpoint: note }), (origin) =>
    origin === stage.origin ? [stage.signer.verifierKey] : [],
  )
  const refused = isRefusal(request) ? request : checkRequest(request, stage)
  return refused === null ? [] : [String(refused.status)]
}

/** The proof that the damaged ledger would bring; none where its tiles do not give one. */
async function proofFrom(source: Source, old: number, size: number): Promise<Uint8Array[]> {
  try {
    return await proveConsistency(old, size, tilesOfSource(source))
  } catch (error) {
    if (error instanceof LedgerError) return []
    throw error
  }
}
