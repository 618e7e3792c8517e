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
  name: 'mailboxes list',
  operands: '',
  summary: {
    zh: '列出各部门的提醒邮箱，不含地址',
    en: 'List the mailboxes for reminders, without addresses',
  },
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
  name: 'mailboxes add',
  operands: '<owner>',
  summary: {
    zh: '问一个邮箱是否愿意接收某部门或某账户的提醒；地址从标准输入读',
    en: 'Ask an address whether it wants the reminders of a department or account; read from standard input',
  },
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
  name: 'mailboxes remove',
  operands: '<id>',
  summary: { zh: '删除一个提醒邮箱', en: 'Remove a mailbox' },
  options: LEDGER,
  async run({ values, positionals, terminal, json }) {
    const id = oneId(positionals)
    await withServices(values, terminal, ({ notices }) => notices.remove(LOCAL_OPERATOR, id))
    done(values.json === true, json, terminal, id)
    return 0
  },
})

export const mailboxesTest = defineCommand({
  name: 'mailboxes test',
  operands: '<id>',
  summary: {
    zh: '向一个已确认的邮箱试发一封信',
    en: 'Send a confirmed mailbox a message that says nothing else',
  },
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
