/** The column that is the title of a record, and what stands for it where it is empty. */
import { settles } from '../words/roles.ts'
import type { Choose, Picked } from './choice.ts'
import { type Column, isNothing, isText } from './profile-column.ts'

/** Shorter texts are no titles; two Han characters may be one. */
const isSaying = ({ length, values }: Column): boolean =>
  length >= 3 || (length >= 2 && values.some((text) => /[\p{Script=Han}\p{Script=Hangul}]{2}/u.test(text)))

/** Share of rows in which a title stands that is taken for one that most lack. */
const FULL = 0.9

/** The title: by its header, unless most rows lack it and something else is said in all; else the longest text. */
export function titleOf(columns: readonly Column[], used: Set<string>, choose: Choose): Picked | null {
  const named = choose(
    'title',
    (one) => isText(one) && one.distinct > one.filled / 2 && !one.days && isSaying(one),
    (one) => 2 * (one.foldedDistinct / one.filled) - (one.length > 200 ? 1.5 : 0),
  )
  // A title that most rows lack would lose them: what all of them say is one as well.
  const fuller =
    named !== null && named.filled < named.rows / 2
      ? longest(
          columns.filter(({ filled, rows }) => filled >= rows * FULL),
          used,
        )
      : null
  if (named !== null && fuller !== null) used.delete(named.name)
  return (
    fuller ??
    named ??
    choose('title', isRepeated, ({ foldedDistinct }) => foldedDistinct) ??
    longest(columns, used)
  )
}

/** Part of the rows that must have a title of their own where its header says that it is one. */
const OWN = 5

/** True for a title that comes again, as of a contract with its revisions: its header says what it is. */
const isRepeated = (one: Column): boolean =>
  settles('title', one.name) &&
  // What an object beside the record is called is no title of the record.
  !one.name.includes('.') &&
  isText(one) &&
  one.distinct > one.filled / OWN &&
  one.filled >= one.rows * FULL &&
  !one.days &&
  isSaying(one)

/** The column that says something in all rows, where the title does not: without it those rows would be lost. */
export function insteadOf(title: Column, columns: readonly Column[], used: ReadonlySet<string>): Column[] {
  const lacks = (row: number): boolean =>
    isNothing(title.values[row] ?? '') || title.values[row]?.trim() === ''
  const lacking = [...title.values.keys()].filter(lacks)
  if (lacking.length === 0) return []
  const says = ({ values }: Column, row: number): boolean => {
    const text = (values[row] ?? '').trim()
    return text !== '' && !isNothing(text)
  }
  const isOther = ({ name }: Column): boolean =>
    (['key', 'department', 'status', 'area'] as const).some((role) => settles(role, name))
  const found = columns
    .filter((one) => !used.has(one.name) && one.values.length === title.values.length)
    .filter((one) => isText(one) && isSaying(one) && !isOther(one) && one.filled >= one.rows * FULL)
    .filter((one) => one.distinct > one.filled / 2)
    .map((column) => ({ column, rows: lacking.filter((row) => says(column, row)).length }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows)[0]
  return found === undefined ? [] : [found.column]
}

function longest(columns: readonly Column[], used: Set<string>): Picked | null {
  // Whose it is, how it stands and its number are told elsewhere.
  const isOther = ({ name }: Column): boolean =>
    (['department', 'status', 'key'] as const).some((role) => settles(role, name))
  const weight = ({ filled, length }: Column): number => filled * Math.min(length, 120)
  const found = columns
    .filter((one) => !used.has(one.name) && one.filled > 0 && isText(one) && one.distinct > one.filled / 2)
    .filter((one) => !isOther(one))
    .sort((a, b) => weight(b) - weight(a))[0]
  if (found === undefined) return null
  used.add(found.name)
  return { ...found, others: [] }
}
