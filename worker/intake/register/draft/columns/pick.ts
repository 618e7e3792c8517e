/** Roles of columns: chosen by the words of their headers and by the look of their values. */

import { readDate } from '../../dates/read.ts'
import type { Sample, Sampled } from '../sample/model.ts'
import { type Role, settles, speaksFor, wordsOf } from '../words/roles.ts'
import type { Picked, Scope } from './choice.ts'
import { settleOrder } from './date-order.ts'
import { type Identity, identityOf } from './identity.ts'
import { type Column, isText, profileColumn } from './profile-column.ts'
import { insteadOf, titleOf } from './title.ts'

export interface Picks {
  columns: Column[]
  title: Picked | null
  /** Columns that say what a row is of where its title is empty. */
  titleElse: Column[]
  identity: Identity
  department: Picked | null
  status: Picked | null
  start: Picked | null
  baseline: Picked | null
  due: Picked | null
  done: Picked | null
  duration: Picked | null
  delay: Picked | null
  actualDuration: Picked | null
  amounts: Picked[]
  progress: Picked | null
  area: Picked | null
  summary: Picked | null
}

const isDate = ({ formats }: Column): boolean => formats.length > 0
const isNumber = ({ decimal, days }: Column): boolean => decimal !== null && !days
const FIRST_PROMISE = /^(?:baseline|initial|original|inicial|first|ursprunglich|原)/u
const DECIDED = [
  'enactment',
  'enacted',
  'adopted',
  'signed',
  'agenda',
  'modified',
  'updated',
  'published',
  'passed',
]

/** In so short a sample each row may be of another department. */
const SHORT = 12

/** Several organs in one cell, which is a department of neither. */
const SEVERAL = /[、;；\n]|[，,].*[，,]/u
/** Of two columns of departments the one of whoever leads. */
const LEADS = /牵头|牽頭|主办|主辦|主管|\blead|federführ|capofila|líder|chef de file/iu

