/** Ability of this browser to check at all: tried on published test vectors before anything is believed. */
import { fromHex, toHex } from '../../worker/ledger/bytes.ts'
import { verifySignature } from '../../worker/ledger/ed25519.ts'
import { sha256 } from '../../worker/ledger/merkle.ts'
import type { Why } from './state.ts'

/** FIPS 180-2 appendix B.3: SHA-256 of a million times "a". Long enough to be compiled before it is needed. */
const MILLION = 1_000_000
const MILLION_DIGEST = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'
/** RFC 8032 §7.1, test 1: public key and signature of the empty message. */
const KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'

/** Reason for which this browser cannot check Ed25519 signatures; null when it can. */
export async function whyUnable(crypto: Crypto | undefined): Promise<Why | null> {
  if (crypto?.subtle === undefined) return 'insecure'
  try {
    const works = await verifySignature(fromHex(KEY), new Uint8Array(), fromHex(SIGNATURE))
    const digest = sha256(new Uint8Array(MILLION).fill(0x61))
    return works && toHex(digest) === MILLION_DIGEST ? null : 'ed25519'
  } catch {
    return 'ed25519'
  }
}
