/**
 * Addresses of people outside: kept sealed, found again by a keyed hash, and answered with tokens that nobody else
 * can make. All three keys follow from the signing key, which is not in the database.
 */
import type { Signer } from '../../ledger/signer.ts'
import { createKeyedDigest, createSealing, type Sealing } from './accounts.ts'

/** Purpose of a mark: the same text for another purpose has another mark. */
export type MarkPurpose = 'address' | 'confirm' | 'code' | 'leave'

export interface Contacts extends Sealing {
  /** A keyed hash of a text: 32 bytes in hexadecimal. Without the key nobody can try out texts against it. */
  mark(purpose: MarkPurpose, text: string): Promise<string>
}

/**
 * Sealing of addresses, and marks by which one is found without being read. Both keys follow from the signing
 * key.
 *
 * @param random gives that many bytes of chance
 */
export function createContacts(signer: Signer, random: (bytes: number) => Uint8Array): Contacts {
  const digest = createKeyedDigest(signer, 'marks')
  return {
    ...createSealing(signer, random, 'contacts'),
    mark: (purpose, text) => digest(`${purpose}\n${text}`),
  }
}
