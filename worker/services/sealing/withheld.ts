/** Opens withheld bodies of a database by itself, as an audit of a data folder does: with the signing key, or not at all. */
import { createSigners } from '../../ledger/signer.ts'
import { isSealed, openBody } from '../../store/at-rest.ts'
import { createSealing } from './accounts.ts'

export type BodyOpener = (
  text: string,
  digest: string,
) => Promise<{ content: string; salt: Uint8Array } | null>

/** True for a body that lies sealed in the database. */
export const isLocked = isSealed

/** @param signingKey as its file has it */
export async function bodyOpener(signingKey: string): Promise<BodyOpener> {
  const [signer] = await createSigners(signingKey)
  const sealing = createSealing(signer, () => new Uint8Array(), 'withheld')
  return (text, digest) => openBody(sealing, text, digest)
}
