/** The envelope of an entry as far as it is settled before the commit gives it its time: what a department signs. */
import { digestBody } from './body.ts'
import { toBase64 } from './bytes.ts'
import type { Actor, UnsignedEnvelope } from './envelope-shape.ts'

/** Persons of an envelope: the one who logged it, and the account that approved it. */
export interface Signatories {
  actor: Actor
  approver?: string | undefined
}

/** Address of a draft: its envelope without the digest of its body. */
export type Addressed = Pick<UnsignedEnvelope, 'kind' | 'record' | 'seq' | 'department' | 'occurred'> & {
  visibility: 'public' | 'sealed'
  ground?: string
  review?: string
}

/**
 * The envelope of a draft, without its time and signature.
 *
 * @param salt 32 bytes
 * @param content canonical JSON of the body
 * @param v 2 for one that is signed
 */
export function unsignedOf(
  draft: Addressed,
  { actor, approver }: Signatories,
  salt: Uint8Array,
  content: string,
  v: UnsignedEnvelope['v'],
): UnsignedEnvelope {
  return {
    v,
    kind: draft.kind,
    record: draft.record,
    seq: draft.seq,
    department: draft.department,
    actor,
    ...(approver === undefined ? {} : { approver }),
    occurred: draft.occurred,
    visibility: draft.visibility,
    ...(draft.ground === undefined ? {} : { ground: draft.ground }),
    ...(draft.review === undefined ? {} : { review: draft.review }),
    body: toBase64(digestBody(salt, content)),
  }
}
