/** A real SMTP server on this machine that keeps what it is given, and refuses whom it is told to. */
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Received {
  /** Envelope. */
  from: string
  to: string[]
  raw: string
  mail: ParsedMail
}

export interface MailServer {
  /** `smtp://127.0.0.1:PORT` */
  url: string
  received: Received[]
  /** Answers to `RCPT TO`, by address: a status such as 550 or 451; taken where it is not named. */
  refusing: Map<string, number>
  close(): Promise<void>
}

/** @param onData a status with which the message itself is refused; null to take it */
export async function mailServer(onData: () => number | null = () => null): Promise<MailServer> {
  const received: Received[] = []
  const refusing = new Map<string, number>()
  const fault = (status: number) => Object.assign(new Error('refused by the test'), { responseCode: status })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const status = refusing.get(address)
      callback(status === undefined ? null : fault(status))
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const status = onData()
        if (status !== null) return callback(fault(status))
        const raw = Buffer.concat(chunks).toString()
        void simpleParser(raw).then((mail) => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
          received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, mail })
          callback(null)
        })
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refusing,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
