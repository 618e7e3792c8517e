/** All records of a query, page after page. */
import type { RecordQuery } from '../../services/read/questions.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { Services } from '../../services/services.ts'

const PAGE = 500

/** Reads every page of a list into memory: for lists that a person reads, as accounts. */
export async function everyRecord(
  { reading }: Pick<Services, 'reading'>,
  query: RecordQuery,
): Promise<RecordView[]> {
  const all: RecordView[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await reading.records({ ...query, limit: PAGE, cursor })
    all.push(...page.items)
    if (page.next === null) return all
    cursor = page.next
  }
}
