/** Rows of a delivery before they become records: sheets that are none of its own, and tables that stand beside. */

import { addAll } from '../../../domain/record/list/long.ts'
import type { Json } from '../../../ledger/canonical.ts'
import type { Rejection } from '../../list/rejection.ts'
import { absentBeside, type Group, isForeign } from '../declared.ts'
import type { RegisterMapping } from '../mapping.schema.ts'
import { isObject, type Row, textAt } from '../scope.ts'
import type { PlacedRow, Tables } from '../tables.ts'
import { aboutOf, type OrdinalRow, type RegisterDelivery, whereOf } from './delivery.ts'

/** Enters what the mapping names and a delivery lacks: with any of it nothing may be entered. */
export function lacks(delivery: RegisterDelivery, found: readonly Rejection[]): void {
  addAll(delivery.rejected, found)
  delivery.lacking ||= found.length > 0
}

/** Rows with the same columns: of one sheet each; of JSON all rows of the delivery, as each has its own. */
export function groupsOf(rows: readonly PlacedRow[], { input, records }: RegisterMapping): Group[] {
  const byFile = records.some(({ when }) => when.some(({ from }) => from === '@file'))
  const groups = new Map<string, { file: string; sheet: string; rows: Row[] }>()
  for (const { file, sheet, row } of rows) {
    const name = input.format === 'json' && !byFile ? '' : `${file}\n${sheet}`
    const group = groups.get(name) ?? { file, sheet, rows: [] }
    group.rows.push(row)
    groups.set(name, group)
  }
  return [...groups.values()]
}

/** Sheets beside others of a workbook in which nothing is that the mapping names are passed over, and told. */
export function withoutForeign(
  rows: readonly OrdinalRow[],
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
): readonly OrdinalRow[] {
  const groups = groupsOf(rows, mapping)
  const foreign = groups.filter((group) => isForeign(group, mapping))
  const isLeft = ({ file, sheet }: { file: string; sheet: string }): boolean =>
    foreign.some((one) => one.file === file && one.sheet === sheet) &&
    groups.some((one) => one.file === file && !foreign.includes(one))
  if (!foreign.some(isLeft)) return rows
  const reason = {
    zh: '所在的表没有映射写明的任何一列',
    en: 'its sheet has none of the columns that the mapping names',
  }
  for (const row of rows.filter(isLeft))
    delivery.passed.push({ ...whereOf(row), ordinal: row.ordinal, reason })
  return rows.filter((row) => !isLeft(row))
}

/** A row in which every item of a list inside of it is another; a path goes through all lists on its way. */
function withItems(row: Row, [part = '', ...rest]: readonly string[], change: (item: Row) => Row): Row {
  const inside = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(inside)
    if (!isObject(value)) return value
    return rest.length === 0 ? change(value) : withItems(value, rest, change)
  }
  const names = part === '*' ? Object.keys(row) : Object.hasOwn(row, part) ? [part] : []
  return { ...row, ...Object.fromEntries(names.map((name) => [name, inside(row[name] ?? null)])) }
}

/** The rows with those of tables beside them. A lookup of which no row finds anything is one that fails. */
export function joinAll(
  rows: readonly OrdinalRow[],
  tables: Tables,
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
): readonly OrdinalRow[] {
  if (mapping.join.length === 0) return rows
  const empty = new Set(mapping.empty)
  const tried = mapping.join.map(() => ({ asked: 0, found: 0, missed: new Set<string>() }))
  const joined = rows.map((placed): OrdinalRow => {
    let row: Row = placed.row
    const about = aboutOf(placed, delivery)
    for (const [i, { as, table, on, each }] of mapping.join.entries()) {
      const lookUp = (at: Row): Row => {
        const wanted = textAt({ empty }, { row: at, around: null, about }, on)
        const found = tables.get(table)?.get(wanted)
        const count = tried[i]
        if (count !== undefined && wanted !== '') {
          count.asked += 1
          if (found === undefined) count.missed.add(wanted)
          else count.found += 1
        }
        return { ...at, [as]: found ?? {} }
      }
      row = each === undefined ? lookUp(row) : withItems(row, each.split('.'), lookUp)
    }
    return { ...placed, row }
  })
  const [file = ''] = delivery.files
  for (const [i, { table, on }] of mapping.join.entries()) {
    const { asked = 0, found = 0, missed = new Set<string>() } = tried[i] ?? {}
    const shown = [...missed].slice(0, 5)
    if (asked > 0 && found === 0 && !mapping.input.optional.includes(on))
      lacks(delivery, [noLookup(file, table, on, shown)])
    else if (missed.size > 0)
      delivery.notes.push({
        ...{ file, sheet: '', row: null },
        words: {
          zh: `“${on}”有 ${missed.size} 个值在表“${table}”里查不到：${shown.join('、')}`,
          en: `${missed.size} values of "${on}" are not in the table "${table}": ${shown.join(', ')}`,
        },
      })
  }
  const sample = joined.map(({ row }) => row)
  lacks(delivery, absentBeside({ file, sheet: '', rows: sample }, mapping))
  return joined
}

function noLookup(file: string, table: string, on: string, shown: readonly string[]): Rejection {
  return {
    ...{ file, sheet: '', row: 0, column: on, field: null, value: shown.join(', ') },
    reason: {
      zh: `“${on}”没有一个值能在表“${table}”里查到`,
      en: `not one value of "${on}" is found in the table "${table}"`,
    },
    expected: {
      zh: '应与该表 key 列的值相同',
      en: 'expected values as in the key of that table',
    },
  }
}
