/** Columns that name a record from one delivery to the next: one, or several together. */
import { folded } from '../../fold.ts'
import type { Sample, Sampled } from '../sample/model.ts'
import { speaksFor } from '../words/roles.ts'
import type { Choose, Picked } from './choice.ts'
import { type Column, countsRows } from './profile-column.ts'

const isDate = ({ formats }: Column): boolean => formats.length > 0

export interface Identity {
  column: Picked | null
  /** Columns of which only all together differ in every row; none where one does, or where none do. */
  together: string[]
  /** True where not every row has a number among them, and the title tells those apart. */
  byTitle: boolean
  /** The column whose numbers were not trusted. */
  distrusted: { column: Column; why: 'counts' | 'moved' } | null
}

/** A column that names each record, unless its numbers only count rows or moved from one file to the next. */
export function identityOf(
  sample: Sample,
  columns: readonly Column[],
  title: Picked | null,
  choose: Choose,
): Identity {
  const unlike = (one: Column): boolean =>
    hasOneEach(sample, one, title) &&
    !one.link &&
    !isDate(one) &&
    one.longest <= 100 &&
    uniqueInEach(sample, one)
  const titled = title !== null && title.foldedDistinct >= title.filled * 0.9
  let distrusted: Identity['distrusted'] = null
  const fits = (one: Column): boolean => {
    if (!unlike(one) || one.name === title?.name) return false
    const why =
      titled && countsIn(sample, one, title) && one.name !== '@key'
        ? 'counts'
        : title !== null && moved(sample, one, title)
          ? 'moved'
          : null
    if (why !== null && speaksFor('key', one.name) > 0) distrusted = { column: one, why }
    return why === null
  }
  const bonus = ({ values, longest: most, counts }: Column): number =>
    (values.some((text) => /\p{L}/u.test(text) && /\d/.test(text)) ? 2 : 0) -
    (most > 30 ? 2 : 0) -
    (counts ? 3 : 0)
  const column = choose('key', fits, bonus, 'all')
  const together = column === null ? togetherOf(sample, columns, title) : []
  const partly = column === null && together.length === 0 ? partlyNumbered(sample, columns, title) : []
  return {
    column,
    together: [...together, ...partly],
    byTitle: partly.length > 0,
    distrusted: column === null ? (distrusted ?? countsOf(columns, title)) : null,
  }
}

/** Words of what numbers are counted in: a session, a year, a kind. */
const COUNTED_IN =
  /^(?:session|year|jahr|jahrgang|annee|ano|anio|term|legislature|legislatura|wahlperiode|type|kind|series|chamber|house)$|回次|年度|年份|届|种类|種類|대수|회기|연도/u

/** More columns do not name a record. */
const MOST_TOGETHER = 3

/** The fewest columns, a number among them, that together differ in every row. */
function togetherOf(sample: Sample, columns: readonly Column[], title: Picked | null): string[] {
  const files = new Set(sample.rows).size
  const everywhere = ({ name }: Column): boolean =>
    sample.format === 'json' || sample.columns.find((one) => one.name === name)?.files.size === files
  const short = (one: Column): boolean =>
    one.name !== title?.name &&
    everywhere(one) &&
    one.filled === one.rows &&
    one.longest <= 40 &&
    !one.link &&
    one.distinct > 1
  const numbers = columns.filter(
    (one) => short(one) && !countsIn(sample, one, title) && speaksFor('key', one.name) > 0,
  )
  const counted = columns.filter(
    (one) =>
      short(one) &&
      (numbers.includes(one) ||
        folded(one.name)
          .split(' ')
          .some((word) => COUNTED_IN.test(word))),
  )
  for (let size = 2; size <= MOST_TOGETHER; size += 1) {
    const found = sets(size, counted.slice(0, 6)).find(
      (some) => some.some((one) => numbers.includes(one)) && differTogether(sample, some),
    )
    if (found !== undefined) return found.map(({ name }) => name)
  }
  return []
}

const sets = (size: number, from: readonly Column[]): Column[][] =>
  size === 0
    ? [[]]
    : from.flatMap((one, i) => sets(size - 1, from.slice(i + 1)).map((others) => [one, ...others]))

