/** Annotations of this ledger in other ones, from the machine itself: listed, handed in, asked for again. */

import { annotationKinds } from '../../../domain/kinds/annotation/vocabulary.ts'
import { mentionEndings, mentionStatuses } from '../../../domain/kinds/mention/vocabulary.ts'
import { many } from '../../../domain/text/many.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, withServices } from '../../shell/place.ts'
import { table } from '../../shell/terminal.ts'
import { UsageError } from '../../shell/usage.ts'

const NOTES = [
  {
    zh: '认得的账本写在数据目录的 known-ledgers 文件里（或 KNOWN_LEDGERS）：每行 log 验证密钥 网址，末行 quorum none。',
    en: 'The ledgers that are known stand in the file known-ledgers of the data folder (or in KNOWN_LEDGERS): lines log <verifier key> <address>, the last quorum none.',
  },
]

export const mentionsList = defineCommand({
  operands: '',
  options: LEDGER,
  notes: NOTES,
  async run({ values, terminal, json }) {
    const { items, ledgers } = await withServices(values, terminal, async ({ mentions }) => ({
      items: await mentions.all(),
      ledgers: mentions.ledgers,
    }))
    if (values.json === true) json({ items, ledgers })
    else {
      for (const { name, url } of ledgers) terminal.err(`${name} ${url}\n`)
      terminal.out(
        table(
          ['编号 id', '状态 status', '用意 purpose', '记录 record', '账目 entry', '网址 address'],
          items.map(({ id, status, why, annotationKind, subject, target, address }) => [
            id,
            why === null ? mentionStatuses[status].zh : mentionEndings[why].zh,
            annotationKinds[annotationKind].zh,
            subject ?? '',
            String(target),
            address ?? '',
          ]),
        ),
      )
    }
    return 0
  },
})

export const mentionsAdd = defineCommand({
  operands: '<address>',
  options: LEDGER,
  notes: NOTES,
  async run({ values, positionals, terminal, json }) {
    const [address, ...more] = positionals
    if (address === undefined || more.length > 0)
      throw new UsageError({ zh: '请给出一条批注的网址。', en: 'Give the address of one annotation.' })
    const done = await withServices(values, terminal, ({ mentions }) => mentions.handIn(address))
    if (values.json === true) json(done)
    else {
      const { id, status, why } = done
      terminal.out(`${id}：${why === null ? mentionStatuses[status].zh : mentionEndings[why].zh}\n`)
    }
    return 0
  },
})

export const mentionsCheck = defineCommand({
  operands: '',
  options: LEDGER,
  async run({ values, terminal, json }) {
    const entries = await withServices(values, terminal, ({ mentions }) => mentions.recheck())
    if (values.json === true) json({ entries })
    else
      terminal.out(
        `已再核对，记入账目 ${entries} 条。Checked again; ${many(entries, 'entry was', 'entries were')} made.\n`,
      )
    return 0
  },
})
