/**
 * Sealing of the acts of a case: with a key that the operator provides and that is nowhere in the database,
 * padded so that their lengths tell little, and committed to by a salted digest.
 */
import type { CaseAct } from '../../domain/case/acts.ts'
import { Problem } from '../../domain/record/problem.ts'
import { digestBody, SALT_BYTES } from '../../ledger/body.ts'
import { fromBase64, toBase64, toHex, utf8 } from '../../ledger/bytes.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import { deriveKey, sealWith } from './accounts.ts'

const CASE_KEY_BYTES = 32
const SEAL_PURPOSE = 'mingzhang: acts of cases, version 1\n'
const PLACE_PURPOSE = 'mingzhang: places of acts of cases, version 1\n'
const OF = 'case_act'
/** Sealed acts are as long as the next multiple of so many bytes. */
const BLOCK = 1024

export interface SealedAct {
  place: string
  commitment: string
  sealed: string
}

export interface OpenedAct {
  act: CaseAct
  /** The idempotency key under which it was sent; null for none. */
  key: string | null
  /** Commitment that the act as it was opened has, for comparing. */
  commitment: string
}

export interface CaseSealing {
  /** True if an old key is there as well. */
  readonly changes: boolean
  /** @param key the idempotency key of the request */
  seal(act: CaseAct, key: string | null): Promise<SealedAct>
  /** Null when the row was sealed with another key or altered. */
  open(sealed: string): Promise<OpenedAct | null>
  /**
   * A row that the old key sealed, sealed with the new one; what it commits to stays what it is.
   *
   * @returns `new` when it is, null when neither key opens it
   */
  reseal(sealed: string): Promise<Pick<SealedAct, 'place' | 'sealed'> | 'new' | null>
}

/**
 * A key as the operator writes it in `CASES_KEY` or `CASES_KEY_OLD`: base64 of 32 bytes.
 *
 * @throws Problem `invalid` when it is anything else; what it was is not repeated
 */
export function parseCaseKey(text: string, name = 'CASES_KEY'): Uint8Array {
  const bytes = bytesOf(text.trim())
  if (bytes?.length === CASE_KEY_BYTES) return bytes
  throw new Problem('invalid', {
    words: {
      zh: `${name} 须为 32 个随机字节的 base64（openssl rand -base64 32）。`,
      en: `${name} must be base64 of 32 random bytes (openssl rand -base64 32).`,
    },
  })
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return fromBase64(base64)
  } catch {
    return null
  }
}

const commitmentOf = (salt: Uint8Array, act: Json): string => toBase64(digestBody(salt, canonicalJson(act)))
const jsonOf = (act: CaseAct): Json => JSON.parse(JSON.stringify(act))

/** @param old the key before, while not everything is sealed with the new one */
export function createCaseSealing(
  secret: Uint8Array,
  random: (bytes: number) => Uint8Array,
  old: Uint8Array | null = null,
): CaseSealing {
  const key = deriveKey(secret, SEAL_PURPOSE)
  const oldKey = old === null ? null : deriveKey(old, SEAL_PURPOSE)
  const before = oldKey === null ? null : sealWith(() => oldKey, random)
  const mac = crypto.subtle.importKey(
    'raw',
    utf8(PLACE_PURPOSE + toBase64(secret)).slice(),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const { seal, open } = sealWith(() => key, random)

  /** The same for two acts that want the same version of a case; looks at it never meet. */
  async function placeOf({ case: id, seq }: CaseAct): Promise<string> {
    const text = seq === 0 ? `read ${toHex(random(16))}` : `${id} ${seq}`
    return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', await mac, utf8(text).slice())))
  }

  return {
    changes: old !== null,

    async seal(act, idempotencyKey) {
      const salt = random(SALT_BYTES)
      const json = jsonOf(act)
      const text = JSON.stringify({ salt: toBase64(salt), key: idempotencyKey, act: json })
      const length = utf8(text).length
      const padded = text + ' '.repeat(Math.ceil(length / BLOCK) * BLOCK - length)
      return {
        place: await placeOf(act),
        commitment: commitmentOf(salt, json),
        sealed: await seal(padded, OF),
      }
    },

    async reseal(sealed) {
      if ((await open(sealed, OF)) !== null) return 'new'
      const text = (await before?.open(sealed, OF)) ?? null
      if (text === null) return null
      const { act } = JSON.parse(text) as { act: CaseAct }
      return { place: await placeOf(act), sealed: await seal(text, OF) }
    },

    async open(sealed) {
      const text = (await open(sealed, OF)) ?? (await before?.open(sealed, OF)) ?? null
      if (text === null) return null
      // What opens was written by `seal`: nobody else holds the key.
      const { salt, key: sent, act } = JSON.parse(text) as { salt: string; key: string | null; act: CaseAct }
      return { act, key: sent, commitment: commitmentOf(fromBase64(salt), jsonOf(act)) }
    },
  }
}
