/** Amounts of a drafted record. */
import { marksOf } from '../../numbers/number.ts'
import { partsInTurn, withoutUnit } from '../../numbers/own-unit.ts'
import type { Picked } from '../columns/choice.ts'
import type { Column } from '../columns/profile-column.ts'
import type { Sample } from '../sample/model.ts'
import { currenciesIn, currencyOf, unitOf, unitStatedIn } from '../words/money.ts'
import { wordsOf } from '../words/roles.ts'
import { leftOut, type Say, there, type Values } from './say.ts'

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
