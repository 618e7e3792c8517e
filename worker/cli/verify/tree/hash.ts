import { hash } from 'node:crypto'
import { type Sha256, treeHash } from '../../../ledger/merkle.ts'

/** SHA-256 of the runtime: about twice as fast as the portable one on long bodies. */
export const nativeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')

export const nativeTree = treeHash(nativeSha256)
