/**
 * Departments and responsibilities as CSV: the columns of a published list, so that what was exported can be
 * imported again. Under the names of their fields they stand in `export/table.ts`, with every other kind.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { hiddenTitle, label } from '../../domain/kinds/labels.ts'
import { lists } from '../../domain/kinds/table.ts'
import { DEPARTMENT_CELLS } from '../../domain/listing/published/department.ts'
import { RESPONSIBILITY_CELLS } from '../../domain/listing/published/responsibility.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { eachInTurn } from '../../store/pause.ts'
import type { RecordQuery } from '../read/reading.ts'
import type { RecordView } from '../read/views.ts'
import { type RecordSource, recordPages } from './table.ts'
import type { SheetRows } from './workbook/workbook.ts'

type PublishedKind = 'responsibility' | 'department'
type Cell = (state: State, record: RecordView, lang: Lang) => string | null

/** Words for a status; of a record whose opening was erased they say that. */
const statusOf = (record: RecordView, lang: Lang): string =>
  record.status === 'withheld' ? hiddenTitle(lang, record) : label(lang, 'status', record.status)

/** The columns that say what a record is, whichever its kind; the others are what it says. */
const COLUMNS: { readonly [kind in PublishedKind]: readonly [string, Cell][] } = {
  responsibility: [
    ['id', (_, record) => record.id],
    ['department', (_, record) => record.departmentName],
    ...Object.entries(RESPONSIBILITY_CELLS).map(([field, cell]): [string, Cell] => [
      field,
      (state, record, lang) => {
        if (state.kind !== 'responsibility') return null
        // A withheld item stands in the list without its name; an import knows it by its id.
        return field === 'name' ? cell(state, lang) || statusOf(record, lang) : cell(state, lang)
      },
    ]),
    ['status', (_, record, lang) => statusOf(record, lang)],
  ],
  department: [
    ['id', (_, record) => record.id],
    ...Object.entries(DEPARTMENT_CELLS).map(([field, cell]): [string, Cell] => [
      field,
      (state, _, lang) => (state.kind === 'department' ? cell(state, lang) : null),
    ]),
    ['status', (_, record, lang) => statusOf(record, lang)],
  ],
}

export type PublishedQuery = RecordQuery & { kind: PublishedKind }

/** Kinds of which lists are published in columns of their own. */
export const publishedKinds = Object.keys(COLUMNS) as PublishedKind[]

/** True for a kind that is exported as a published list. */
export function isPublished(kind: string): kind is PublishedKind {
  return Object.hasOwn(COLUMNS, kind)
}

const DAYS = new Set(['inForceFrom', 'inForceTo'])

/** A whole list as rows of values, for a workbook. */
export function publishedSheet(
  reading: Pick<RecordSource, 'records'>,
  filter: PublishedQuery,
  lang: Lang,
): SheetRows {
  const columns = COLUMNS[filter.kind]
  return {
    name: lists[filter.kind],
    columns: columns.map(([field]) => ({
      name: label(lang, 'field', field),
      type: DAYS.has(field) ? 'date' : 'string',
    })),
    rows: (async function* () {
      for await (const records of recordPages(reading, filter))
        yield await eachInTurn(records, (record) =>
          columns.map(([, cell]) => cell(record.state, record, lang)),
        )
    })(),
  }
}

/** Rows of a whole list, page by page, the header first. */
export async function* csvLines(
  reading: Pick<RecordSource, 'records'>,
  filter: PublishedQuery,
  lang: Lang,
): AsyncGenerator<string> {
  const columns = COLUMNS[filter.kind]
  yield `\ufeff${csvLine(columns.map(([field]) => label(lang, 'field', field)))}`
  for await (const records of recordPages(reading, filter))
    yield (
      await eachInTurn(records, (record) =>
        csvLine(columns.map(([, cell]) => cell(record.state, record, lang))),
      )
    ).join('')
}
