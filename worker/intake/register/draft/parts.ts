/** Parts of a drafted record: its dates, amounts, steps and documents. */

import { isPeriod } from '../dates/read.ts'
import type { Value, ValueObject } from '../mapping.schema.ts'
import { marksOf } from '../numbers/number.ts'
import { partsInTurn, withoutUnit } from '../numbers/own-unit.ts'
import type { Picked } from './columns/choice.ts'
import type { Picks } from './columns/pick.ts'
import { areFiscal, type Column, columnsOf, isNothing } from './columns/profile-column.ts'
import type { Sample } from './sample/model.ts'
import type { DraftRecord } from './settle.ts'
import { currenciesIn, currencyOf, unitOf, unitStatedIn } from './words/money.ts'
import { settles, speaksFor, wordsOf } from './words/roles.ts'

export type Say = (zh: string, en: string) => void
type Values = Record<string, Value>

/** A date in the formats of its column; strict where the sample has nothing else. */
export function dateOf(column: Column, say: Say, notBefore: Column | null = null): ValueObject {
  const { name, formats, ambiguous, provenBy, values } = column
  say(`“${name}”按 ${formats.join('、')} 读作日期。`, `"${name}" is read as a date: ${formats.join(', ')}.`)
  if (ambiguous)
    say(
      `“${name}”的日和月无法区分先后，按先日后月读；请核对。`,
      `Day and month of "${name}" could be the other way round: the day is taken to be first. Make sure.`,
    )
  if (provenBy !== null)
    say(
      `“${name}”的日和月无法区分先后，按“${provenBy}”的次序读。`,
      `Day and month of "${name}" could be the other way round: they are read in the order that "${provenBy}" has.`,
    )
  tellCounted(column, say)
  tellPeriods(column, say)
  const instant = values.find((text) => AT_AN_HOUR.test(text.trim()))
  if (instant !== undefined)
    say(
      `“${name}”是带时差的时刻（如 ${instant.trim()}），日期按所印的取；若应按当地的日子，请写进 zone。`,
      `"${name}" holds instants with an offset (as ${instant.trim()}): their days are taken as printed; name the time zone as "zone" where the day there is meant.`,
    )
  const short = formats.some((format) => /(?<!y)yy$/.test(format))
  return {
    ...{ from: name, as: 'date', formats },
    ...(short && notBefore !== null ? { notBefore: notBefore.name } : {}),
    ...leftOut(column, say),
  }
}

/** An instant in UTC at another hour than midnight, which may be of the next day elsewhere. */
const AT_AN_HOUR = /\dT(?!00:00(?::00)?(?:\.0+)?Z)\d{2}:\d{2}\S*Z$/

/** Words on a count or a year of accounts, which say how it is read; and on months that may be such years. */
function tellCounted({ name, formats, values }: Column, say: Say): void {
  if (formats.some((format) => format.startsWith('epoch')))
    say(
      `“${name}”是从 1970 年起的${formats.includes('epoch') ? '秒' : '毫秒'}数，日期按协调世界时；若应按别的时区，请写进 zone。`,
      `"${name}" counts ${formats.includes('epoch') ? 'seconds' : 'milliseconds'} since 1970; its days are those of UTC: name another time zone as "zone".`,
    )
  if (formats.includes('fiscal'))
    say(
      `“${name}”是财政年度，如 2025-26：开始的日期取前一年，其他取后一年。`,
      `"${name}" holds fiscal years, such as 2025-26: of a beginning the first year is taken, of all else the last.`,
    )
  else if (formats.some((format) => /^yyyy[-/]mm$/.test(format)) && areFiscal(there(values)))
    say(
      `“${name}”里的每一个都可能是月份，也可能是财政年度：${there(values)[0]} 按月份读；若是财政年度，formats 请写 fiscal。`,
      `Each text of "${name}" could be a month or a fiscal year: ${there(values)[0]} is read as a month; if fiscal years are meant, declare "fiscal" as its format.`,
    )
}

