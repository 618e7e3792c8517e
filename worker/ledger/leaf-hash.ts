/** Leaf hashes as people write them: 32 bytes in base64. */
import { fromBase64 } from './bytes.ts'
import { LedgerError } from './error.ts'

/** True for the base64 of 32 bytes. */
export function isLeafHash(text: string): boolean {
  try {
    return fromBase64(text).length === 32
  } catch (error) {
    if (error instanceof LedgerError) return false
    throw error
  }
}

/** Form of a field that holds one. */
export const leafHashForm = { error: 'leaf_hash', fits: isLeafHash }
