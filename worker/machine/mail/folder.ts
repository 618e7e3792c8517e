/** Mail into a folder, one `.eml` file for each message: for demonstrations and tests. It reaches nobody. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { type Mailer, reasonOf, sent } from '../../services/mail/mailer.ts'
import { optionsOf } from './smtp.ts'

/** @param dir made where it is missing. @param from the sender: `Name <address>` */
export function folderMailer(dir: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      try {
        const { message } = await transport.sendMail(optionsOf(mail, from))
        await mkdir(dir, { recursive: true, mode: 0o700 })
        // The same message is the same file, as a reader's program shows one that came twice once.
        const name = mail.messageId.replace(/^<|@.*$/g, '').replace(/[^\w-]/g, '_')
        const path = join(dir, `${name}.eml`)
        await writeFile(`${path}.part`, message, { mode: 0o600 })
        await rename(`${path}.part`, path)
        return sent
      } catch (error) {
        return { was: 'later', why: reasonOf(error) }
      }
    },
  }
}
