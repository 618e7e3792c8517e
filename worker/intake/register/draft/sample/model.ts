/** Samples as columns: what a draft looks at. */
import type { Words } from '../../../../domain/record/problem.ts'
import type { Json } from '../../../../ledger/canonical.ts'
import { folded } from '../../fold.ts'

export type Fields = { [field: string]: Json }

export interface Sampled {
  name: string
  /** Texts in the order of the rows; of rows of other files nothing. */
  values: string[]
  /** Numbers of the files that have it. */
  files: Set<number>
  headers: string[]
  /** Place among several columns of that name. */
  nth: number
}

/** A list inside of the records of a document, and the lists inside of that: `contracts.milestones`. */
export interface InnerList {
  path: string
  items: Fields[]
}

/** A list beside the records: of the same document, or of another file. */
export interface SideList extends InnerList {
  /** Name of the other file; null for the same. */
  file: string | null
}

/** Headings of rows, and what they are taken for. */
export interface Sections {
  /** Name of the column. */
  name: string
  organs: boolean
  texts: string[]
  /** Rows that belong to one. */
  rows: number
}

export interface Sample {
  format: 'table' | 'json'
  /** None where each file is found to be in its own. */
  encodings: string[]
  /** Only where it is not found by itself. */
  delimiter: string | null
  header: number
  headerRows: number
  /** Columns whose merged cells, or cells left blank, stand for the rows below. */
  fill: string[]
  /** Of `fill` those without any merged cell: they are blank under what they seem to repeat. */
  blank: string[]
  /** Column of the headings that stand in rows of their own, above the rows that belong to them. */
  sections: Sections | null
  /** Rows that stand alone above others and cannot be told to be headings. */
  alone: string[]
  /** Headers stand in the first column. */
  turned: boolean
  /** Name of the sheet that holds the records, and of those that do not; null where all do. */
  sheet: { name: string; others: string[] } | null
  /** Names of the sheets that are read. */
  sheets: string[]
  /** Names of sheets that are hidden and hold something. */
  hidden: string[]
  /** Words on the rows and columns that a sheet hides, and on what a file says that it does not hold. */
  unseen: { sheet: string; words: Words }[]
  /** Lines of text above the header. */
  above: string[]
  each: string | null
  /** List inside of the rows whose items are the records, as the tasks of each department; null where the rows are. */
  within: string | null
  /** Column that names the organ around the records; null where it is to be found among the others. */
  organ: string | null
  /** Names of the files that hold the records, where others hold something else; null where all do. */
  holding: string[] | null
  /** The file of each row. */
  rows: number[]
  columns: Sampled[]
  lists: InnerList[]
  /** Other lists of the document, in which a record may be looked up. */
  side: SideList[]
}

/** A sample of which nothing is known but its format and its encodings. */
export function emptySample(format: Sample['format'], encodings: string[]): Sample {
  return {
    ...{ format, encodings, delimiter: null, header: 1, headerRows: 1, fill: [], blank: [], turned: false },
    ...{ sections: null, alone: [] },
    ...{
      sheet: null,
      sheets: [],
      hidden: [],
      unseen: [],
      above: [],
      each: null,
      within: null,
      organ: null,
      holding: null,
      rows: [],
      columns: [],
      lists: [],
      side: [],
    },
  }
}

/** The column of a header, made when it is new; `nth` of several that fold to one, under the name that tells it apart. */
export function columnOf(sample: Sample, own: string, nth: number, name: string): Sampled {
  const known = sample.columns.find((one) => one.nth === nth && folded(one.headers[0] ?? '') === folded(own))
  if (known !== undefined) {
    if (!known.headers.includes(own)) known.headers.push(own)
    return known
  }
  return made(sample, name, own, nth)
}

/** The column of a path of a document, made when it is new. */
export function columnAt(sample: Sample, path: string): Sampled {
  return sample.columns.find(({ name }) => name === path) ?? made(sample, path, path, 1)
}

function made(sample: Sample, name: string, header: string, nth: number): Sampled {
  const column = { name, values: [], files: new Set<number>(), headers: [header], nth }
  sample.columns.push(column)
  return column
}

/** Puts a text of a row and file into a column. */
export function put(column: Sampled, row: number, file: number, text: string): void {
  while (column.values.length < row) column.values.push('')
  column.values[row] = text
  column.files.add(file)
}

/** Every scalar of an object as text, by its path; lists are left out. */
export function textsIn(item: Fields, path = ''): [string, string][] {
  return Object.entries(item).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== 'object' || value === null)
      return [[`${path}${name}`, value === null ? '' : String(value).trim()]]
    return Array.isArray(value) ? [] : textsIn(value, `${path}${name}.`)
  })
}
