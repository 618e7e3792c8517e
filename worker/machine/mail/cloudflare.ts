/**
 * Mail through the email binding of Workers. It sets Date and Message-ID itself, and refuses both, so that a
 * message that is sent again after a crash cannot be told from another one there.
 */
import { type Mailer, reasonOf, type Sending, sent } from '../../services/mail/mailer.ts'

/** The binding `send_email`, as far as it is used (developers.cloudflare.com/email-service). */
export interface EmailBinding {
  send(message: {
    from: string | { email: string; name: string }
    to: string
    subject: string
    text: string
    html: string
    headers: Record<string, string>
  }): Promise<unknown>
}

/** Faults of this reader: what else goes wrong is the sender's, or passes. */
const OF_THE_READER = new Set(['E_RECIPIENT_SUPPRESSED', 'E_DELIVERY_FAILED'])

/** @param from the sender: `Name <address>`, or an address alone */
export function cloudflareMailer(binding: EmailBinding, from: string): Mailer {
  const [, name = '', email = from] = /^(.*?)\s*<([^<>]+)>$/.exec(from) ?? []
  return {
    async send({ to, subject, text, html, headers }) {
      try {
        const sender = name === '' ? email : { email, name }
        await binding.send({ from: sender, to, subject, text, html, headers: { ...headers } })
        return sent
      } catch (error) {
        return faultOf(error)
      }
    },
  }
}

function faultOf(error: unknown): Sending {
  const { code } = Object(error) as { code?: unknown }
  const refused = typeof code === 'string' && OF_THE_READER.has(code)
  return { was: refused ? 'refused' : 'later', why: reasonOf(error) }
}
