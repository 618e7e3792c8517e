/** The port through which mail leaves. Adapters are chosen where bindings and sockets are (`worker/machine/mail`). */

/** One message to one reader, in plain text and in small HTML. */
export interface Mail {
  /** Address of the reader, as {@link parseAddress} gives it. */
  to: string
  /** One line; control characters have no place in it. */
  subject: string
  text: string
  html: string
  /** Further headers, by name. */
  headers: Readonly<Record<string, string>>
  /** Message-ID (RFC 5322 §3.6.4) with its angle brackets: the same for the same message, however often it is tried. */
  messageId: string
  /** When it was first to be sent. */
  date: Date
}

/** Taken over by the next server: it is theirs from here on. */
export interface Sent {
  was: 'sent'
}

/** Refused for good (SMTP 5yz, RFC 5321 §4.2.1), because of this reader or this message. */
export interface Refused {
  was: 'refused'
  why: string
}

/** Not taken now, for a reason that may pass, or that lies with the sender: try again. */
export interface Later {
  was: 'later'
  why: string
}

export type Sending = Sent | Refused | Later

export interface Mailer {
  /** Sends one message. Never throws: a fault is a reason to try again later. */
  send(mail: Mail): Promise<Sending>
  /**
   * Secret by which the provider shows that it is the one that tells of messages that came back: of Standard Webhooks, or
   * `PROVIDER:SECRET`; absent where it tells nothing.
   */
  returnsKey?: string
}

export const sent: Sent = { was: 'sent' }

/** A reason as it may stand in a row or a log: one line, at most 200 characters. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return oneLine(text).slice(0, 200)
}

/** A text as one line: what could end a header and begin another (RFC 5322 §2.2) becomes a space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}
