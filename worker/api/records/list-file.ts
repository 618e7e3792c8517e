/** A whole list as a file, CSV or workbook, streamed page by page. */

import { lists } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import type { Lang } from '../../domain/record/problem.ts'
import type { TableKind } from '../../services/export/column.ts'
import { csvLines, type PublishedQuery, publishedSheet } from '../../services/export/published-list.ts'
import { type TableFilter, tableLines, tableSheet } from '../../services/export/table.ts'
import { WORKBOOK, workbook } from '../../services/export/workbook/workbook.ts'
import type { Reading, RecordQuery } from '../../services/read/reading.ts'
import type { ApiContext } from '../http/context.ts'

const FILES = { csv: 'text/csv; charset=utf-8; header=present', xlsx: WORKBOOK } as const

/** Files as which a list can be taken away: the ending, its name, and the media type. */
export const listFiles = [
  ['csv', 'CSV', 'text/csv'],
  ['xlsx', 'a workbook with typed cells', WORKBOOK],
] as const

/** Streams a file. Its ETag names what it was made of: to digest the file, all of it would have to be held. */
function streamFile(
  c: ApiContext,
  { kind, etag, as }: { kind: RecordKind; etag: string; as: keyof typeof FILES },
  pieces: AsyncGenerator<string | Uint8Array>,
): Response {
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return c.body(stream, 200, {
    etag,
    'content-type': FILES[as],
    'content-disposition': `attachment; filename="${lists[kind] ?? kind}.${as}"`,
  })
}

/** Manner in which a file is asked for. */
interface Asked {
  as: keyof typeof FILES
  lang: Lang
}

/** Refuses what a list refuses, as an unknown order, before a byte of the file is sent: later it would only break off. */
async function requireList(reading: Reading, query: RecordQuery): Promise<void> {
  await reading.records({ ...query, limit: 1 })
}

/** A list of departments or responsibilities as published lists print it; with `names=fields`, as a table. */
export async function publishedResponse(
  c: ApiContext,
  reading: Reading,
  filter: PublishedQuery,
  { as, lang, names }: Asked & { names?: 'fields' | undefined },
): Promise<Response> {
  const { kind } = filter
  if (names === 'fields') return tableResponse(c, reading, kind, filter, { as, lang })
  await requireList(reading, filter)
  const { size } = await reading.log.snapshot()
  // What is in force is looked at from today.
  const file = { kind, as, etag: `W/"ledger-${size}-${reading.today()}"` }
  return as === 'csv'
    ? streamFile(c, file, csvLines(reading, filter, lang))
    : streamFile(c, file, workbook(publishedSheet(reading, filter, lang)))
}

/** A list under the names of its fields, as it stands in the ledger of this moment, on this day. */
export async function tableResponse(
  c: ApiContext,
  reading: Reading,
  kind: TableKind,
  filter: TableFilter,
  { as, lang }: Asked,
): Promise<Response> {
  await requireList(reading, { ...filter, kind })
  const { size } = await reading.log.snapshot()
  const today = reading.today()
  // Departments are named as they are called now, and dates are looked at from today.
  const file = { kind, as, etag: `W/"ledger-${size}-${today}"` }
  const context = { lang, today, size }
  return as === 'csv'
    ? streamFile(c, file, tableLines(reading, kind, filter, context))
    : streamFile(c, file, workbook(tableSheet(reading, kind, filter, context)))
}
