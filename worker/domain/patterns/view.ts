/** A pattern as plain data, the same for the API and the page. */
import type { Name } from '../kinds/title.ts'
import type { Words } from '../record/problem.ts'
import type { Period, Table } from './pattern.ts'
import type { FigureName, KeyName, PatternId } from './words.ts'

export interface PatternTable extends Omit<Table, 'keys' | 'figures'> {
  keys: KeyName[]
  figures: FigureName[]
  /** Number of rows, with those that are not shown. */
  total: number
  /** Number of rows that rest on fewer cases than the least, of which nothing is said. */
  few: number
}

export interface PatternView extends Period {
  pattern: PatternId
  /** The day and the ledger size of which it tells. */
  asOf: string
  department: string | null
  /** Rules that read the same, with the limits that hold. */
  rules: { id: string; name: Words; limits: { name: string; words: Words; unit: Words; value: number }[] }[]
  tables: PatternTable[]
  /** Departments that are named in it. */
  departments: { [id: string]: Name }
}
