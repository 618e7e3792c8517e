/** Columns under which something stands and over which nothing does: nobody can name them, and they are told. */
import type { Words } from '../../../domain/record/problem.ts'
import { headerOf, type Layout } from '../../files/layout.ts'
import { columnLetters, type Sheet } from '../../files/sheet.ts'

const SHOWN = 5

/** Words on the columns without a header, with the number of their cells and one of them; null where there are none. */
export function headlessWords({ cells, merges }: Sheet, layout: Layout): Words | null {
  const header = headerOf(cells, merges, layout)
  const body = layout.header - 1 + layout.headerRows
  const found = new Map<number, { cells: number; first: string }>()
  for (const row of cells.slice(body))
    for (const [column, cell] of row.entries()) {
      if (cell.trim() === '' || (header[column] ?? '').trim() !== '') continue
      const known = found.get(column)
      if (known === undefined) found.set(column, { cells: 1, first: cell.trim() })
      else known.cells += 1
    }
  if (found.size === 0) return null
  const columns = [...found].sort(([a], [b]) => a - b)
  const more = columns.length > SHOWN ? ' …' : ''
  const said = (words: (letters: string, cells: number, first: string) => string): string =>
    columns
      .slice(0, SHOWN)
      .map(([column, one]) => words(columnLetters(column), one.cells, one.first.slice(0, 40)))
      .join('、')
  return {
    zh: `没有表头的列没有读：${said((letters, count, first) => `${letters}（${count} 格，如“${first}”）`)}${more}`,
    en: `columns without a header were not read: ${said((letters, count, first) => `${letters} (${count} cells, as "${first}")`).replaceAll('、', ', ')}${more}`,
  }
}
