/** Compares what was acknowledged with what a ledger holds, as an outsider would. */
import { audit } from '../../../worker/cli/verify/audit.ts'
import { openFolder } from '../../../worker/cli/verify/source/folder.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { hashLeaf } from '../../../worker/ledger/merkle.ts'

/** What a writer was told. */
export interface Acknowledged {
  index: number
  /** base64 */
  leafHash: string
}

export interface Holding {
  size: number
  /** Acknowledged entries that are not in the ledger with that hash at that index. */
  lost: Acknowledged[]
  /** Indices that were acknowledged twice with different hashes. */
  doubled: number
  /** The first thing that the audit finds; null when the ledger is whole. */
  finding: string | null
}

export async function holding(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<Holding> {
  const source = openFolder(dataDir)
  try {
    const { verifierKey } = await source.identity()
    const { head, findings } = await audit(source, {
      verifierKey,
      seen: null,
      now: null,
      threads: 0,
      replay: true,
      onProgress: () => undefined,
    })
    const hashes = new Map<number, string>()
    for (let from = 0; from < head.size; from += 500) {
      for (const { index, leaf } of await source.bodies(from, 500))
        hashes.set(index, toBase64(hashLeaf(leaf)))
    }
    const told = new Map<number, string>()
    let doubled = 0
    for (const { index, leafHash } of acknowledged) {
      if ((told.get(index) ?? leafHash) !== leafHash) doubled += 1
      told.set(index, leafHash)
    }
    return {
      size: head.size,
      lost: acknowledged.filter(({ index, leafHash }) => hashes.get(index) !== leafHash),
      doubled,
      finding: findings[0]?.words.en ?? null,
    }
  } finally {
    source.close()
  }
}
