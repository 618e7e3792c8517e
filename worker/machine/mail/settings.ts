/** The settings of mail, and which adapter they name. */
import { Problem } from '../../domain/record/problem.ts'
import { parseAddress } from '../../services/mail/address.ts'
import { type Mailer, oneLine } from '../../services/mail/mailer.ts'
import { POSTMARK_HEADER, postmarkMetadata } from '../../services/mail/returns/postmark.ts'
import { parseReturnsKey } from '../../services/mail/returns/returns.ts'
import { isWebhookSecret } from '../../services/webhooks/signature.ts'

export interface MailSettings {
  MAIL?: string | undefined
  MAIL_FROM?: string | undefined
  /** Password of the user in `MAIL`, or bearer token of the provider. */
  MAIL_KEY?: string | undefined
  /** Secret by which the provider signs what it tells of messages that came back: `whsec_…`. */
  MAIL_RETURNS_KEY?: string | undefined
}

/** Way by which mail goes, and its sender. */
export interface MailWay {
  way: 'smtp' | 'http' | 'folder' | 'cloudflare'
  /** Empty for a folder and for the binding. */
  url: string
  from: string
  key: string | null
  returnsKey: string | null
}

const SCHEMES: Readonly<Record<string, MailWay['way']>> = {
  'smtp:': 'smtp',
  'smtps:': 'smtp',
  'https:': 'http',
  'http:': 'http',
}
const NEAR = new Set(['localhost', '127.0.0.1', '[::1]'])

function wrong(field: string, zh: string, en: string): Problem {
  return new Problem('invalid', { field, words: { zh, en } })
}

/**
 * Reads the settings; null where no mail is set up.
 *
 * @throws Problem `invalid` that says what would be right; a password is never repeated
 */
export function mailWay({ MAIL, MAIL_FROM, MAIL_KEY, MAIL_RETURNS_KEY }: MailSettings): MailWay | null {
  const mail = MAIL?.trim() ?? ''
  if (mail === '') {
    if (MAIL_FROM || MAIL_KEY || MAIL_RETURNS_KEY)
      throw wrong(
        'MAIL',
        '设置了 MAIL_FROM、MAIL_KEY 或 MAIL_RETURNS_KEY，却没有 MAIL。',
        'MAIL_FROM, MAIL_KEY or MAIL_RETURNS_KEY is set, and MAIL is not.',
      )
    return null
  }
  const from = senderOf(MAIL_FROM, mail === 'folder')
  const key = MAIL_KEY?.trim() || null
  const returnsKey = MAIL_RETURNS_KEY?.trim() || null
  if (returnsKey !== null && !isWebhookSecret(returnsKey) && parseReturnsKey(returnsKey) === null)
    throw wrong(
      'MAIL_RETURNS_KEY',
      'MAIL_RETURNS_KEY 应为 whsec_ 加 24 至 64 字节的 base64；用 Mailgun 时为 mailgun: 加它的签名密钥（至少 16 个字符），用 Postmark 时为 postmark:用户:口令（口令至少 16 个字符），用 Amazon SES 时为 ses: 加它的 SNS 主题（arn:aws:sns:…）。',
      'MAIL_RETURNS_KEY must be whsec_ and 24 to 64 bytes in base64; for Mailgun mailgun: and its signing key of 16 characters or more, for Postmark postmark:user:password with a password of 16 characters or more, for Amazon SES ses: and its SNS topic (arn:aws:sns:…).',
    )
  if (mail === 'folder' || mail === 'cloudflare') return { way: mail, url: '', from, key, returnsKey }
  const url = URL.canParse(mail) ? new URL(mail) : null
  const way = SCHEMES[url?.protocol ?? '']
  if (url === null || way === undefined || url.hostname === '')
    throw wrong(
      'MAIL',
      'MAIL 应为 smtps://用户@主机、smtp://主机:587、https://接口、cloudflare 或 folder。',
      'MAIL must be smtps://user@host, smtp://host:587, https://provider, cloudflare or folder.',
    )
  if (url.password !== '')
    throw wrong(
      'MAIL',
      'MAIL 里不能带口令：请用 MAIL_KEY，或 MAIL_KEY_FILE 指的文件。',
      'No password in MAIL: set MAIL_KEY, or name its file in MAIL_KEY_FILE.',
    )
  if (url.protocol === 'http:' && !NEAR.has(url.hostname))
    throw wrong(
      'MAIL',
      '邮件接口须用 https；http 只限本机。',
      'The provider must be https; http is for this machine alone.',
    )
  return { way, url: mail, from, key, returnsKey }
}

/** A mailer whose provider tells of messages that came back, where a secret is set for that. */
export const told = (mailer: Mailer, { returnsKey }: Pick<MailWay, 'returnsKey'>): Mailer =>
  returnsKey === null
    ? mailer
    : {
        returnsKey,
        // Postmark tells of a message by what was sent with it alone.
        send: (mail) =>
          mailer.send(
            parseReturnsKey(returnsKey)?.provider !== 'postmark'
              ? mail
              : {
                  ...mail,
                  headers: { ...mail.headers, [POSTMARK_HEADER]: postmarkMetadata(mail.messageId) },
                },
          ),
      }

/** The sender: an address, or a name with one in angle brackets. */
function senderOf(given: string | undefined, mayLack: boolean): string {
  const text = given?.trim() ?? ''
  if (text === '' && mayLack) return 'Mingzhang <ledger@mingzhang.invalid>'
  const [, name = '', address = text] = /^([^<>"]*?)\s*<([^<>]+)>$/.exec(text) ?? []
  try {
    const parsed = parseAddress(address)
    return name === '' ? parsed : `${oneLine(name)} <${parsed}>`
  } catch {
    throw wrong(
      'MAIL_FROM',
      'MAIL_FROM 应为发件地址，如 ledger@example.org 或 明账 <ledger@example.org>。',
      'MAIL_FROM must be the address of the sender, such as ledger@example.org or Mingzhang <ledger@example.org>.',
    )
  }
}
