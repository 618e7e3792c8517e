import { createHash } from 'node:crypto'
import { createSigner, type Signer } from '../../../worker/ledger/signer.ts'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'

/** A seed that anyone can compute: for tests alone. */
export function seedOf(label: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(label).digest())
}

/** A signer whose key follows from its name. */
export async function signerNamed(name: string, type?: number): Promise<Signer> {
  return createSigner(await formatSigningKey(name, seedOf(name), type))
}
