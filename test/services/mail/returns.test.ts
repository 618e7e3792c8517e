/** Notices of returned mail as providers send them: taken where they are shown to be theirs, and never for two. */
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { told } from '../../../worker/machine/mail/settings.ts'
import { createFollowing } from '../../../worker/services/following/following.ts'
import type { Mail } from '../../../worker/services/mail/mailer.ts'
import { parseReturnsKey, readReturned } from '../../../worker/services/mail/returns/returns.ts'
import { mailWorld } from '../../support/following/world.ts'

const NOW = new Date('2026-03-02T01:00:00Z')
const KEY = 'a-signing-key-of-mailgun'
const ID = `${'0a'.repeat(20)}@ledger.example`
const seconds = (more = 0): string => String(NOW.getTime() / 1000 + more)
const BASIC = `Basic ${Buffer.from('bounces:a-password-that-is-long').toString('base64')}`

function mailgun(event: object, { at = seconds(), key = KEY, token = 't'.repeat(50) } = {}) {
  const signature = createHmac('sha256', key).update(`${at}${token}`).digest('hex')
  return { signature: { timestamp: at, token, signature }, 'event-data': event }
}
const failed = (severity: string) => ({
  event: 'failed',
  severity,
  message: { headers: { 'message-id': ID } },
})
const bounce = (Type: string) => ({ RecordType: 'Bounce', Type, Metadata: { mingzhang: ID } })

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:bounces'
const AT = 'https://sns.eu-west-1.amazonaws.com'
const CERTIFICATE = `${AT}/SimpleNotificationService-0123.pem`

/** A certificate as far as it is read, with the key of SNS: no word of it is true. */
const pem = (() => {
  const der = (tag: number, ...parts: Buffer[]): Buffer => {
    const all = Buffer.concat(parts)
    const length = all.length < 128 ? [all.length] : [0x82, all.length >> 8, all.length & 255]
    return Buffer.concat([Buffer.from([tag, ...length]), all])
  }
  const empty = der(0x30)
  const version = der(0xa0, der(2, Buffer.from([2])))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const inner = der(0x30, version, der(2, Buffer.from([1])), empty, empty, empty, empty, spki)
  const text = der(0x30, inner, empty).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
})()

const BOUNCE = {
  notificationType: 'Bounce',
  bounce: { bounceType: 'Permanent' },
  mail: { headers: [{ name: 'Message-ID', value: `<${ID}>` }] },
}

