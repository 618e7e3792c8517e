/** Mailboxes at which departments are reminded, from the machine itself: listed, asked, tried, removed. */
import { LOCAL_OPERATOR } from '../../../services/roles.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, withServices } from '../../shell/place.ts'
import { table } from '../../shell/terminal.ts'
import { daysFor } from '../../shell/today.ts'
import { UsageError } from '../../shell/usage.ts'
import { done, oneOperand } from './webhooks.ts'

const oneId = (positionals: readonly string[]): string =>
  oneOperand(positionals, '请给出一个邮箱的编号。', 'Name one mailbox id.')

const SENT = [
  {
    zh: '信放进发件箱，由正在运行的服务按 MAIL 的设置发出。',
    en: 'The message goes into the outbox; the server that runs sends it, as MAIL says.',
  },
]

export const mailboxesList = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const items = await withServices(values, terminal, ({ notices }) => notices.all())
    if (values.json === true) json(items)
    else {
      const dayOf = await daysFor(terminal, values)
      terminal.out(
        table(
          ['编号 id', '部门 department', '属于 owner', '确认 confirmed', '语言 language'],
          items.map(({ id, department, owner, confirmed, lang }) => [
            ...[id, department, owner, dayOf(confirmed), lang],
          ]),
        ),
      )
    }
    return 0
  },
})

export const mailboxesAdd = defineCommand({
  operands: '<owner>',
  options: {
    ...LEDGER,
    lang: {
      type: 'string',
      value: 'zh|en',
      words: { zh: '信的语言（默认 zh）', en: 'language (default zh)' },
    },
  },
  notes: SENT,
  async run({ values, positionals, terminal, json }) {
    const owner = oneOperand(
      positionals,
      '请给出一个部门或账户的编号。',
      'Give the id of one department or account.',
    )
    const { lang = 'zh' } = values
    if (lang !== 'zh' && lang !== 'en')
      throw new UsageError({ zh: '--lang 应为 zh 或 en。', en: '--lang is zh or en.' })
    // Others on the machine can read a command line.
    const email = (await terminal.read()).trim()
    if (email === '')
      throw new UsageError({ zh: '标准输入里没有邮箱地址。', en: 'There is no address on standard input.' })
    await withServices(values, terminal, ({ notices }) => notices.add(LOCAL_OPERATOR, { email, owner, lang }))
    if (values.json === true) json({ owner, asked: true })
    else terminal.out('已发确认信，对方确认后才会有提醒。Asked; reminders begin when it is confirmed.\n')
    return 0
  },
})

export const mailboxesRemove = defineCommand({
  operands: '<id>',
  options: LEDGER,
  async run({ values, positionals, terminal, json }) {
    const id = oneId(positionals)
    await withServices(values, terminal, ({ notices }) => notices.remove(LOCAL_OPERATOR, id))
    done(values.json === true, json, terminal, id)
    return 0
  },
})

export const mailboxesTest = defineCommand({
  operands: '<id>',
  options: LEDGER,
  notes: SENT,
  async run({ values, positionals, terminal, json }) {
    const id = oneId(positionals)
    await withServices(values, terminal, ({ notices }) => notices.trial(id))
    if (values.json === true) json({ id, posted: true })
    else terminal.out(`${id}：已放进发件箱。In the outbox.\n`)
    return 0
  },
})