/** A place on the map is no name of a place. */
const ON_MAP = /^(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*\(|\(?-?\d+\.\d+\s*,\s*-?\d+\.\d+\)?$)/i

/** A year beyond it stands for no date. */
const LAST_YEAR = 2200

/** @param known the day on which the samples were known: nothing was done after it */
export function pick(sample: Sample, known: string): Picks {
  const columns = settleOrder(sample.columns.map((one) => profileColumn(one.name, ...valuesOf(sample, one))))
  const fileOf = new Map(sample.columns.map(({ name, files }) => [name, files]))
  const files = new Set(sample.rows)
  // What stands around the records is of their organ, and of none of them.
  const used = new Set(columns.map(({ name }) => name).filter((name) => isAround(name, sample)))
  /** The best column for a role, and for files that lack it the best of theirs. */
  const choose = (
    role: Role,
    fits: (column: Column) => boolean,
    bonus: (column: Column) => number = () => 0,
    scope: Scope = 'any',
  ): Picked | null => {
    const fitting = columns
      .filter((one) => !used.has(one.name) && one.filled > 0 && speaksFor(role, one.name) > 0 && fits(one))
      .map((column) => ({
        column,
        score:
          speaksFor(role, column.name) +
          3 * (column.filled / column.rows) +
          (fileOf.get(column.name)?.size ?? 0) / files.size +
          bonus(column),
      }))
      .sort((a, b) => b.score - a.score)
      .map(({ column }) => column)
    const [best, ...rest] = fitting
    if (best === undefined) return null
    const covered = new Set(fileOf.get(best.name))
    const others = rest.filter(({ name }) => {
      const own = [...(fileOf.get(name) ?? [])]
      if (scope === 'one' || own.length === 0 || own.some((file) => covered.has(file))) return false
      for (const file of own) covered.add(file)
      return true
    })
    if (scope === 'all' && sample.format === 'table' && covered.size < files.size) return null
    for (const { name } of [best, ...others]) used.add(name)
    return { ...merged(best, others), others }
  }
  const decided = ({ name }: Column): boolean => wordsOf(name).some((word) => DECIDED.includes(word))
  const baseline = choose(
    'due',
    (one) => isDate(one) && !decided(one) && FIRST_PROMISE.test(withoutDate(one.name)),
  )
  // What is due comes first: "End" and "Completion" are taken for a plan unless another column is one.
  const due = choose(
    'due',
    (one) => isDate(one) && !decided(one),
    ({ name }) => (speaksFor('done', name) > 0 ? -1 : 0),
  )
  const done = choose(
    'done',
    (one) =>
      isDate(one) &&
      !decided(one) &&
      (settles('done', one.name) || isBeside(one, due)) &&
      !isLater(one, known),
  )
  const start = choose('start', (one) => isDate(one) && !decided(one))
  const title = titleOf(columns, used, choose)
  const instead = title === null ? [] : insteadOf(title, columns, used)
  const identity = identityOf(sample, columns, title, choose)
  const titleElse = title === null ? [] : withNumber(title, instead, identity.column)
  const organ = columns.find(({ name }) => name === sample.organ)
  const department =
    organ !== undefined
      ? { ...organ, others: [] }
      : choose(
          'department',
          (one) =>
            isText(one) &&
            one.longest <= 500 &&
            speaksFor('department', one.name) > speaksFor('status', one.name) &&
            (one.distinct < Math.max(3, one.filled * 0.8) ||
              (one.filled < SHORT && settles('department', one.name))),
          (one) =>
            2 * (1 - one.distinct / one.filled) +
            (LEADS.test(one.name) ? 1 : 0) -
            2 * (one.values.filter((text) => SEVERAL.test(text)).length / one.rows),
        )
  const status = choose(
    'status',
    (one) => isText(one) && one.longest <= 200 && one.distinct < Math.max(4, one.filled / 2),
  )
  const progress = choose(
    'progress',
    (one) => isNumber(one),
    (one) => (one.percent ? 1 : 0),
  )
  const planned = due !== null ? null : choose('duration', (one) => one.days)
  const spans = (words: readonly string[]): Picked | null => {
    const found =
      planned === null
        ? undefined
        : columns.find(
            ({ name, days }) =>
              days && !used.has(name) && words.every((word) => wordsOf(name).includes(word)),
          )
    if (found !== undefined) used.add(found.name)
    return found === undefined ? null : { ...found, others: [] }
  }
  const actualDuration = spans(['actual', 'duration'])
  const amounts: Picked[] = []
  while (amounts.length < 3) {
    const next = choose('amount', isNumber, () => 0, 'one')
    if (next === null) break
    amounts.push(next)
  }
  return {
    columns,
    ...{
      title,
      titleElse,
      identity,
      department,
      status,
      start,
      baseline,
      due,
      done,
      duration: planned,
    },
    ...{ delay: spans(['delay']), actualDuration, amounts, progress },
    area: choose(
      'area',
      (one) => isText(one) && one.longest <= 200 && !one.values.some((text) => ON_MAP.test(text.trim())),
    ),
    summary: choose('summary', isText, (one) => Math.min(2, one.length / 100)),
  }
}

/** Columns that stand in for an empty title: the number as well if most rows have none, and would be no records. */
function withNumber(title: Column, instead: Column[], number: Column | null): Column[] {
  const titled = instead.reduce((most, { filled }) => Math.max(most, filled), title.filled)
  const isNeeded = number !== null && number.name !== title.name && titled * 2 < number.filled
  return isNeeded ? [...instead, number] : instead
}

const isAround = (name: string, { organ }: Sample): boolean =>
  organ !== null && (name === organ || name.startsWith('^.'))

/** True for a column with dates after a day: of what is done none can be. */
function isLater({ values, formats }: Column, known: string): boolean {
  return values.some((text) => {
    const date = readDate(text.trim(), formats)
    return date !== null && date.slice(0, known.length) > known && Number(date.slice(0, 4)) < LAST_YEAR
  })
}

/** `fecha_fin_inicial` and `Original end date` promise first what `inicial` and `original` alone would. */
const withoutDate = (name: string): string =>
  wordsOf(name)
    .filter((word) => FIRST_PROMISE.test(word))
    .join(' ')

/** Values of the files that have the column, and the file of each. */
function valuesOf(sample: Sample, { files, values }: Sampled): [readonly string[], number[]] {
  const everywhere = sample.format === 'json'
  const rows = [...sample.rows.keys()].filter((row) => everywhere || files.has(sample.rows[row] ?? 0))
  const groups = everywhere ? [] : rows.map((row) => sample.rows[row] ?? 0)
  // The very list, so that its look is known to whoever looks at it next.
  if (rows.length === values.length && rows.length === sample.rows.length) return [values, groups]
  return [rows.map((row) => values[row] ?? ''), groups]
}

/** A column together with those that stand for it in other files. */
function merged(best: Column, others: readonly Column[]): Column {
  if (others.length === 0) return best
  const all = [best, ...others]
  const groups = all.flatMap(({ values }, i) => values.map(() => i))
  const whole = profileColumn(
    best.name,
    all.flatMap(({ values }) => values),
    groups,
  )
  const sum = (of: (column: Column) => number): number => all.reduce((most, one) => most + of(one), 0)
  return {
    ...whole,
    distinct: sum(({ distinct }) => distinct),
    foldedDistinct: sum(({ foldedDistinct }) => foldedDistinct),
  }
}

/** True for a column of the same object as one that is due: the end of another period says nothing of this one. */
function isBeside({ name }: Column, due: Column | null): boolean {
  const around = (path: string): string => path.split('.').slice(0, -1).join('.')
  return due !== null && around(name) === around(due.name)
}
