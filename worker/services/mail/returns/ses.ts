/**
 * Amazon SES through SNS: RSA over the fields of the message, by a certificate of SNS in the region of the one topic that is
 * set (docs.aws.amazon.com, Verifying the signatures of Amazon SNS messages). The topic is subscribed by itself: its
 * confirmation is signed as well.
 */
import { memberOf } from '../../../domain/record/json.ts'
import { fromBase64, utf8 } from '../../../ledger/bytes.ts'
import type { ReturnedMail, ReturnReader } from './call.ts'
import { publicKeyIn } from './certificate.ts'

/** Milliseconds by which a message may be older than this clock: SNS tries again for an hour. */
const TOLERANCE = 2 * 3_600_000

/** Name of a topic: its partition, its region, the account and the name. */
export const TOPIC = /^arn:(aws|aws-cn):sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[\w-]{1,256}$/

/** Fields that are signed, in their order, by the type of a message. */
const SIGNED: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
}
const HASHES: Readonly<Record<string, string>> = { 1: 'SHA-1', 2: 'SHA-256' }
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** An address at SNS of the region of a topic; null for any other. */
function addressOf(text: string, topic: string): URL | null {
  const [, partition, region] = TOPIC.exec(topic) ?? []
  const host = `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`
  if (region === undefined || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.origin === `https://${host}` && url.username === '' && url.password === '' ? url : null
}

/** A bounce among the news of SES; null for other news. */
function bounceIn(message: string): ReturnedMail | null {
  let news: unknown
  try {
    news = JSON.parse(message)
  } catch {
    return null
  }
  const kind = memberOf(news, 'notificationType') ?? memberOf(news, 'eventType')
  const mail = memberOf(news, 'mail')
  const headers = memberOf(mail, 'headers')
  const own = (Array.isArray(headers) ? headers : []).find(
    (one) => String(memberOf(one, 'name')).toLowerCase() === 'message-id',
  )
  const messageId = memberOf(own, 'value') ?? memberOf(memberOf(mail, 'commonHeaders'), 'messageId')
  if (kind !== 'Bounce' || typeof messageId !== 'string') return null
  return { messageId, hard: memberOf(memberOf(news, 'bounce'), 'bounceType') === 'Permanent' }
}

export const readSes: ReturnReader = async ({ json }, topic, { now, get }) => {
  const field = (name: string): string => {
    const value = memberOf(json, name)
    return typeof value === 'string' ? value : ''
  }
  const signed = SIGNED[field('Type')]
  const hash = HASHES[field('SignatureVersion')]
  const age = Math.abs(now.getTime() - Date.parse(field('Timestamp')))
  const source = addressOf(field('SigningCertURL'), topic)
  const signature = field('Signature')
  if (field('TopicArn') !== topic || signed === undefined || hash === undefined || !(age <= TOLERANCE))
    return null
  if (source === null || !/^\/[\w-]{1,100}\.pem$/.test(source.pathname) || !BASE64.test(signature))
    return null
  const spki = publicKeyIn((await get(source.href)) ?? '')
  if (spki === null) return null
  const content = signed.filter((name) => field(name) !== '').map((name) => `${name}\n${field(name)}\n`)
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash }
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']).catch(() => null)
  const bytes = fromBase64(signature).slice()
  if (key === null || !(await crypto.subtle.verify(algorithm, key, bytes, utf8(content.join('')).slice())))
    return null
  if (field('Type') === 'SubscriptionConfirmation') {
    const answer = addressOf(field('SubscribeURL'), topic)
    if (answer !== null) await get(answer.href)
    return { returned: null, once: null }
  }
  return { returned: bounceIn(field('Message')), once: `sns ${field('MessageId')}` }
}
