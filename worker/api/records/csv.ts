/** A whole list as a CSV file, streamed page by page. */

import { lists } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import type { Lang } from '../../domain/record/problem.ts'
import type { TableKind } from '../../services/export/column.ts'
import { csvLines, type PublishedQuery } from '../../services/export/published-list.ts'
import { type TableFilter, tableLines } from '../../services/export/table.ts'
import type { Reading } from '../../services/read/reading.ts'
import type { ApiContext } from '../http/context.ts'

/** Streams text as a file. Its ETag names what it was made of: to digest the file, all of it would have to be held. */
function streamFile(c: ApiContext, kind: RecordKind, etag: string, lines: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return c.body(stream, 200, {
    etag,
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${lists[kind] ?? kind}.csv"`,
  })
}

/** A list of departments or responsibilities as published lists print it; with `names=fields`, as a table. */
export async function csvResponse(
  c: ApiContext,
  reading: Reading,
  filter: PublishedQuery,
  { lang, names }: { lang: Lang; names?: 'fields' | undefined },
): Promise<Response> {
  const { kind } = filter
  if (names === 'fields') return tableResponse(c, reading, kind, filter, lang)
  const { size } = await reading.log.snapshot()
  return streamFile(c, kind, `W/"ledger-${size}"`, csvLines(reading, filter, lang))
}

/** A list under the names of its fields, as it stands in the ledger of this moment, on this day. */
export async function tableResponse(
  c: ApiContext,
  reading: Reading,
  kind: TableKind,
  filter: TableFilter,
  lang: Lang,
): Promise<Response> {
  const { size } = await reading.log.snapshot()
  const today = reading.today()
  // Departments are named as they are called now, and dates are looked at from today.
  const lines = tableLines(reading, kind, filter, { lang, today, size })
  return streamFile(c, kind, `W/"ledger-${size}-${today}"`, lines)
}
