import type { Words } from '../../domain/record/problem.ts'

export interface Place {
  file: string
  sheet: string
  row: number
}

/** An item that cannot, and what would be right. */
export interface Rejection extends Place {
  /** Letters of the column; null when it is about the row, the sheet or the file. */
  column: string | null
  field: string | null
  value: string
  reason: Words
  expected: Words
}

export interface Note extends Omit<Place, 'row'> {
  row: number | null
  words: Words
}
