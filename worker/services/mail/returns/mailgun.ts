/**
 * Mailgun: HMAC-SHA256 over timestamp and token, in the body (documentation.mailgun.com, Securing Webhooks). The signature
 * covers no word of the event: each token counts once, so that nobody puts another event under it.
 */
import { memberOf } from '../../../domain/record/json.ts'
import { utf8 } from '../../../ledger/bytes.ts'
import type { ReturnReader } from './call.ts'

/** Seconds by which a call may be older than this clock: Mailgun tries again for eight hours. */
const TOLERANCE = 8 * 3600

/** Texts of a signature, each in the form in which Mailgun writes it. */
const FORMS = { timestamp: /^\d{1,12}$/, token: /^[\w-]{20,100}$/, signature: /^[0-9a-f]{64}$/ } as const

/** A text of an object that has a form; null for any other. */
function textOf(value: unknown, name: keyof typeof FORMS): string | null {
  const text = memberOf(value, name)
  return typeof text === 'string' && FORMS[name].test(text) ? text : null
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

export const readMailgun: ReturnReader = async ({ json }, secret, { now }) => {
  const signed = memberOf(json, 'signature')
  const [timestamp, token] = [textOf(signed, 'timestamp'), textOf(signed, 'token')]
  const signature = textOf(signed, 'signature')
  if (timestamp === null || token === null || signature === null) return null
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) return null
  const hash = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', utf8(secret).slice(), hash, false, ['verify'])
  const content = utf8(`${timestamp}${token}`).slice()
  if (!(await crypto.subtle.verify('HMAC', key, bytesOf(signature), content))) return null
  const event = memberOf(json, 'event-data')
  const messageId = memberOf(memberOf(memberOf(event, 'message'), 'headers'), 'message-id')
  const isReturned = memberOf(event, 'event') === 'failed' && typeof messageId === 'string'
  const hard = memberOf(event, 'severity') === 'permanent'
  return {
    returned: isReturned ? { messageId, hard } : null,
    once: `mailgun ${token}`,
  }
}
