/** Rows of a sample that are no records: sums, and notes below the table. */
import { many } from '../../../domain/text/many.ts'
import { isSum, SUM } from '../../files/sums.ts'
import type { Column } from './columns/profile-column.ts'
import type { Say } from './parts/say.ts'
import type { Sample } from './sample/model.ts'
import type { DraftRecord } from './settle.ts'

type When = NonNullable<DraftRecord['when']>

/** Conditions that leave out rows which are no records, each told with their number. */
export function notRecords(sample: Sample, title: Column, say: Say): When {
  return [...sums(sample, title, say), ...notes(sample, title, say)]
}

const textsOf = (sample: Sample, name: string): readonly string[] =>
  sample.columns.find((one) => one.name === name)?.values ?? []

/** The sample without its sums and notes: of what they lack nothing follows for the columns. The same where it has none. */
export function recordsOnly(sample: Sample, title: Column | null): Sample {
  if (title === null) return sample
  const apart = new Set(sumsIn(sample, title).flatMap(({ rows }) => rows))
  const { from, whole } = notesIn(sample, title)
  if (whole !== null) for (let row = from; row < sample.rows.length; row += 1) apart.add(row)
  if (apart.size === 0 || apart.size === sample.rows.length) return sample
  const kept = [...sample.rows.keys()].filter((row) => !apart.has(row))
  return {
    ...sample,
    rows: kept.map((row) => sample.rows[row] ?? 0),
    columns: sample.columns.map((one) => ({ ...one, values: kept.map((row) => one.values[row] ?? '') })),
  }
}

/** Sums say so in place of their title; where that is empty, in any column, as in that of the numbers. */
function sumsIn(sample: Sample, { name }: Column): { own: string; words: string; rows: number[] }[] {
  const titles = textsOf(sample, name)
  return sample.columns.flatMap(({ name: own, values }) => {
    const isNamed = (row: number): boolean => own !== name && (titles[row] ?? '').trim() !== ''
    const rows = [...values.keys()].filter((row) => isSum(values[row] ?? '') && !isNamed(row))
    const words = [...new Set(rows.map((row) => (values[row] ?? '').trim()))].join('、')
    return rows.length === 0 ? [] : [{ own, words, rows }]
  })
}

function sums(sample: Sample, title: Column, say: Say): When {
  return sumsIn(sample, title).map(({ own, words, rows }) => {
    say(
      `“${own}”写着“${words}”的 ${rows.length} 行是合计，不成为记录。`,
      `${many(rows.length, 'row is a sum and gives', 'rows are sums and give')} no record: "${own}" says ${words}.`,
    )
    return { from: own, not: SUM }
  })
}

/**
 * Rows at the end in which nothing stands but one text, where every other row has more: the first of them, and the
 * column that each of the others has; null for that where there are none.
 */
function notesIn(sample: Sample, { name }: Column): { from: number; whole: string | null } {
  const none = { from: sample.rows.length, whole: null }
  if (sample.format === 'json' || sample.columns.length < 3) return none
  const titles = textsOf(sample, name)
  const own = sample.columns.filter((one) => one.name !== name && !sample.fill.includes(one.name))
  const bare = (row: number): boolean =>
    (titles[row] ?? '').trim() !== '' && own.every(({ values }) => (values[row] ?? '').trim() === '')
  let from = sample.rows.length
  while (from > 0 && bare(from - 1)) from -= 1
  const whole = own.find(({ values }) =>
    sample.rows.slice(0, from).every((_, row) => {
      const title = (titles[row] ?? '').trim()
      return title === '' || isSum(title) || (values[row] ?? '').trim() !== ''
    }),
  )
  return from === sample.rows.length || from === 0 || whole === undefined ? none : { from, whole: whole.name }
}

function notes(sample: Sample, title: Column, say: Say): When {
  const { from, whole } = notesIn(sample, title)
  if (whole === null) return []
  const rows = sample.rows.length - from
  say(
    `最后 ${rows} 行只有“${title.name}”：当作附注，不成为记录；若是记录，请去掉 when。`,
    `The last ${rows} rows have nothing but "${title.name}": they are taken for notes and give no record; if they are records, take "when" out.`,
  )
  return [{ from: whole, not: '^$' }]
}
