/** Signatures of webhooks (Standard Webhooks 1.0, https://www.standardwebhooks.com). */
import { fromBase64, toBase64, utf8 } from '../../ledger/bytes.ts'

const PREFIX = 'whsec_'
/** Bytes of a key: the specification asks for 24 to 64. */
const KEY_BYTES = 32

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

async function sign(secret: string, content: Uint8Array): Promise<string> {
  const raw = fromBase64(secret.slice(PREFIX.length))
  const key = await crypto.subtle.importKey('raw', raw.slice(), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, content.slice())))
}
