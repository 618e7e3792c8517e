/** The decimal mark of a column, where the mapping does not say it: decided by all of its values together. */
import type { Words } from '../../../domain/record/problem.ts'
import { type Row, textAt } from '../scope.ts'
import { type DecimalMark, marksOf } from './number.ts'

export interface ColumnMarks {
  /** The decimal mark of a column, and what there is to tell of it: the same object each time. */
  of(path: string): { decimal: DecimalMark; told: Words | null }
}

/** @param rows of one file, as they are read */
export function columnMarks(rows: readonly { row: Row }[], empty: ReadonlySet<string>): ColumnMarks {
  const known = new Map<string, { decimal: DecimalMark; told: Words | null }>()
  return {
    of(path) {
      const before = known.get(path)
      if (before !== undefined) return before
      const texts = rows.map(({ row }) => textAt({ empty }, { row, around: null, about: {} }, path))
      const { decimal, proven } = marksOf(texts)
      const found = { decimal, told: proven ? null : openMark(path, decimal) }
      known.set(path, found)
      return found
    },
  }
}

const openMark = (path: string, decimal: DecimalMark): Words => ({
  zh: `“${path}”的小数点可以是“.”，也可以是“,”，按“${decimal}”读；请在映射中写明 decimal`,
  en: `the decimal mark of "${path}" could be "." or ",": "${decimal}" is taken; declare it as "decimal"`,
})
