/** Later entries about the entries before them: corrections, annulments, lawful erasures. */
import { tellsOtherwise } from '../../domain/kinds/news.ts'
import { eventName, kindOf, recordKinds } from '../../domain/kinds/table.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import { bytesOf, type Database, numberOf, textOf } from '../database.ts'

export interface Afterward {
  /** Index of the entry that says it. */
  index: number
  /** Instant at which it was recorded, UTC. */
  recorded: string
  /** The act that it is, as `corrected` or `annulled`. */
  act: string
  /** Index of the one entry whose content it took away; null where it concerns the record as it stands. */
  target: number | null
}

/** The events of all kinds that tell of a record otherwise than it was entered, as a list for SQL. */
const SAYING = recordKinds
  .flatMap((kind) => kindOf(kind).acts.map(({ event }) => eventName(kind, event)))
  .filter(tellsOtherwise)
  .map((event) => `'${event}'`)
  .join(',')

/** Later entries about some records, oldest first; records without any are left out. */
export async function readAfterwards(
  { client }: Database,
  ids: readonly string[],
): Promise<Map<string, Afterward[]>> {
  const found = new Map<string, Afterward[]>()
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500)
    const marks = part.map(() => '?').join(',')
    const { rows } = await client.execute({
      sql: `SELECT record, "index", leaf, kind, NULL AS target FROM entry
          WHERE record IN (${marks}) AND kind IN (${SAYING})
        UNION ALL
        SELECT t.record, e."index", e.leaf, e.kind, x.target FROM erasure x
          JOIN entry t ON t."index" = x.target JOIN entry e ON e."index" = x.entry
          WHERE t.record IN (${marks})
        ORDER BY 2`,
      args: [...part, ...part],
    })
    for (const row of rows) {
      const record = textOf(row.record)
      const said = {
        index: numberOf(row.index),
        recorded: parseLeaf(bytesOf(row.leaf)).recorded,
        act: textOf(row.kind).split('.')[1] ?? '',
        target: row.target === null ? null : numberOf(row.target),
      }
      found.set(record, [...(found.get(record) ?? []), said])
    }
  }
  return found
}
