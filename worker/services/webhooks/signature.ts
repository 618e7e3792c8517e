/** Signatures of webhooks (Standard Webhooks 1.0, https://www.standardwebhooks.com). */
import { fromBase64, toBase64, utf8 } from '../../ledger/bytes.ts'

const PREFIX = 'whsec_'
/** Bytes of a key: the specification asks for 24 to 64. */
const KEY_BYTES = 32
/** Signatures of one call that are tried: a sender that changes its key sends two. */
const MOST_SIGNATURES = 8
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * Secret for the signatures of an endpoint, with its prefix and in base64.
 *
 * @param random gives that many bytes of chance
 */
export function newWebhookSecret(random: (bytes: number) => Uint8Array): string {
  return PREFIX + toBase64(random(KEY_BYTES))
}

/**
 * The headers of one attempt.
 *
 * @param id the same with every attempt
 * @param at when it is made
 * @param secrets keys that sign, the new one first; while one is changed, both do
 */
export async function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const content = utf8(`${id}.${timestamp}.${body}`)
  const signatures = await Promise.all(secrets.map((secret) => sign(secret, content)))
  return {
    'content-type': 'application/json',
    'user-agent': 'Mingzhang',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((one) => `v1,${one}`).join(' '),
  }
}

/** Seconds by which the clocks of two systems may differ. */
const TOLERANCE = 300

/** Headers of a call that is signed; null for one that is not there. */
export interface Signed {
  id: string | null
  timestamp: string | null
  signature: string | null
}

/** True for a call that was signed with a secret not long ago, by this clock. */
export async function isSigned(
  { id, timestamp, signature }: Signed,
  body: string,
  secret: string,
  now: Date,
): Promise<boolean> {
  if (id === null || timestamp === null || signature === null || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) return false
  const content = utf8(`${id}.${timestamp}.${body}`)
  const key = await keyOf(secret, 'verify')
  for (const one of signature.split(' ').slice(0, MOST_SIGNATURES)) {
    const [version, text = ''] = one.split(',', 2)
    if (version !== 'v1' || !BASE64.test(text)) continue
    if (await crypto.subtle.verify('HMAC', key, fromBase64(text).slice(), content.slice())) return true
  }
  return false
}

/** True for a secret of a length that the specification allows, with its prefix and in base64. */
export function isWebhookSecret(text: string): boolean {
  if (!text.startsWith(PREFIX) || !BASE64.test(text.slice(PREFIX.length))) return false
  const { length } = fromBase64(text.slice(PREFIX.length))
  return length >= 24 && length <= 64
}

async function keyOf(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const raw = fromBase64(secret.slice(PREFIX.length))
  return crypto.subtle.importKey('raw', raw.slice(), { name: 'HMAC', hash: 'SHA-256' }, false, [usage])
}

async function sign(secret: string, content: Uint8Array): Promise<string> {
  const key = await keyOf(secret, 'sign')
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, content.slice())))
}
