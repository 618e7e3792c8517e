/** Webhooks of accounts from the machine itself: listed, made, tried, removed. */

import { refuse } from '../../../domain/record/guard.ts'
import type { Services } from '../../../services/services.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, withServices } from '../../shell/place.ts'
import { type Terminal, table } from '../../shell/terminal.ts'
import { UsageError } from '../../shell/usage.ts'

/** The one operand. @throws UsageError */
export function oneOperand(positionals: readonly string[], zh: string, en: string): string {
  const [one, ...more] = positionals
  if (one !== undefined && more.length === 0) return one
  throw new UsageError({ zh, en })
}

const oneId = (positionals: readonly string[]): string =>
  oneOperand(positionals, '请给出一个接收端的编号。', 'Name one endpoint id.')

/** The account of an endpoint. @throws Problem `not_found` */
async function accountOf({ webhooks }: Services, id: string): Promise<string> {
  const found = (await webhooks.all()).find((one) => one.id === id)
  if (found !== undefined) return found.account
  throw refuse('not_found', `没有接收端 ${id}。`, `There is no endpoint ${id}.`, 'id')
}

export const webhooksList = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const items = await withServices(values, terminal, ({ webhooks }) => webhooks.all())
    if (values.json === true) json(items)
    else
      terminal.out(
        table(
          ['编号 id', '账户 account', '状态 status', '在途 waiting', '范围 topic', '地址 url'],
          items.map(({ id, account, status, reason, waiting, topic, url }) => [
            ...[id, account, reason === null ? status : `${status} (${reason})`],
            ...[String(waiting), topic ?? '', url],
          ]),
        ),
      )
    return 0
  },
})

export const webhooksAdd = defineCommand({
  operands: '<url>',
  options: {
    ...LEDGER,
    account: {
      type: 'string',
      value: 'ACC',
      words: { zh: '哪个账户（必填）', en: 'of which account (required)' },
    },
    topic: {
      type: 'string',
      value: 'PATH',
      words: {
        zh: '只推送这里的账目，如 /departments/dep-water（默认全部）',
        en: 'entries of this alone, as /departments/dep-water (default: all)',
      },
    },
  },
  async run({ values, positionals, terminal, json }) {
    const url = oneOperand(positionals, '请给出一个网址。', 'Give one address.')
    const { account, topic } = values
    if (account === undefined) throw new UsageError({ zh: '请给出 --account。', en: 'Give --account.' })
    const { endpoint, secret } = await withServices(values, terminal, async ({ accounts, webhooks, log }) => {
      await accounts.requireAccount(account)
      return webhooks.create(account, { url, topic }, log.origin.split('/')[0] ?? null)
    })
    if (values.json === true) json({ endpoint, secret })
    else {
      terminal.out(`${secret}\n`)
      terminal.err(toldOf(endpoint.id, endpoint.status))
    }
    return 0
  },
})

/** The secret goes to standard output alone. */
function toldOf(id: string, status: string): string {
  const zh = status === 'on' ? '已启用' : '还没有返回 challenge，改好后用 webhooks test 再试'
  const en = status === 'on' ? 'is on' : 'has not said the challenge back: mend it, and run webhooks test'
  return `${id}：${zh}。${id} ${en}.\n`
}

export const webhooksRemove = defineCommand({
  operands: '<id>',
  options: LEDGER,
  async run({ values, positionals, terminal, json }) {
    const id = oneId(positionals)
    await withServices(values, terminal, async (services) =>
      services.webhooks.remove(await accountOf(services, id), id),
    )
    done(values.json === true, json, terminal, id)
    return 0
  },
})

export const webhooksTest = defineCommand({
  operands: '<id>',
  options: LEDGER,
  async run({ values, positionals, terminal, json }) {
    const id = oneId(positionals)
    const { status, why } = await withServices(values, terminal, async (services) => {
      const account = await accountOf(services, id)
      const { webhooks } = services
      const [found] = (await webhooks.list(account)).filter((one) => one.id === id)
      if (found?.status !== 'on') await webhooks.verify(account, id)
      return webhooks.test(account, id)
    })
    const isTaken = status >= 200 && status < 300
    if (values.json === true) json({ id, status, why })
    else terminal.out(`${id}：${status === 0 ? why : `HTTP ${status}`}\n`)
    return isTaken ? 0 : 1
  },
})

/** Says that something is gone. */
export function done(asJson: boolean, json: (value: unknown) => void, terminal: Terminal, id: string): void {
  if (asJson) json({ id, removed: true })
  else terminal.out(`${id}：已删除。Removed.\n`)
}
