/** Published records against those that the mirror has replayed: whatever is new, and a sample of the rest. */
import { stateOf } from '../../domain/kinds/replay.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import type { Words } from '../shell/usage.ts'
import { comparePublished } from '../verify/compare.ts'
import type { Replayed } from '../verify/difference.ts'
import type { Finding } from '../verify/finding.ts'
import { Replay } from '../verify/replay/replay.ts'
import type { Left } from '../verify/replay/states.ts'
import type { Folder } from '../verify/source/folder.ts'
import type { Source } from '../verify/source/source.ts'
import { numberIn, textIn } from '../verify/source/sql.ts'
import { type Alarm, alarm } from './alarm.ts'

/** Changed records above which the whole list is read: pages of 200 are cheaper than one request for each. */
export const MOST_SINGLE = 200

/**
 * Compares records.
 *
 * @param changed ids of records with new entries; with more than {@link MOST_SINGLE} of them all are compared
 * @param sample so many others, by lot
 * @returns what does not hold
 */
export async function checkRecords(
  source: Source,
  own: Folder,
  changed: readonly string[],
  { sample, random }: { sample: number; random: (bytes: number) => Uint8Array },
): Promise<Alarm[]> {
  const size = own.committed()?.size ?? 0
  const replay = Replay.resume(placesOf(own), (id) => leftOf(own, id), size)
  try {
    const all = replay.records
    if (changed.length > MOST_SINGLE || sample >= all) await comparePublished(source, replay)
    else {
      const drawn = Array.from({ length: sample }, () => {
        const [a = 0, b = 0, c = 0, d = 0] = random(4)
        return replay.idAt((((a * 256 + b) * 256 + c) * 256 + d) % all)
      })
      for (const id of new Set([...changed, ...drawn])) await compareOne(source, replay, id, size)
    }
    return replay.findings.map(alarmOf)
  } finally {
    replay.close()
  }
}

const PAGE = 5_000

/** Places of all records of a mirror, in the order of their first entries. */
function* placesOf(own: Folder): Generator<Omit<Replayed, 'state'> & { id: string }, void, undefined> {
  for (let after = -1; ; ) {
    const rows = own.rows(
      'SELECT id, n, seq, last_index, recorded FROM record WHERE n > ? ORDER BY n LIMIT ?',
      after,
      PAGE,
    )
    for (const { id, n, seq, last_index, recorded } of rows) {
      after = numberIn(n)
      const place = { seq: numberIn(seq), firstIndex: after, lastIndex: numberIn(last_index) }
      yield { id: textIn(id), ...place, recorded: textIn(recorded) }
    }
    if (rows.length < PAGE) return
  }
}

/** A record of a mirror as its entries leave it; null where none can be read. */
function leftOf(own: Folder, id: string): Left | null {
  const [row] = own.rows('SELECT state, recorded FROM record WHERE id = ?', id)
  const state = row === undefined ? null : stateOf(textIn(row.state))
  return row === undefined || state === null ? null : { state, recorded: textIn(row.recorded) }
}

/** A record may have moved on since the checkpoint: then it is left to the next round. */
async function compareOne(source: Source, replay: Replay, id: string, size: number): Promise<void> {
  const kind = kindOfRecord(id)
  if (kind === null || (source.kinds !== null && !source.kinds.includes(kind))) return
  const published = await source.publishedNow(id)
  if (published === null) replay.finishOne(id)
  else if (published.lastIndex < size) replay.compare(published, source.records)
}

/** No word of a record goes into the memory of a monitor: what is lawfully erased would stay there. */
function alarmOf({ index, record, field, words }: Finding): Alarm {
  const about = `${record ?? ''} ${field ?? ''} ${index ?? ''}`
  return alarm('record', record === null ? words : wordsOf(record, field), { index, record, about })
}

function wordsOf(record: string, field: string | null): Words {
  if (field === 'id')
    return {
      zh: `记录 ${record}：账目里有而没有公布，或公布了而账目里没有。`,
      en: `The record ${record} is in the entries and not published, or the other way round.`,
    }
  return {
    zh: `记录 ${record} 公布的 ${field ?? '内容'} 与账目重放的结果不同。`,
    en: `The record ${record} is published with another ${field ?? 'content'} than its entries give.`,
  }
}
