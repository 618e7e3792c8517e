/** Letters of a mailbox: the question whether it wants to be reminded, a trial, and the reminders of one day. */

import { type Step, steps } from '../../domain/following/steps.ts'
import { titleOr } from '../../domain/kinds/labels.ts'
import { kindOfRecord, lists } from '../../domain/kinds/table.ts'
import { nameOr } from '../../domain/kinds/title.ts'
import type { Lang } from '../../domain/record/problem.ts'
import * as stored from '../../store/outgoing/mailboxes.ts'
import type { StoredMessage } from '../../store/outgoing/outbox.ts'
import { namesOf } from '../../store/records/records.ts'
import { tokenOf } from '../following/tokens.ts'
import { letterOf, type Part } from '../mail/letter.ts'
import type { Mail } from '../mail/mailer.ts'
import type { Ledger } from '../open.ts'

/** A record and the step of its time limit; ids and days alone. */
export interface Reminder {
  record: string
  step: Step
  /** Null where none can be told. */
  due: string | null
}

/** Reminders of one day, and how many drafts wait for approval. */
interface Day {
  day: string
  reminders: Reminder[]
  approvals: number
}

/** Content of a message, as it is kept until it is sent: never an address. */
export type Content = { ask: true } | { trial: true } | Day

/** A reminder before it is sent. */
type Letter = Pick<Mail, 'to' | 'subject' | 'text' | 'html' | 'headers'>

/** Under which the address of a mailbox is sealed. */
export const sealedFor = (id: string): string => `mailbox ${id}`

/** The language of a mailbox. */
export const langOf = (text: string): Lang => (text === 'en' ? 'en' : 'zh')

/** The letter of a message, by the content that was put on its way; null once there is no such mailbox. */
export function createLetters({ database, contacts }: Ledger) {
  async function partsOf({ reminders, approvals }: Day, lang: Lang, base: string): Promise<Part[]> {
    const names = await namesOf(
      database,
      reminders.map(({ record }) => record),
    )
    const records = reminders.map(({ record, step, due }): Part => {
      const kind = kindOfRecord(record)
      const day = due === null ? '' : lang === 'en' ? `; last day ${due}` : `；期限 ${due}`
      return {
        heading: nameOr(lang, names.get(record), titleOr(lang, record, null)),
        url: `${base}/${lang}/${kind === null ? 'entries' : lists[kind]}/${record}`,
        lines: [steps[step][lang] + day],
      }
    })
    const waiting =
      lang === 'en' ? `Drafts that wait for approval: ${approvals}` : `等待审核的草稿：${approvals} 份`
    return [
      ...records,
      ...(approvals === 0 ? [] : [{ links: [{ words: waiting, url: `${base}/${lang}/desk` }] }]),
    ]
  }

  return async ({ recipient, content }: StoredMessage, base: string): Promise<Letter | null> => {
    const row = await stored.readMailbox(database, recipient)
    const to = row === null ? null : await contacts.open(row.address, sealedFor(row.id))
    if (row === null || to === null) return null
    const lang = langOf(row.lang)
    const known = (await namesOf(database, [row.department])).get(row.department)
    const name = nameOr(lang, known, row.department)
    const told: Content = JSON.parse(content)
    if ('ask' in told) {
      const url = `${base}/${lang}/follow/confirm?token=${await tokenOf(contacts, 'confirm', row.id)}`
      const [zh, en] = [
        [
          { lines: [`${name}想用这个地址接收工作提醒：每天至多一封。`] },
          { links: [{ words: '打开这个页面，按页面上的按钮确认', url }] },
          { lines: ['如果不愿意，请不必理会。'] },
        ],
        [
          { lines: [`${name} wants to send reminders of its work to this address, one a day at most.`] },
          { links: [{ words: 'Open this page and press its button', url }] },
          { lines: ['If you do not want that, do nothing.'] },
        ],
      ]
      return {
        to,
        subject: lang === 'en' ? `Reminders of ${name}: please confirm` : `请确认接收提醒：${name}`,
        ...letterOf(lang, lang === 'en' ? en : zh),
        headers: {},
      }
    }
    if ('trial' in told)
      return {
        to,
        subject: lang === 'en' ? `${name}: this message arrives` : `${name}：这是一封试发的信`,
        ...letterOf(lang, [
          {
            lines: [
              lang === 'en'
                ? 'It was sent to see that reminders arrive here. There is nothing to do.'
                : '用来确认提醒能送到这里，不必处理。',
            ],
          },
        ]),
        headers: {},
      }
    const leave = `${base}/u/${await tokenOf(contacts, 'leave', row.id)}`
    const foot: Part = {
      links: [{ words: lang === 'en' ? 'The workbench' : '工作台', url: `${base}/${lang}/desk` }],
    }
    const n = told.reminders.length + told.approvals
    return {
      to,
      subject:
        lang === 'en' ? `${name}: ${n} things to do, ${told.day}` : `${name}：${told.day} 有 ${n} 件事要办`,
      ...letterOf(lang, [...(await partsOf(told, lang, base)), foot]),
      headers: { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }
  }
}