/** Texts of a column of dates that stand for more than a day, a month or a year. */
const periodsIn = ({ values, formats }: Column): string[] =>
  formats.length === 0
    ? []
    : there(values).filter((text) => formats.some((one) => one.startsWith('fiscal')) || isPeriod(text))

function tellPeriods(column: Column, say: Say): void {
  const short = there(column.values).find((text) => /^(?:19|20)\d\d\.1$/.test(text))
  if (short !== undefined && column.formats.includes('yyyy.mm'))
    say(
      `“${column.name}”里的 ${short} 按 1 月读；电子表格会把 10 月的“0”去掉：请核对。`,
      `${short} in "${column.name}" is read as January; of October a spreadsheet drops the zero: make sure.`,
    )
  const [first] = periodsIn(column)
  if (first !== undefined && !column.formats.some((one) => one.startsWith('fiscal')))
    say(
      `“${column.name}”写的是一段时间（如 ${first}）：开始取其最早的月或日，其他取最晚的。`,
      `"${column.name}" names periods (as ${first}): of a beginning the first month or day of each is taken, of all else the last.`,
    )
}

/** A day that stands by itself, or nothing. */
const WHOLE_DAY = '^(?:\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4})?$'

/** The words of a due date that names a period, kept as they are printed. */
export function printedDue({ due }: Pick<Picks, 'due'>, say: Say): Values {
  if (due === null || periodsIn(due).length === 0) return {}
  say(
    `“${due.name}”所印的原文写在 remark 里。`,
    `What is printed in "${due.name}" is kept in "remark" as it stands.`,
  )
  const { name } = due
  return { remark: { template: `${name}: {${name}}`, when: [{ from: name, not: WHOLE_DAY }] } }
}

const there = (values: readonly string[]): string[] =>
  values.map((text) => text.trim()).filter((text) => text !== '' && !isNothing(text))

/**
 * Leave to leave out what cannot be read, which is told; empty for a column in which all can be read, so that
 * what cannot later is rejected.
 */
function leftOut({ name, odd }: Column, say: Say): { unreadable?: 'none' } {
  if (odd.length === 0) return {}
  const shown = odd
    .slice(0, 3)
    .map((text) => text.replace(/\s+/g, ' '))
    .map((text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text))
  say(
    `“${name}”有 ${odd.length} 种写法读不出，不取：${shown.join('、')}。`,
    `Texts in "${name}" that cannot be read are not taken (${odd.length}): ${shown.join(' | ')}.`,
  )
  return { unreadable: 'none' }
}

function tellRole(column: Picked | null, value: Value | null, say: Say, zh: string, en: string): void {
  if (column === null || value === null) return
  const { name, filled } = column
  say(`“${name}”（${filled} 行有内容）用作${zh}。`, `"${name}" (${filled} rows have it) is taken for ${en}.`)
}

export interface Dates {
  start: Value | null
  due: Value | null
  done: Value | null
  fields: Values
}

/**
 * Dates of a milestone: its start, its due date and its completion; where no date says so, the start and a
 * number of days.
 */
