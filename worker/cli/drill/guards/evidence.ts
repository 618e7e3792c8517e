/** The reader of an evidence file: asks the damaged ledger for one, and checks it off line. */
import { UnprovenError } from '../../../domain/proof/entry.ts'
import {
  checkEvidence,
  type Evidence,
  formatEvidence,
  parseEvidence,
} from '../../../domain/proof/evidence.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { formatPolicy, type Policy } from '../../../ledger/policy.ts'
import { proveInclusion } from '../../../ledger/proof.ts'
import type { Source } from '../../verify/source/source.ts'
import { tilesOfSource } from '../../verify/source/tiles.ts'
import type { Scene } from '../damage.ts'
import type { Stage } from '../stage.ts'

/** By what it is noticed; empty when the file holds. */
export async function readEvidence(stage: Stage, scene: Scene, source: Source): Promise<string[]> {
  if (scene.record === undefined) return []
  const policy = policyOf(stage, scene.asksWitness === true)
  const whole = await evidenceFrom(stage, source, scene.record, formatPolicy(policy))
  const text = scene.file === undefined ? formatEvidence(whole) : scene.file(whole)
  try {
    const { vouched } = await checkEvidence(parseEvidence(text), policy, null)
    return vouched.quorum ? [] : ['no_quorum']
  } catch (error) {
    if (error instanceof UnprovenError) return [error.part]
    if (error instanceof LedgerError) return [error.code]
    throw error
  }
}

function policyOf({ signer, witness }: Stage, asksWitness: boolean): Policy {
  return {
    logs: [{ vkey: signer.verifierKey, url: null }],
    witnesses: [{ name: 'drill', vkey: witness.verifierKey, url: null }],
    groups: [],
    quorum: asksWitness ? 'drill' : null,
  }
}

/** Evidence as a server of that ledger would hand it out. */
async function evidenceFrom(stage: Stage, source: Source, record: string, policy: string): Promise<Evidence> {
  const { size } = stage
  const of = stage.entries.filter(({ leaf }) => parseLeaf(leaf).record === record)
  const entries = await Promise.all(
    of.map(async ({ index }) => {
      const [served] = await source.bodies(index, 1)
      const { leaf = new Uint8Array(), salt = null, content = null } = served ?? {}
      return {
        index,
        leaf,
        salt,
        content,
        proof: await proveInclusion(index, size, tilesOfSource(source)),
      }
    }),
  )
  const checkpoint = (await source.checkpoint()) ?? ''
  return { record, checkpoint, policy, entries, erasures: [], keys: null, catalogue: null }
}
