/**
 * Sealing of the addresses at which askers are told: with a key that the operator provides and that is
 * nowhere in the database.
 */
import { deriveKey, type Sealing, sealWith } from './accounts.ts'

const PURPOSE = 'mingzhang: contacts of askers, version 1\n'

/** @param secret 32 bytes, as `INBOX_KEY` has them */
export function createInboxSealing(secret: Uint8Array, random: (bytes: number) => Uint8Array): Sealing {
  const key = deriveKey(secret, PURPOSE)
  return sealWith(() => key, random)
}
