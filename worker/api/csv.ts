/** A whole list as a CSV file, streamed page by page. */
import { csvLines } from '../services/csv.ts'
import type { Reading, RecordQuery } from '../services/reading.ts'
import type { ApiContext } from './context.ts'

/** Streams a list as a file. */
export function csvResponse(c: ApiContext, reading: Reading, filter: RecordQuery): Response {
  const lang = c.req.query('lang') === 'en' ? 'en' : 'zh'
  const lines = csvLines(reading, filter, lang)
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  const name = filter.kind === 'department' ? 'departments' : 'responsibilities'
  return c.body(stream, 200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