/** A message of SNS; `after` is changed once it was signed. */
function sns(more: Record<string, string> = {}, after: Record<string, string> = {}) {
  const said: Record<string, string> = {
    ...{ Type: 'Notification', MessageId: 'm-1', TopicArn: TOPIC, Timestamp: NOW.toISOString() },
    ...{ Message: JSON.stringify(BOUNCE), SignatureVersion: '2', SigningCertURL: CERTIFICATE, ...more },
  }
  const names = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const content = names.flatMap((name) => (said[name] ? [`${name}\n${said[name]}\n`] : [])).join('')
  const signer = createSign(said.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256').update(content)
  return { ...said, Signature: signer.sign(privateKey, 'base64'), ...after }
}

const asked: string[] = []
const get = async (url: string) => {
  asked.push(url)
  return url === CERTIFICATE ? pem : null
}

const read = (setting: string, json: unknown, authorization: string | null = null) => {
  const parsed = parseReturnsKey(setting)
  if (parsed === null) throw new Error('no setting')
  return readReturned(
    parsed,
    { json, header: (name) => (name === 'authorization' ? authorization : null) },
    { now: NOW, get },
  )
}

describe('a call', () => {
  const hard = { messageId: ID, hard: true }
  it.each([
    ['a permanent failure', mailgun(failed('permanent')), hard],
    ['one that may pass', mailgun(failed('temporary')), { ...hard, hard: false }],
    ['a delivery', mailgun({ event: 'delivered' }), null],
  ])('of Mailgun: %s', async (_, json, returned) => {
    expect((await read(`mailgun:${KEY}`, json))?.returned).toEqual(returned)
  })

  it.each([
    ['another key', mailgun(failed('permanent'), { key: 'another-key-altogether' })],
    ['nine hours ago', mailgun(failed('permanent'), { at: seconds(-9 * 3600) })],
    ['nine hours ahead', mailgun(failed('permanent'), { at: seconds(9 * 3600) })],
    [
      'another time under the same signature',
      { ...mailgun(failed('permanent')), signature: { ...mailgun({}).signature, timestamp: seconds(1) } },
    ],
    ['no signature', { 'event-data': failed('permanent') }],
    ['nothing', null],
  ])('that is not shown to be of Mailgun is none: %s', async (_, json) => {
    expect(await read(`mailgun:${KEY}`, json)).toBeNull()
  })

  it.each([
    ['a bounce', sns(), hard],
    ['one with a subject, by the older signature', sns({ Subject: 'Bounce', SignatureVersion: '1' }), hard],
    [
      'one that may pass',
      sns({ Message: JSON.stringify({ ...BOUNCE, bounce: { bounceType: 'Transient' } }) }),
      { ...hard, hard: false },
    ],
    ['other news', sns({ Message: 'hello' }), null],
  ])('of Amazon SES: %s', async (_, json, returned) => {
    const found = (await read(`ses:${TOPIC}`, json))?.returned ?? null
    expect(found === null ? null : { ...found, messageId: found.messageId.replace(/[<>]/g, '') }).toEqual(
      returned,
    )
  })

  const others: [string, object][] = [
    ['another message under the same signature', sns({}, { Message: '{}' })],
    ['another topic', sns({ TopicArn: `${TOPIC}2` })],
    ['three hours ago', sns({ Timestamp: '2026-03-01T22:00:00.000Z' })],
    ['no day', sns({ Timestamp: 'today' })],
    ['a signature of another version', sns({ SignatureVersion: '3' })],
    ['no signature', sns({}, { Signature: '' })],
    ...[
      'https://evil.example/SimpleNotificationService-0123.pem',
      'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem',
      'https://sns.us-east-1.amazonaws.com/a.pem',
      'https://s3.amazonaws.com/sns.eu-west-1.amazonaws.com/a.pem',
      'http://sns.eu-west-1.amazonaws.com/a.pem',
      'https://x@sns.eu-west-1.amazonaws.com/a.pem',
      `${AT}/`,
    ].map((url) => [`a certificate at ${url}`, sns({ SigningCertURL: url })] as [string, object]),
  ]
  it.each(others)('that is not shown to be of Amazon SES is none: %s', async (_, json) => {
    asked.length = 0
    expect(await read(`ses:${TOPIC}`, json)).toBeNull()
    expect(asked.filter((url) => url !== CERTIFICATE)).toEqual([])
  })

  it('of Amazon SNS that asks to confirm is confirmed at SNS alone, once it is shown to be theirs', async () => {
    const asks = (SubscribeURL: string, after = {}) =>
      read(`ses:${TOPIC}`, sns({ Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL }, after))
    asked.length = 0
    await asks(`${AT}/?Action=ConfirmSubscription&Token=t`)
    await asks('https://evil.example/?Token=t')
    await asks(`${AT}/?Token=forged`, { Message: 'another' })
    expect(asked.filter((url) => url !== CERTIFICATE)).toEqual([`${AT}/?Action=ConfirmSubscription&Token=t`])
  })

  it.each([
    ['a hard bounce', bounce('HardBounce'), hard],
    ['a soft one', bounce('SoftBounce'), { ...hard, hard: false }],
    ['a message that was not ours', { RecordType: 'Bounce', Type: 'HardBounce' }, null],
    ['a delivery', { RecordType: 'Delivery' }, null],
    ['nonsense', [1], null],
  ])('of Postmark: %s', async (_, json, returned) => {
    expect((await read('postmark:bounces:a-password-that-is-long', json, BASIC))?.returned).toEqual(returned)
  })

  it.each([null, '', 'Basic', `${BASIC}x`, BASIC.replace('Basic', 'Bearer')])(
    'without the password of Postmark is none: %s',
    async (authorization) => {
      expect(
        await read('postmark:bounces:a-password-that-is-long', bounce('HardBounce'), authorization),
      ).toBeNull()
    },
  )
})

it('goes the whole way: a token counts once, and the third message that came back ends it', async () => {
  const world = await mailWorld()
  await world.follow('reader@example.org', '/departments/dep-water')
  const mailer = { send: async () => ({ was: 'sent' }) as const, returnsKey: `mailgun:${KEY}` }
  const following = createFollowing(world.ledger, mailer, world.services.notices)
  const readers = async () =>
    Number((await world.ledger.database.client.execute('SELECT count(*) AS n FROM follower')).rows[0]?.n)
  const tell = (messageId: string, token: string, key = KEY) => {
    const event = {
      event: 'failed',
      severity: 'permanent',
      message: { headers: { 'message-id': messageId } },
    }
    const at = String(Math.floor(world.clock.at.getTime() / 1000))
    return following.returnedBy({
      json: mailgun(event, { at, key, token: token.repeat(50) }),
      header: () => null,
    })
  }
  const ids: string[] = []
  for (const title of ['甲', '乙', '丙']) {
    await world.list(title)
    world.clock.minutes(24 * 60 + 1)
    await world.settle()
    ids.push((world.mails.at(-1)?.messageId ?? '').replace(/[<>]/g, ''))
  }
  await expect(tell(ids[0] ?? '', 'x', 'a-key-of-somebody-else')).rejects.toMatchObject({
    code: 'not_allowed',
  })
  for (const id of ids) await tell(id, 'a')
  expect(await readers()).toBe(1)
  await tell(ids[1] ?? '', 'b')
  expect(await readers()).toBe(1)
  await tell(ids[2] ?? '', 'c')
  expect(await readers()).toBe(0)
})

it('sends to Postmark what comes back with a bounce, and to no other', async () => {
  const sent: Mail[] = []
  const plain = {
    async send(mail: Mail) {
      sent.push(mail)
      return { was: 'sent' } as const
    },
  }
  const mail = {
    to: 'a@example.org',
    subject: '',
    text: '',
    html: '',
    headers: {},
    date: NOW,
    messageId: `<${ID}>`,
  }
  for (const returnsKey of ['postmark:bounces:a-password-that-is-long', `mailgun:${KEY}`])
    await told(plain, { returnsKey }).send(mail)
  expect(sent.map(({ headers }) => headers)).toEqual([
    { 'X-PM-Metadata-mingzhang': `${'0a'.repeat(20)}@` },
    {},
  ])
})
