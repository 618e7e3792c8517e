/** Rows of a sample that are no records: sums, and notes below the table. */
import { many } from '../../../domain/text/many.ts'
import { isSum, SUM } from '../delivery/sums.ts'
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

/** Sums say so in place of their title; where that is empty, in any column, as in that of the numbers. */
function sums(sample: Sample, { name }: Column, say: Say): When {
  const titles = textsOf(sample, name)
  return sample.columns.flatMap(({ name: own, values }): When => {
    const isNamed = (row: number): boolean => own !== name && (titles[row] ?? '').trim() !== ''
    const found = values.filter((text, row) => isSum(text) && !isNamed(row))
    if (found.length === 0) return []
    const words = [...new Set(found.map((text) => text.trim()))].join('、')
    say(
      `“${own}”写着“${words}”的 ${found.length} 行是合计，不成为记录。`,
      `${many(found.length, 'row is a sum and gives', 'rows are sums and give')} no record: "${own}" says ${words}.`,
    )
    return [{ from: own, not: SUM }]
  })
}

/** Rows at the end in which nothing stands but one text, where every other row has more. */
function notes(sample: Sample, { name }: Column, say: Say): When {
  if (sample.format === 'json' || sample.columns.length < 3) return []
  const titles = textsOf(sample, name)
  const own = sample.columns.filter((one) => one.name !== name && !sample.fill.includes(one.name))
  const bare = (row: number): boolean =>
    (titles[row] ?? '').trim() !== '' && own.every(({ values }) => (values[row] ?? '').trim() === '')
  let from = sample.rows.length
  while (from > 0 && bare(from - 1)) from -= 1
  const rows = sample.rows.length - from
  const whole = own.find(({ values }) =>
    sample.rows.slice(0, from).every((_, row) => {
      const title = (titles[row] ?? '').trim()
      return title === '' || isSum(title) || (values[row] ?? '').trim() !== ''
    }),
  )
  if (rows === 0 || from === 0 || whole === undefined) return []
  say(
    `最后 ${rows} 行只有“${name}”：当作附注，不成为记录；若是记录，请去掉 when。`,
    `The last ${rows} rows have nothing but "${name}": they are taken for notes and give no record; if they are records, take "when" out.`,
  )
  return [{ from: whole.name, not: '^$' }]
}
