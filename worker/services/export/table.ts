/** A whole list as CSV under the names of its fields, as it stood in a ledger of one size. */
import { statusOn, summarise } from '../../domain/kinds/replay.ts'
import { lists } from '../../domain/kinds/table.ts'
import { csvCell } from '../../domain/text/csv.ts'
import { eachInTurn } from '../../store/pause.ts'
import type { RecordQuery, Version } from '../read/reading.ts'
import type { Page, RecordView } from '../read/views.ts'
import type { Column, RowContext, TableKind } from './column.ts'
import { TABLES } from './columns.ts'
import type { SheetRows } from './workbook/workbook.ts'

/** Source of the rows: the reading side of a ledger, or a server that was asked. */
export interface RecordSource {
  records(query: RecordQuery): Promise<Page<RecordView>>
  version(id: string, at: { size: number }): Promise<Version | null>
}

export interface TableOptions extends RowContext {
  /** A ledger size: what was recorded after it does not count. */
  size?: number | undefined
  /** True for a file that starts with a byte-order mark, by which spreadsheets know Chinese. */
  mark?: boolean | undefined
}

export type TableFilter = Omit<RecordQuery, 'kind' | 'cursor' | 'limit'>

const PAGE = 200

/** A number is no formula, whatever its sign; text is guarded against being run as one. */
function cellOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return csvCell(value)
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return ''
  return csvCell(JSON.stringify(value))
}

/** One row, without the end of its line. */
export function rowOf(columns: readonly Column[], record: RecordView, context: RowContext): string {
  return columns.map((column) => cellOf(column.read(record, context))).join(',')
}

/** The records of a list, page by page, each as it stands. */
export function recordPages(
  source: Pick<RecordSource, 'records'>,
  query: RecordQuery,
): AsyncGenerator<RecordView[]>
/** The same, each as it stood in a ledger of `size` entries; undefined for each as it stands. */
export function recordPages(
  source: RecordSource,
  query: RecordQuery,
  size: number | undefined,
): AsyncGenerator<RecordView[]>
export async function* recordPages(
  source: Pick<RecordSource, 'records'> & Partial<RecordSource>,
  query: RecordQuery,
  size?: number,
): AsyncGenerator<RecordView[]> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await source.records({ ...query, cursor, limit: PAGE })
    const views: RecordView[] = []
    for (const record of items) {
      const then = await asOf(source, record, size)
      if (then !== null) views.push(then)
    }
    yield views
    if (next === null) return
    cursor = next
  }
}

/** A record as it stood in a ledger of `size` entries; null when it was not there yet. */
async function asOf(
  source: Partial<RecordSource>,
  record: RecordView,
  size: number | undefined,
): Promise<RecordView | null> {
  if (size === undefined || record.lastIndex < size) return record
  if (record.firstIndex >= size) return null
  const version = await source.version?.(record.id, { size })
  if (version == null) return null
  const { state, seq, index, recorded } = version
  const { area = null, day = null, baseline = null, due = null, done = null, ...summary } = summarise(state)
  return {
    ...record,
    ...summary,
    status: statusOn(state, record.judged),
    ...{ area, day, baseline, due, done },
    departmentName: summary.department === record.department ? record.departmentName : null,
    lastIndex: index,
    seq,
    recorded,
    state,
  }
}

/** A whole list as rows of values, for a workbook. */
export function tableSheet(
  source: RecordSource,
  kind: TableKind,
  filter: TableFilter,
  { size, ...context }: RowContext & { size?: number | undefined },
): SheetRows {
  const columns = TABLES[kind]
  return {
    name: lists[kind],
    columns,
    rows: (async function* () {
      for await (const records of recordPages(source, { ...filter, kind }, size))
        yield await eachInTurn(records, (record) => columns.map((column) => column.read(record, context)))
    })(),
  }
}

/** Rows of a whole list, page by page, the header first. */
export async function* tableLines(
  source: RecordSource,
  kind: TableKind,
  filter: TableFilter,
  { size, mark = true, ...context }: TableOptions,
): AsyncGenerator<string> {
  const columns = TABLES[kind]
  yield `${mark ? '\ufeff' : ''}${columns.map(({ name }) => name).join(',')}\r\n`
  for await (const records of recordPages(source, { ...filter, kind }, size))
    yield (await eachInTurn(records, (record) => `${rowOf(columns, record, context)}\r\n`)).join('')
}