export function milestoneDates(picks: Picks, needed: boolean, say: Say): Dates {
  const { duration, delay, actualDuration, baseline } = picks
  const span = spanOf(picks)
  const start = picks.start ?? span
  const from = start === null ? null : dateOf(start, say)
  const days = (column: Picked): Value => ({ from: column.name, as: 'days' })
  const until = picks.due ?? (picks.done === null ? span : null)
  let due: Value | null = until === null ? null : dateOf(until, say, start)
  if (span !== null)
    say(
      `“${span.name}”从某日到某日：开始取前一个日期，期限取后一个。`,
      `"${span.name}" says from when until when: it begins on the first date and is due on the last.`,
    )
  let done: Value | null = picks.done === null ? null : dateOf(picks.done, say, start)
  if (due === null && from !== null && start !== null && duration !== null) {
    say(
      `没有期限：用“${start.name}”加“${duration.name}”的天数。`,
      `There is no due date: "${start.name}" and the days in "${duration.name}" give it.`,
    )
    due = { ...from, plus: days(duration) }
    if (done === null && actualDuration !== null) {
      const plus = [...(delay === null ? [] : [days(delay)]), days(actualDuration)]
      say(
        `完成的日期：“${start.name}”加${delay === null ? '' : `“${delay.name}”和`}“${actualDuration.name}”。`,
        `It was done on "${start.name}" and the days in ${delay === null ? '' : `"${delay.name}" and `}"${actualDuration.name}".`,
      )
      done = { ...from, plus }
    }
  }
  if (due === null && baseline !== null) due = dateOf(baseline, say, start)
  if (due === null && needed) {
    const any = picks.columns.find(
      ({ formats, name }) => formats.length > 0 && name !== start?.name && name !== picks.done?.name,
    )
    if (any !== undefined) due = dateOf(any, say, start)
  }
  tellRole(until, due, say, '期限（currentDue）', 'the day on which it is due (currentDue)')
  if (picks.due !== null && picks.done === null && speaksFor('done', picks.due.name) > 0)
    say(
      `“${picks.due.name}”是计划完成的日期，还是实际完成的日期？这里当作计划；若是实际完成的日期，请改写为 done。`,
      `Is "${picks.due.name}" the day on which it should be done, or the day on which it was? It is taken for the plan here; if it was done then, declare it as "done".`,
    )
  tellRole(
    picks.done,
    done,
    say,
    '实际完成的日期（done）：有日期的就记为已完成',
    'the day on which it was done (done): whatever has one is recorded as done',
  )
  tellRole(start, from, say, '开始的日期（startedAt）', 'the day on which it began (startedAt)')
  const first = picks.due === null || baseline === null ? null : dateOf(baseline, say, start)
  return {
    ...{ start: from, due, done },
    fields: {
      ...(from === null ? {} : { startedAt: from }),
      ...(first === null ? {} : { baselineDue: first }),
      ...(due === null ? {} : { currentDue: due }),
    },
  }
}

/** The column that says from when until when something is to be done; null where another says either of it. */
function spanOf({ start, due, duration, columns }: Picks): Picked | null {
  const spans = (one: Column | null): boolean => one?.formats.includes('span') === true
  if (start !== null && due !== null) return null
  if (start !== null) return spans(start) ? start : null
  if (due !== null) return spans(due) ? due : null
  if (duration !== null && spans(duration)) return duration
  const only = columns.filter(spans)
  const [one] = only
  return one === undefined || only.length > 1 ? null : { ...one, others: [] }
}

const BASELINE = [
  'budget',
  'baseline',
  'planned',
  'approved',
  'presupuesto',
  'original',
  'initial',
  '预算',
  '计划',
]
const ACTUAL = ['actual', 'spent', 'paid', 'ejecutado', 'real', '实际', '决算']

/**
 * True for amounts of which nothing proves whether 1.250 is a thousand and more or one and a quarter: they are asked for.
 * Of 1,250 it is told how it is read.
 */
function isOpenMark({ name, decimal, values }: Picked, all: Sample['columns'], say: Say): boolean {
  const texts = there(values)
  if (decimal === null || marksOf(texts).proven) return false
  const others = all.filter((one) => one.name !== name && one.values.some((text) => /\d[.,]\d/.test(text)))
  const proofs = new Set(
    others.flatMap((one) => {
      const marks = marksOf(there(one.values))
      return marks.proven && there(one.values).every((text) => !/^\d+\.\d+\.\d+$/.test(text))
        ? [marks.decimal]
        : []
    }),
  )
  const [open = ''] = texts.filter((text) => /\d[.,]\d{3}(?!\d)/.test(text))
  if (proofs.size === 1 && proofs.has(decimal)) return false
  if (!open.includes('.')) {
    say(
      `“${name}”的小数点无法确定（如 ${open}）：逗号当作千位分隔；请核对。`,
      `The decimal mark of "${name}" cannot be told (as ${open}): the comma is taken to part thousands. Make sure.`,
    )
    return false
  }
  say(
    `“${name}”的小数点无法确定（如 ${open}，可以是一千多，也可以是一点几）：没有取金额；请写 decimal 后补上。`,
    `The decimal mark of "${name}" cannot be told (${open} could be above a thousand or a little above one): no amount was taken of it; declare its "decimal".`,
  )
  return true
}

