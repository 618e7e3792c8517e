/** 工作量证明: proof of work as forms and programs send it (ALTCHA, version 2), as far as it can be one of ours. */
import { z } from 'zod'
import { fromBase64, fromUtf8 } from '../../ledger/bytes.ts'

const schema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string().regex(/^[0-9a-f]{2,64}$/),
      salt: z.string().regex(/^[0-9a-f]{2,64}$/),
      cost: z.int().min(1).max(1_000_000),
      keyLength: z.int().min(1).max(64),
      keyPrefix: z.string().max(128),
      keySignature: z.string().max(128),
      data: z.object({ form: z.string().max(64), until: z.number() }),
    }),
    signature: z.string().max(128),
  }),
  solution: z.looseObject({ counter: z.int().min(0), derivedKey: z.string().max(128) }),
})

/** Longest proof that is looked at, in characters. */
export const LONGEST_PROOF = 4000

/** A proof that was sent: base64 of JSON. Null for what is none. */
export function readProof(text: string): z.infer<typeof schema> | null {
  try {
    const read = schema.safeParse(JSON.parse(fromUtf8(fromBase64(text))))
    return text.length > LONGEST_PROOF || !read.success ? null : read.data
  } catch {
    return null
  }
}
