/**
 * Requests that are prepared, signed by the department, and sent again. Nothing is kept between the two: the
 * ticket is all the chance that went into the first, so that the second, if nothing has changed, comes to the
 * same envelopes, and the signatures hold.
 */

import { keysBefore } from '../../domain/kinds/department/keys.ts'
import type { DepartmentKey } from '../../domain/kinds/department/state.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { digestBody, SALT_BYTES } from '../../ledger/body.ts'
import { concat, fromBase64, fromUtf8, joined, toBase64, utf8 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { verifySignature } from '../../ledger/ed25519.ts'
import { formatUnsigned } from '../../ledger/envelope.ts'
import { sha256 } from '../../ledger/merkle.ts'
import { type DraftSignature, isBase64Of, type Prepared } from '../../ledger/prepared.ts'
import { type Signatories, unsignedOf } from '../../ledger/unsigned.ts'
import type { DraftToSubmit } from '../../store/log/batch.ts'
import { readRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { Call } from './call.ts'

type Random = (bytes: number) => Uint8Array

const TICKET_BYTES = 32

/** A fresh ticket: 32 random bytes in base64. */
export function newTicket(random: Random): string {
  return toBase64(random(TICKET_BYTES))
}

/** True for a text that has the form of a ticket. */
export function isTicket(text: string): boolean {
  return isBase64Of(TICKET_BYTES, text)
}

/** Source of the ids of new records: of a request with a ticket, the same ids each time. */
export function chanceOf(ledger: Ledger, { signing }: Call): Random {
  return signing === undefined ? ledger.random : stream(signing.ticket, 'ids')
}

/**
 * SHA-256 over ticket, purpose and a counter, block after block. Nobody who does not know the ticket can tell
 * the blocks from chance, and one of them says nothing about another.
 */
function stream(ticket: string, purpose: string): Random {
  const seed = concat(fromBase64(ticket), utf8(purpose))
  let block = 0
  return (bytes) => {
    const parts: Uint8Array[] = []
    for (let length = 0; length < bytes; length += 32) parts.push(sha256(concat(seed, utf8(` ${block++}`))))
    return joined(parts).subarray(0, bytes)
  }
}

/** The drafts with their salts, which depend on the request too: a ticket used twice gives no salt to two contents. */
function withSalts(
  ticket: string,
  digest: string,
  drafts: readonly Draft[],
): (Draft & { salt: Uint8Array })[] {
  const random = stream(ticket, `salts ${digest}`)
  return drafts.map((draft) => ({ ...draft, salt: random(SALT_BYTES) }))
}

/**
 * Entries that a request would record, ready to be signed. Nothing is written.
 *
 * @param digest of the request
 */
export function prepareDrafts(
  { notary }: Pick<Ledger, 'notary'>,
  signatories: Signatories,
  ticket: string,
  digest: string,
  drafts: readonly Draft[],
): Prepared {
  return {
    ticket,
    drafts: withSalts(ticket, digest, drafts).map((draft) => {
      const { kind, record, seq, body, salt } = draft
      return {
        kind,
        record,
        seq,
        body,
        salt: toBase64(salt),
        digest: toBase64(digestBody(salt, canonicalJson(body))),
        unsigned: fromUtf8(
          formatUnsigned(unsignedOf(draft, signatories, salt, canonicalJson(body), 2), notary.origin),
        ),
      }
    }),
  }
}

/**
 * The drafts with the salts and signatures that they were given.
 *
 * @throws Problem `conflict` when the drafts are not those that were prepared, because a record has moved on;
 *   `invalid` or `wrong_state` when a signature does not hold under a live key of the department
 */
export async function signDrafts(
  ledger: Ledger,
  signatories: Signatories,
  { ticket, signatures }: { ticket: string; signatures: readonly DraftSignature[] },
  digest: string,
  drafts: readonly Draft[],
): Promise<DraftToSubmit[]> {
  requireSame(drafts, signatures)
  const keys = await liveKeys(ledger, drafts)
  const signed: DraftToSubmit[] = []
  for (const [i, draft] of withSalts(ticket, digest, drafts).entries()) {
    const sig = signatures[i]?.sig ?? null
    if (sig === null) {
      signed.push(draft)
      continue
    }
    const content = canonicalJson(draft.body)
    const message = formatUnsigned(
      unsignedOf(draft, signatories, draft.salt, content, 2),
      ledger.notary.origin,
    )
    await requireHolds(keys.get(draft.department ?? '') ?? [], message, sig, i)
    signed.push({ ...draft, sig })
  }
  return signed
}

function requireSame(drafts: readonly Draft[], signatures: readonly DraftSignature[]): void {
  const same =
    drafts.length === signatures.length &&
    drafts.every(({ record, seq }, i) => record === signatures[i]?.record && seq === signatures[i]?.seq)
  if (same) return
  const moved = drafts.find(
    ({ record, seq }, i) => record !== signatures[i]?.record || seq !== signatures[i]?.seq,
  )
  const record = moved?.record ?? signatures[drafts.length]?.record ?? ''
  throw refuse(
    'conflict',
    `准备之后，${record} 已有新的账目，签名对不上了：请重新准备、重新签名。`,
    `${record} has moved on since this was prepared, so that the signatures do not fit: prepare and sign it anew.`,
    'signed/signatures',
  )
}

/** The keys of each department whose signatures count. */
async function liveKeys(
  { database }: Ledger,
  drafts: readonly Draft[],
): Promise<Map<string, DepartmentKey[]>> {
  const departments = [...new Set(drafts.flatMap(({ department }) => department ?? []))]
  const found = await readRecords(database, departments)
  return new Map(
    found.map(({ id, state }) => [
      id,
      state.kind === 'department'
        ? keysBefore(state, Number.POSITIVE_INFINITY).filter(({ revoked }) => revoked === null)
        : [],
    ]),
  )
}

async function requireHolds(
  keys: readonly DepartmentKey[],
  message: Uint8Array,
  sig: string,
  i: number,
): Promise<void> {
  const field = `signed/signatures/${i}/sig`
  if (keys.length === 0) {
    throw refuse(
      'wrong_state',
      '这个部门没有有效的签名公钥：请先登记公钥，或不带签名记账。',
      'The department has no live signing key: register one first, or log without a signature.',
      field,
    )
  }
  for (const { key } of keys) if (await verifySignature(fromBase64(key), message, fromBase64(sig))) return
  throw refuse(
    'invalid',
    '签名不成立：或者不是这个部门的有效密钥所签，或者请求与准备时不同，或者所依据的内容已变。请重新准备、重新签名。',
    'The signature does not hold: it is not by a live key of the department, or the request is not the one that was prepared, or what it rests on has changed. Prepare and sign it anew.',
    field,
  )
}
