/**
 * Postmark: it signs nothing, and sends the user and password of the address that it was given (HTTP Basic, RFC 7617). Its
 * own id of a message is not ours: ours goes with each message as metadata, and comes back with the bounce.
 */
import { memberOf } from '../../../domain/record/json.ts'
import { toBase64, toHex, utf8 } from '../../../ledger/bytes.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import type { ReturnReader } from './call.ts'

/** Name of the metadata, and the header by which it is set over SMTP. */
const METADATA = 'mingzhang'
export const POSTMARK_HEADER = `X-PM-Metadata-${METADATA}`

/** Types of a bounce after which nothing is ever delivered there. */
const HARD: readonly string[] = ['HardBounce', 'BadEmailAddress']

/** Metadata of a message: its Message-ID up to the host, since a value has 80 characters at most. */
export const postmarkMetadata = (messageId: string): string => /^<?([^@]{1,60}@)/.exec(messageId)?.[1] ?? ''

/** Compared by digests, so that the time tells nothing of how much was right. */
const isSame = (a: string, b: string): boolean => toHex(sha256(utf8(a))) === toHex(sha256(utf8(b)))

export const readPostmark: ReturnReader = async ({ header, json }, secret) => {
  if (!isSame(header('authorization') ?? '', `Basic ${toBase64(utf8(secret))}`)) return null
  const messageId = memberOf(memberOf(json, 'Metadata'), METADATA)
  const isReturned = memberOf(json, 'RecordType') === 'Bounce' && typeof messageId === 'string'
  const hard = HARD.some((one) => one === memberOf(json, 'Type'))
  return { returned: isReturned ? { messageId, hard } : null, once: null }
}
