/** A department's key whose seed anyone can compute, registered in a test ledger. */
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { importSeed } from '../../../worker/ledger/ed25519.ts'
import { seedOf } from './signers.ts'

export interface TestKey {
  /** Raw public key, base64. */
  key: string
  sign(message: Uint8Array): Promise<Uint8Array>
}

export async function departmentKey(label: string): Promise<TestKey> {
  const { publicKey, sign } = await importSeed(seedOf(label))
  return { key: toBase64(publicKey), sign }
}
