/** Feeds and calendars of a list that is narrowed: their titles in words, and their own addresses. */

import { kindOfRecord } from '../../domain/kinds/table.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { type Chosen, listSaid } from '../../domain/listing/words.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import type { Lang } from '../../domain/record/problem.ts'
import type { Reading } from '../../services/read/reading.ts'

/** A list in words, with the titles of the records by which it is narrowed. */
export async function sayList(
  reading: Pick<Reading, 'recordsById'>,
  lang: Lang,
  kind: RecordKind,
  chosen: Chosen,
): Promise<string> {
  const ids = Object.values(chosen).filter(
    (value) => typeof value === 'string' && kindOfRecord(value) !== null,
  ) as string[]
  const names = new Map((await reading.recordsById(ids)).map((record) => [record.id, titleIn(lang, record)]))
  return listSaid(lang, kind, chosen, (id) => names.get(id) ?? id)
}

/** The address of a list with its filters, in the order of their names: the same list has one address. */
export function withFilter(path: string, filter: Chosen): string {
  const given = Object.entries(filter)
    .flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