const OF_CURRENCY = /^(?:currency|币种|幣別|通貨|통화|währung|moneda|moeda|devise|valuta|валюта)$/iu
const lastOf = (path: string): string => path.split('.').at(-1) ?? path
const parentOf = (path: string): string => path.split('.').slice(0, -1).join('.')

/** Up to three columns of money as one amount: what was planned, what it is now, what it came to. */
export function amountsOf(
  columns: readonly Picked[],
  { above, columns: all }: Pick<Sample, 'above' | 'columns'>,
  say: Say,
): Values {
  const [main] = columns
  if (main === undefined) return {}
  const says = ({ name }: Column, list: readonly string[]): boolean =>
    wordsOf(name).some((word) => list.some((one) => (/[a-z]/.test(one) ? one === word : word.includes(one))))
  const slots: Values = {}
  const stated = unitStatedIn(above)
  const currency = [
    ...columns.map(({ name, values }) => currencyOf(name, values)),
    stated === null ? null : currencyOf(stated, []),
  ].find((one) => one !== null)
  for (const column of columns) {
    const { name, decimal } = column
    const wanted = says(column, ACTUAL)
      ? 'actual'
      : says(column, BASELINE) && columns.length > 1
        ? 'baseline'
        : 'current'
    if (slots[wanted] !== undefined || decimal === null) continue
    const own = unitOf(name)
    const times = own === 1 && stated !== null ? unitOf(stated) : own
    if (times !== own)
      say(
        `表头上方写着“${stated}”：金额按它计。请确认“${name}”也是。`,
        `Above the header stands "${stated}": amounts are counted so. Make sure that "${name}" is.`,
      )
    say(
      `“${name}”读作金额（${wanted}），小数点是“${decimal}”${times === 1 ? '' : `，乘以 ${times}`}。`,
      `"${name}" is read as money (${wanted}), its decimal mark is "${decimal}"${times === 1 ? '' : `, times ${times}`}.`,
    )
    const units = column.values.filter((text) => withoutUnit(text).times !== 1 || partsInTurn(text) !== null)
    if (units.length > 0)
      say(
        `“${name}”有 ${units.length} 处把单位写在单元格里（如 ${units[0]?.trim() ?? ''}）：各按自己的单位算。`,
        `In "${name}" ${units.length} cells have a unit of their own (as ${units[0]?.trim() ?? ''}): each is counted by its own.`,
      )
    if (isOpenMark(column, all, say)) continue
    slots[wanted] = {
      from: name,
      as: 'number',
      decimal,
      ...(times === 1 ? {} : { times }),
      ...leftOut(column, say),
    }
  }
  const beside = all.find(
    ({ name, values }) =>
      OF_CURRENCY.test(lastOf(name)) &&
      parentOf(name) === parentOf(main.name) &&
      values.every((text) => /^(?:[A-Z]{3})?$/.test(text.trim())),
  )
  const several = beside === undefined ? currenciesIn(main.values) : null
  if (several !== null)
    say(
      `“${main.name}”的单元格里有几种货币（${[...new Set(Object.values(several.codes))].join('、')}）：币种取自各自的单元格。`,
      `The cells of "${main.name}" name several currencies (${[...new Set(Object.values(several.codes))].join(', ')}): each is taken from its own cell.`,
    )
  if (currency === undefined && beside === undefined)
    say('没有写明币种，请补上 currency。', 'No currency is named: add it as "currency".')
  const named: Values =
    beside !== undefined
      ? { currency: beside.name }
      : several !== null
        ? { currency: { from: main.name, ...several } }
        : currency === undefined
          ? {}
          : { currency: { const: currency } }
  const kind: Values = { kind: { const: 'budget' }, ...named }
  return { amounts: { list: [{ ...kind, ...slots }] } }
}

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
