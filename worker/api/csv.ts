/** A whole list as a CSV file, streamed page by page. */
import { csvLines } from '../services/csv.ts'
import type { Reading, RecordQuery } from '../services/reading.ts'
import type { ApiContext } from './context.ts'

/** Streams a list as a file. Its ETag is that of the ledger: to digest the file, all of it would have to be held. */
export async function csvResponse(
  c: ApiContext,
  reading: Reading,
  filter: RecordQuery,
  lang: 'zh' | 'en',
): Promise<Response> {
  const { size } = await reading.log.head()
  const lines = csvLines(reading, filter, lang)
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
  const name = filter.kind === 'department' ? 'departments' : 'responsibilities'
  return c.body(stream, 200, {
    etag: `W/"ledger-${size}"`,
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