/** The columns that number most rows, where the title tells apart those without a number; none where it does not. */
function partlyNumbered(sample: Sample, columns: readonly Column[], title: Picked | null): string[] {
  if (title === null) return []
  const short = ({ name, filled, rows, longest, link }: Column): boolean =>
    name !== title.name && filled >= rows * MOST && longest <= 40 && !link
  const number = (one: Column): boolean =>
    short(one) && !countsIn(sample, one, title) && speaksFor('key', one.name) > 0
  const counted = (one: Column): boolean =>
    short(one) &&
    one.distinct > 1 &&
    folded(one.name)
      .split(' ')
      .some((word) => COUNTED_IN.test(word))
  const candidates = columns.filter((one) => number(one) || counted(one)).slice(0, 6)
  const found = [2, MOST_TOGETHER]
    .flatMap((size) => sets(size, candidates))
    .filter((some) => some.some(number) && differTogether(sample, [...some, title]))
    .map((some) => ({ some, distinct: distinctTogether(sample, some) }))
    .filter(({ distinct }) => distinct >= sample.rows.length * MOST)
    .sort((a, b) => b.distinct - a.distinct || a.some.length - b.some.length)
  return found[0]?.some.map(({ name }) => name) ?? []
}

/** Share of rows that have a number where numbers name the records. */
const MOST = 0.75

const keysOf = (sample: Sample, some: readonly { name: string }[]): string[] => {
  const own = some.map(({ name }) => sample.columns.find((one) => one.name === name)?.values ?? [])
  return sample.rows.map((file, row) =>
    [sample.format === 'json' ? 0 : file, ...own.map((values) => (values[row] ?? '').trim())].join('\n'),
  )
}

const distinctTogether = (sample: Sample, some: readonly { name: string }[]): number =>
  new Set(keysOf(sample, some)).size

/** True where no two rows of a file have the same in all of these columns. */
export function differTogether(sample: Sample, some: readonly { name: string }[]): boolean {
  return distinctTogether(sample, some) === sample.rows.length
}

/** True for numbers that only count the rows of each file which have a title: sums and notes have another text there. */
function countsIn(sample: Sample, { name }: Column, title: Picked | null): boolean {
  const own = sample.columns.find((one) => one.name === name)?.values ?? []
  const titles = sample.columns.find((one) => one.name === title?.name)?.values
  const byFile = new Map<number, string[]>()
  for (const [row, file] of sample.rows.entries()) {
    const text = (own[row] ?? '').trim()
    if (text === '' || (titles !== undefined && (titles[row] ?? '').trim() === '')) continue
    const texts = byFile.get(file) ?? []
    texts.push(text)
    byFile.set(file, texts)
  }
  return byFile.size > 0 && [...byFile.values()].every((texts) => countsRows(texts))
}

function countsOf(columns: readonly Column[], title: Picked | null): Identity['distrusted'] {
  const found = columns.find(
    ({ counts, name, filled, rows }) => counts && filled === rows && name !== title?.name,
  )
  return found === undefined ? null : { column: found, why: 'counts' }
}

/** Nearly every row that has a title has a key. */
function hasOneEach(sample: Sample, key: Column, title: Column | null): boolean {
  const keys = sample.columns.find(({ name }) => name === key.name)
  const titles = sample.columns.find(({ name }) => name === title?.name)
  const stands = (of: Sampled | undefined, row: number): boolean => (of?.values[row] ?? '').trim() !== ''
  const wanted = [...sample.rows.keys()].filter(
    (row) =>
      (sample.format === 'json' || keys?.files.has(sample.rows[row] ?? 0)) &&
      (titles === undefined || stands(titles, row)),
  )
  return wanted.length > 0 && wanted.filter((row) => stands(keys, row)).length >= wanted.length * 0.98
}

/** No value twice in one file, a few slips aside. */
function uniqueInEach(sample: Sample, column: Column): boolean {
  const of = sample.columns.find(({ name }) => name === column.name)
  const seen = new Set<string>()
  let twice = 0
  for (const [row, file] of sample.rows.entries()) {
    const text = (of?.values[row] ?? '').trim()
    const key = `${sample.format === 'json' ? 0 : file} ${text}`
    if (text !== '' && seen.has(key)) twice += 1
    seen.add(key)
  }
  return twice <= column.filled * 0.01
}

/** True if the same key stands beside another title in the next file more often than not. */
function moved(sample: Sample, key: Column, title: Column): boolean {
  const titles = sample.columns.find(({ name }) => name === title.name)
  const keys = sample.columns.find(({ name }) => name === key.name)
  const seen = new Map<string, { file: number; title: string }>()
  let [same, other] = [0, 0]
  for (const [row, file] of sample.rows.entries()) {
    const text = (keys?.values[row] ?? '').trim()
    const named = folded(titles?.values[row] ?? '')
    const before = seen.get(text)
    if (text !== '' && named !== '' && before !== undefined && before.file !== file) {
      if (before.title === named) same += 1
      else other += 1
    }
    if (text !== '' && named !== '') seen.set(text, { file, title: named })
  }
  return same + other >= 3 && other > same
}
