/** Mail over SMTP, by nodemailer. For Node alone. */
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type Mail, type Mailer, reasonOf, type Sending, sent } from '../../services/mail/mailer.ts'

/** Milliseconds for a connection, a greeting, and an answer. */
const PATIENCE = 20_000

/** Errors by which the reader or the message was refused, not the sender: RCPT TO and DATA. */
const OF_THE_READER = new Set(['EENVELOPE', 'EMESSAGE'])

/** A message as nodemailer takes it. Nothing in it is read from a file or an address. */
export function optionsOf(mail: Mail, from: string): SendMailOptions {
  const { to, subject, text, html, headers, messageId, date } = mail
  const plain = { disableFileAccess: true, disableUrlAccess: true }
  return { from, to: { name: '', address: to }, subject, text, html, headers, messageId, date, ...plain }
}

/**
 * @param url `smtps://user@host:465` (TLS from the start) or `smtp://host:587` (STARTTLS where it is offered)
 * @param from the sender: `Name <address>`
 * @param password of the user in the address; null where it needs none
 */
export function smtpMailer(url: string, from: string, password: string | null): Mailer {
  const { protocol, hostname, port, username } = new URL(url)
  const user = decodeURIComponent(username)
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port),
    secure: protocol === 'smtps:',
    ...(user === '' ? {} : { auth: { user, pass: password ?? '' }, requireTLS: protocol === 'smtp:' }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  })
  return {
    async send(mail) {
      try {
        await transport.sendMail(optionsOf(mail, from))
        return sent
      } catch (error) {
        return faultOf(error)
      }
    },
  }
}

function faultOf(error: unknown): Sending {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown }
  const forGood = typeof responseCode === 'number' && responseCode >= 500
  const was = forGood && typeof code === 'string' && OF_THE_READER.has(code) ? 'refused' : 'later'
  return { was, why: reasonOf(error) }
}
