/** Mail as it leaves: over SMTP to a real server, into a folder, through a provider, through the binding of Workers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloudflareMailer } from '../../worker/machine/mail/cloudflare.ts'
import { folderMailer } from '../../worker/machine/mail/folder.ts'
import { httpMailer } from '../../worker/machine/mail/http.ts'
import { mailerIn } from '../../worker/machine/mail/node.ts'
import { mailWay } from '../../worker/machine/mail/settings.ts'
import { smtpMailer } from '../../worker/machine/mail/smtp.ts'
import { mailerOn } from '../../worker/machine/mail/workers.ts'
import type { Mail } from '../../worker/services/mail/mailer.ts'
import { temporaryFolder } from '../support/ledger/ledger.ts'
import { type MailServer, mailServer } from '../support/servers/mail-server.ts'

const FROM = '明账 <ledger@example.org>'

const mail = (to = 'reader@example.net', subject = '水务局：节点改期'): Mail => ({
  to,
  subject,
  text: '改期。\n',
  html: '<p>改期。</p>',
  headers: {
    'List-Unsubscribe': '<https://ledger.example/u/token>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
  messageId: '<0123abcd@ledger.example>',
  date: new Date('2026-03-02T01:00:00Z'),
})

describe('over SMTP', () => {
  let server: MailServer
  beforeAll(async () => {
    server = await mailServer()
  })
  afterAll(() => server.close())

  it('arrives whole, with its own id, date and headers', async () => {
    expect(await smtpMailer(server.url, FROM, null).send(mail())).toEqual({ was: 'sent' })
    const { from, to, mail: got } = server.received.at(-1) ?? {}
    expect([from, to]).toEqual(['ledger@example.org', ['reader@example.net']])
    expect(got?.messageId).toBe('<0123abcd@ledger.example>')
    expect(got?.date?.toISOString()).toBe('2026-03-02T01:00:00.000Z')
    expect(got?.subject).toBe('水务局：节点改期')
    expect(got?.from?.text).toContain('明账')
    expect(got?.text).toBe('改期。\n')
    expect(got?.html).toContain('<p>改期。</p>')
    expect(String(got?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line)).toBe(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    )
  })

  it('a line break in a subject begins no header', async () => {
    await smtpMailer(server.url, FROM, null).send(
      mail(undefined, '改期\r\nBcc: third@example.net\r\n\r\nbody'),
    )
    const { to, mail: got } = server.received.at(-1) ?? {}
    expect(to).toEqual(['reader@example.net'])
    expect(got?.bcc).toBeUndefined()
    expect(got?.text).toBe('改期。\n')
  })

  it.each([
    [550, 'refused'],
    [552, 'refused'],
    [451, 'later'],
    [421, 'later'],
  ])('an answer of %i to the reader is %s', async (status, was) => {
    server.refusing.set('gone@example.net', status)
    const got = await smtpMailer(server.url, FROM, null).send(mail('gone@example.net'))
    expect(got.was).toBe(was)
    expect(Object(got).why).not.toMatch(/[\r\n]/)
  })

  it('of a message that is refused, too, and of a server that is not there later', async () => {
    const strict = await mailServer(() => 554)
    expect((await smtpMailer(strict.url, FROM, null).send(mail())).was).toBe('refused')
    await strict.close()
    expect((await smtpMailer(strict.url, FROM, null).send(mail())).was).toBe('later')
  })
})

it('into a folder: a file that mail programs open, once for the same message', async () => {
  const dir = join(temporaryFolder(), 'mail')
  const mailer = folderMailer(dir, FROM)
  expect(await mailer.send(mail())).toEqual({ was: 'sent' })
  await mailer.send(mail())
  await mailer.send({ ...mail(), messageId: '<../../escape/x@ledger.example>' })
  expect(readdirSync(dir).sort()).toEqual(['0123abcd.eml', '______escape_x.eml'])
  const got = await simpleParser(readFileSync(join(dir, '0123abcd.eml')))
  expect(got.subject).toBe('水务局：节点改期')
  expect(got.text).toBe('改期。\n')
})

it('into a folder that cannot be written: later', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect((await folderMailer(join(file, 'mail'), FROM).send(mail())).was).toBe('later')
})

describe('through a provider', () => {
  it.each([
    [200, 'sent'],
    [202, 'sent'],
    [302, 'later'],
    [401, 'later'],
    [422, 'refused'],
    [429, 'later'],
    [500, 'later'],
  ])('an answer of %i is %s', async (status, was) => {
    const asked: { authorization: string | undefined; body: Record<string, unknown> }[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk) => (text += chunk))
      request.on('end', () => {
        asked.push({ authorization: request.headers.authorization, body: JSON.parse(text) })
        response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('nothing of this is read')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect((await httpMailer(`http://127.0.0.1:${port}/send`, FROM, 'secret').send(mail())).was).toBe(was)
    expect(asked[0]?.authorization).toBe('Bearer secret')
    expect(asked[0]?.body).toMatchObject({
      from: FROM,
      to: 'reader@example.net',
      subject: '水务局：节点改期',
    })
    server.close()
  })
})

describe('through the binding of Workers', () => {
  it('without the headers that it sets itself', async () => {
    const given: Record<string, unknown>[] = []
    const binding = { send: async (message: object) => void given.push({ ...message }) }
    expect(await cloudflareMailer(binding, FROM).send(mail())).toEqual({ was: 'sent' })
    expect(given[0]).toMatchObject({
      from: { email: 'ledger@example.org', name: '明账' },
      to: 'reader@example.net',
    })
    expect(Object.keys(Object(given[0]?.headers))).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post'])
  })

  it.each([
    ['E_RECIPIENT_SUPPRESSED', 'refused'],
    ['E_SENDER_NOT_VERIFIED', 'later'],
    ['E_RATE_LIMIT_EXCEEDED', 'later'],
  ])('its fault %s is %s', async (code, was) => {
    const binding = { send: async () => Promise.reject(Object.assign(new Error('no'), { code })) }
    expect((await cloudflareMailer(binding, FROM).send(mail())).was).toBe(was)
  })
})

describe('the settings', () => {
  it.each([
    [{}, null],
    [{ MAIL: ' ' }, null],
    [{ MAIL: 'folder' }, 'folder'],
    [{ MAIL: 'cloudflare', MAIL_FROM: 'a@example.org' }, 'cloudflare'],
    [{ MAIL: 'smtps://user@mail.example.org', MAIL_FROM: 'a@example.org', MAIL_KEY: 'x' }, 'smtp'],
    [{ MAIL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'A <a@example.org>' }, 'smtp'],
    [{ MAIL: 'https://provider.example/send', MAIL_FROM: 'a@example.org' }, 'http'],
  ])('%j name the way %s', (settings, way) => {
    expect(mailWay(settings)?.way ?? null).toBe(way)
  })

  it.each([
    [{ MAIL: 'mail.example.org', MAIL_FROM: 'a@example.org' }, 'MAIL'],
    [{ MAIL: 'ftp://mail.example.org', MAIL_FROM: 'a@example.org' }, 'MAIL'],
    [{ MAIL: 'http://provider.example/send', MAIL_FROM: 'a@example.org' }, 'MAIL'],
    [{ MAIL: 'smtps://user:secret@mail.example.org', MAIL_FROM: 'a@example.org' }, 'MAIL'],
    [{ MAIL: 'smtps://mail.example.org' }, 'MAIL_FROM'],
    [{ MAIL: 'smtps://mail.example.org', MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'a@example.org' }, 'MAIL'],
    [{ MAIL_KEY: 'x' }, 'MAIL'],
    [{ MAIL: 'folder', MAIL_RETURNS_KEY: 'secret' }, 'MAIL_RETURNS_KEY'],
    [{ MAIL: 'folder', MAIL_RETURNS_KEY: 'whsec_c2VjcmV0' }, 'MAIL_RETURNS_KEY'],
    [{ MAIL_RETURNS_KEY: `whsec_${'c2VjcmV0'.repeat(4)}` }, 'MAIL'],
  ])('%j are refused by name, and no password is repeated', (settings, field) => {
    expect(() => mailWay(settings)).toThrow(expect.objectContaining({ field }))
    expect(() => mailWay(settings)).not.toThrow(/secret/)
  })

  it('a way that is not there says so', () => {
    expect(() => mailerIn({ MAIL: 'cloudflare', MAIL_FROM: 'a@example.org' }, null)).toThrow(/Workers/)
    expect(() => mailerIn({ MAIL: 'folder' }, null)).toThrow(/DATA_DIR/)
    expect(() => mailerOn({ MAIL: 'cloudflare', MAIL_FROM: 'a@example.org' })).toThrow(/EMAIL/)
    expect(() => mailerOn({ MAIL: 'folder' })).toThrow(/cloudflare/)
    expect(mailerIn({}, '/data')).toBeNull()
  })
})
