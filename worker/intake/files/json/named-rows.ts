/** Rows of JSON that are lists of cells, with the names of their columns elsewhere in the document. */
import type { Json } from '../../../ledger/canonical.ts'

type Fields = { [field: string]: Json }

const isObject = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCell = (value: Json): boolean => typeof value !== 'object' || value === null || !Array.isArray(value)

/** Members that hold the columns of a table. */
const COLUMNS = /^(?:columns?|fields|headers?|cols|columnNames|column_names)$/i
/** Members by which a column is called, the words for people first. */
const NAMES = ['name', 'title', 'label', 'text', 'id', 'fieldName', 'field', 'key'] as const
const DEEPEST = 5

function nameOf(column: Json): string | null {
  if (typeof column === 'string') return column.trim() === '' ? null : column
  if (!isObject(column)) return null
  const found = NAMES.map((name) => column[name]).find((one) => typeof one === 'string' && one.trim() !== '')
  return typeof found === 'string' ? found : null
}

/** Names of the columns in every list of columns of a document. */
function headersIn(value: Json, depth = 0): string[][] {
  if (!isObject(value) || depth > DEEPEST) return []
  return Object.entries(value).flatMap(([member, inner]) => {
    const names = COLUMNS.test(member) && Array.isArray(inner) ? inner.map((one) => nameOf(one)) : []
    const whole = names.filter((name) => name !== null)
    return whole.length > 1 && whole.length === names.length ? [whole] : headersIn(inner, depth + 1)
  })
}

/** Width of a list of rows of cells; null for any other list, and for rows that differ in width. */
function widthOf(list: readonly Json[]): number | null {
  const [first] = list
  if (!Array.isArray(first) || first.length < 2) return null
  const whole = list.every((row) => Array.isArray(row) && row.length === first.length && row.every(isCell))
  return whole ? first.length : null
}

/** Names that differ: the second of one name is `name 2`. */
const apart = (names: readonly string[]): string[] =>
  names.map((name, i) => {
    const nth = names.slice(0, i + 1).filter((one) => one === name).length
    return nth === 1 ? name : `${name} ${nth}`
  })

const rowsNamed = (rows: readonly Json[], names: readonly string[]): Json[] => {
  const own = apart(names)
  return rows.map((row) =>
    Array.isArray(row) ? Object.fromEntries(own.map((name, i) => [name, row[i] ?? null])) : row,
  )
}

/** A first row of texts alone, each another, is the header of the rows below. */
function headerAbove(list: readonly Json[]): string[] | null {
  const [first = null] = list
  if (list.length < 2 || !Array.isArray(first)) return null
  const texts = first.filter((cell) => typeof cell === 'string').map((text) => text.trim())
  const own = texts.length === first.length && new Set(texts).size === texts.length
  return own && texts.every((text) => /\p{L}/u.test(text)) ? texts : null
}

const FEWEST_COLUMNS = 2
const FEWEST_ROWS = 2
const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null

/** A document that holds its columns, each as a list of its cells, or as an object by the numbers of its rows. */
function rowsOfColumns(document: Json): Json[] | null {
  if (!isObject(document)) return null
  const columns = Object.entries(document)
  const cells = columns.map(([, column]) =>
    Array.isArray(column) ? column : isObject(column) && isNumbered(column) ? Object.values(column) : null,
  )
  const [first] = cells
  if (columns.length < FEWEST_COLUMNS || first == null || first.length < FEWEST_ROWS) return null
  const whole = cells.every((list) => list !== null && list.length === first.length && list.every(isScalar))
  if (!whole) return null
  return first.map((_, row) =>
    Object.fromEntries(columns.map(([name], i) => [name, cells[i]?.[row] ?? null])),
  )
}

/** True for an object whose names are 0, 1, 2 …: as numbers they stand in order. */
const isNumbered = (column: Fields): boolean => Object.keys(column).every((name, i) => name === String(i))

/**
 * The document with each table that is a list of lists of cells as a list of objects: by the columns that stand beside
 * it, or by its first row. What has neither stays as it is.
 */
export function withNamedRows(given: Json): Json {
  const document = rowsOfColumns(given) ?? given
  const headers = headersIn(document)
  const walk = (value: Json, depth: number): Json => {
    if (Array.isArray(value)) {
      const width = widthOf(value)
      if (width === null) return value
      const beside = headers.find((names) => names.length === width)
      if (beside !== undefined) return rowsNamed(value, beside)
      const above = headerAbove(value)
      return above === null ? value : rowsNamed(value.slice(1), above)
    }
    if (!isObject(value) || depth > DEEPEST) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, depth + 1)]))
  }
  return walk(document, 0)
}
