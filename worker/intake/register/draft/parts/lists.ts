/** Lists inside of a drafted record: its steps and its documents. */
import { type Column, columnsOf } from '../columns/profile-column.ts'
import type { Sample } from '../sample/model.ts'
import type { DraftRecord } from '../settle.ts'
import { settles, speaksFor } from '../words/roles.ts'
import { dateOf } from './dates.ts'
import type { Say, Values } from './say.ts'

const plain = ({ formats, decimal, filled, rows, link }: Column): boolean =>
  formats.length === 0 && decimal === null && !link && filled > rows / 2

/** Whoever pays, sells or buys: their names say nothing of what happened. */
const OF_PARTY = /(?:^|\.)(?:payer|payee|buyer|seller|supplier|vendor|person|contact|organi[sz]ation)\./i

/** Lists of payments, which are no steps of a procedure. */
const OF_MONEY = /(?:^|\.)(?:transactions?|payments?|invoices?|purchase_?orders?|支付|付款)$/i

/** A list inside of a record whose items have a date of their own becomes its steps. */
export function stepsOf({ lists }: Sample, say: Say, taken: string | null): Pick<DraftRecord, 'steps'> {
  for (const list of lists
    .filter(({ path }) => path !== taken && !OF_MONEY.test(path))
    .sort((a, b) => b.items.length - a.items.length)) {
    const columns = columnsOf(list)
    const on = columns.find(
      ({ formats, filled, rows, name }) =>
        formats.length > 0 &&
        filled > rows / 2 &&
        !/modif|updat|修改/i.test(name) &&
        // What is still to be done is no step that was taken.
        (speaksFor('due', name) <= 0 || speaksFor('done', name) > 0),
    )
    const what = columns
      .filter(
        (one) =>
          plain(one) &&
          !settles('department', one.name) &&
          !OF_PARTY.test(one.name) &&
          /action|title|name|event|type|stage|status|动作|事项|环节|步骤/i.test(one.name),
      )
      .sort(
        (a, b) =>
          Number(/action|event|动作|环节|步骤/i.test(b.name)) -
          Number(/action|event|动作|环节|步骤/i.test(a.name)),
      )[0]
    if (on === undefined || what === undefined || columns.some(({ link }) => link)) continue
    const id = columns.find(({ distinct, rows, name }) => distinct === rows && /(?:^|_)id$|编号/i.test(name))
    const organ = columns.find((one) => one !== what && plain(one) && speaksFor('department', one.name) > 0)
    const words = what.words.length === 0 ? '' : `: ${what.words.join(', ')}`
    say(
      `列表“${list.path}”的每一项有日期“${on.name}”，作为程序步骤；请按“${what.name}”的词给步骤定类型${words}。`,
      `Each item of the list "${list.path}" has a date, "${on.name}": they become steps; give them types by the words of "${what.name}"${words}.`,
    )
    return {
      steps: {
        each: list.path,
        item: {
          ...(id === undefined ? {} : { id: id.name }),
          type: { const: 'other' },
          title: what.name,
          concludedAt: dateOf(on, say),
          ...(organ === undefined ? {} : { organ: organ.name }),
        },
      },
    }
  }
  return {}
}

/** A list inside of a record whose items have an address becomes its documents. */
export function documentsOf({ lists }: Sample, say: Say): Values {
  for (const list of lists) {
    const columns = columnsOf(list)
    const link = columns.find(({ link: is }) => is)
    const title = columns.find((one) => plain(one) && speaksFor('title', one.name) > 0)
    if (link === undefined || title === undefined) continue
    say(
      `列表“${list.path}”的每一项有网址“${link.name}”，作为文件。`,
      `Each item of the list "${list.path}" has an address, "${link.name}": they become documents.`,
    )
    const id = columns.find(({ distinct, rows, name }) => distinct === rows && /(?:^|_)id$/i.test(name))
    return {
      documents: {
        each: list.path,
        item: {
          ...(id === undefined ? {} : { id: id.name }),
          title: title.name,
          url: link.name,
        },
      },
    }
  }
  return {}
}
