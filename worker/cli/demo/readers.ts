/** A reader of the fictional city who follows two things by mail, into a folder where everybody can look at the messages. */
import { join } from 'node:path'
import { departmentId } from '../../domain/kinds/department/ids.ts'
import { folderMailer } from '../../machine/mail/folder.ts'
import type { Mail, Mailer } from '../../services/mail/mailer.ts'
import type { Services } from '../../services/services.ts'

const READER = 'reader@mingchuan.example'
const TOPICS = [`/departments/${departmentId('mc-water')}`, '/flags'] as const

export interface DemoMail {
  mailer: Mailer
  /** Folder in which the messages lie. */
  folder: string
  /** Messages, in order. */
  sent: Mail[]
}

/** Mail of the demo: it goes into a folder, whatever the environment says, and reaches nobody. */
export function demoMail(dataDir: string): DemoMail {
  const folder = join(dataDir, 'mail')
  const into = folderMailer(folder, '明川市明账 <ledger@mingchuan.example>')
  const sent: Mail[] = []
  return {
    folder,
    sent,
    mailer: {
      async send(mail) {
        sent.push(mail)
        return into.send(mail)
      },
    },
  }
}

/** Follows, and confirms with the link of each message, as its reader would. @param base address of the site */
export async function openReader({ following }: Services, { sent }: DemoMail, base: string): Promise<void> {
  for (const topic of TOPICS) {
    await following.ask({ topic, email: READER, cadence: 'now', lang: 'zh' })
    await following.settle(base)
    const token = /token=(\S+)/.exec(sent.at(-1)?.text ?? '')?.[1]
    if (token !== undefined) await following.confirm(token)
  }
}
