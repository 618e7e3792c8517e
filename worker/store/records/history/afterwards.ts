/** Later entries about the entries before them: corrections, annulments, lawful erasures. */
import { tellsOtherwise } from '../../../domain/kinds/news.ts'
import { eventName, kindOf, recordKinds } from '../../../domain/kinds/table.ts'
import { UNSEALING } from '../../../domain/kinds/unsealing/unsealing.ts'
import { isEntering } from '../../../domain/record/entered/annulment.ts'
import type { RecordKind } from '../../../domain/record/event.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import { bytesOf, type Database, numberOf, textOf } from '../../database.ts'
import type { Condition } from '../../lists/condition.ts'
import { FROM_RECORD } from '../../log/entries.ts'

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

/** Those of them that say whether a record counts. */
const ENTERING = recordKinds
  .flatMap((kind) =>
    kindOf(kind).acts.flatMap(({ event }) => (isEntering(event) ? [eventName(kind, event)] : [])),
  )
  .map((event) => `'${event}'`)
  .join(',')

/** A record of which it is asked what was said later: after its entry number `since`, which is one of its first or last. */
export interface Asked {
  id: string
  since: number
}

/**
 * Later entries about some records, oldest first; records without any are left out. Of what was said up to `since`, only
 * that the record is annulled.
 */
export async function readAfterwards(
  { client }: Database,
  asked: readonly Asked[],
): Promise<Map<string, Afterward[]>> {
  const found = new Map<string, Afterward[]>()
  for (let at = 0; at < asked.length; at += 500) {
    const part = asked.slice(at, at + 500)
    const [long, short] = [true, false].map((is) =>
      JSON.stringify(part.flatMap(({ id, since }) => (since > FROM_RECORD === is ? [id] : []))),
    )
    const { rows } = await client.execute({
      sql: `SELECT e.record, e."index", e.leaf, e.kind, NULL AS target FROM json_each(?1) asked
          CROSS JOIN entry e ON e.record = asked.value ->> 'id' AND e.seq > asked.value ->> 'since'
          WHERE e.kind IN (${SAYING})
        UNION SELECT e.record, e."index", e.leaf, e.kind, NULL FROM json_each(?1) asked
          CROSS JOIN record a ON a.id = asked.value ->> 'id' AND a.annulled = 1
          CROSS JOIN entry e ON e."index" = (SELECT i."index" FROM entry i
            WHERE i.record = a.id AND i.kind IN (${ENTERING}) ORDER BY i.seq DESC LIMIT 1)
        UNION SELECT t.record, e."index", e.leaf, e.kind, x.target FROM json_each(?2) asked
          CROSS JOIN entry t ON t.record = asked.value CROSS JOIN erasure x ON x.target = t."index"
          CROSS JOIN entry e ON e."index" = x.entry
        UNION SELECT t.record, e."index", e.leaf, e.kind, erasure.target FROM erasure
          CROSS JOIN entry t ON t."index" = erasure.target CROSS JOIN entry e ON e."index" = erasure.entry
          WHERE ?3 <> '[]' AND t.record IN (SELECT value FROM json_each(?3))
        ORDER BY 2`,
      args: [JSON.stringify(part), short ?? '[]', long ?? '[]'],
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

/**
 * Records of a kind of which content was erased or opened last, as far as they fulfil a condition: that is an entry
 * about an entry of theirs, and leaves the day of their own last change as it was.
 */
export async function saidOtherwise(
  { client }: Database,
  kind: RecordKind,
  { where, args }: Condition,
  limit: number,
): Promise<string[]> {
  const { prefix } = kindOf(kind)
  // A full stop is the next character after a hyphen.
  const own = 't.record >= ? AND t.record < ?'
  const range = [prefix, `${prefix.slice(0, -1)}.`]
  const { rows } = await client.execute({
    sql: `SELECT record.id FROM record WHERE record.id IN (
        SELECT record FROM (SELECT t.record, x.entry AS said FROM erasure x JOIN entry t ON t."index" = x.target
            WHERE ${own}
          UNION ALL SELECT t.record, o."index" FROM entry o
            JOIN entry t ON t."index" = CAST(substr(o.record, ${UNSEALING.length + 1}) AS INTEGER)
            WHERE o.record >= '${UNSEALING}' AND o.record < '${UNSEALING.slice(0, -1)}.' AND ${own})
        ORDER BY said DESC LIMIT ?) AND ${where}`,
    args: [...range, ...range, limit, ...args],
  })
  return rows.map(({ id }) => textOf(id))
}
