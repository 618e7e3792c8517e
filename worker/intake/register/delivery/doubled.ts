/** Columns of one header: each has a name of its own, none stands for another, and they are told. */
import type { Words } from '../../../domain/record/problem.ts'
import { headerOf, type Layout, ownName } from '../../files/layout.ts'
import { columnLetters, type Sheet } from '../../files/sheet.ts'

const SHOWN = 5

/** The name of each column: its header, with a number behind it for the second and later ones of that header. */
export function namesApart(header: readonly string[]): string[] {
  const own = header.map(ownName)
  const given = new Set(own)
  const met = new Map<string, number>()
  return own.map((name) => {
    if (name === '') return name
    let nth = (met.get(name) ?? 0) + 1
    if (nth > 1) while (given.has(`${name} ${nth}`)) nth += 1
    met.set(name, nth)
    if (nth === 1) return name
    given.add(`${name} ${nth}`)
    return `${name} ${nth}`
  })
}

/** Words on the headers that stand over several columns of a sheet which hold something; null where there are none. */
export function doubledWords({ cells, merges }: Sheet, layout: Layout): Words | null {
  const header = headerOf(cells, merges, layout)
  const names = namesApart(header)
  const rows = cells.slice(layout.header - 1 + layout.headerRows)
  const later = names.flatMap((name, column) =>
    name !== ownName(header[column] ?? '') && rows.some((row) => (row[column] ?? '').trim() !== '')
      ? [{ name, column }]
      : [],
  )
  if (later.length === 0) return null
  const more = later.length > SHOWN ? ' …' : ''
  const shown = later.slice(0, SHOWN)
  return {
    zh: `表头相同的列分开读，第一列用原名：${shown.map(({ name, column }) => `${columnLetters(column)} 列叫“${name}”`).join('、')}${more}；请确认映射指的是哪一列`,
    en: `columns of one header are read apart, the first under its own name: ${shown.map(({ name, column }) => `column ${columnLetters(column)} is "${name}"`).join(', ')}${more}; make sure which of them the mapping means`,
  }
}
