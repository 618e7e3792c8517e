/** Published records against those that the mirror has replayed: whatever is new, and a sample of the rest. */
import { stateOf } from '../../domain/kinds/replay.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Words } from '../shell/usage.ts'
import { comparePublished } from '../verify/compare.ts'
import type { Replayed } from '../verify/difference.ts'
import type { Finding } from '../verify/finding.ts'
import { Replay } from '../verify/replay/replay.ts'
import type { Folder } from '../verify/source/folder.ts'
import type { Published, Source } from '../verify/source/source.ts'
import { type Alarm, alarm } from './alarm.ts'

/** Changed records above which the whole list is read: pages of 200 are cheaper than one request for each. */
const MOST_SINGLE = 200

/**
 * Compares records.
 *
 * @param changed ids of records with new entries
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
  const kept = new Map<string, Published>()
  for await (const page of own.published()) for (const one of page) kept.set(one.id, one)
  const replay = Replay.resume(
    [...kept.values()].flatMap((one) => replayedOf(one) ?? []),
    size,
  )
  if (changed.length > MOST_SINGLE || sample >= kept.size) await comparePublished(source, replay)
  else {
    const lot = [...kept.keys()]
    const drawn = Array.from({ length: sample }, () => {
      const [a = 0, b = 0, c = 0] = random(3)
      return lot[((a * 256 + b) * 256 + c) % lot.length] ?? ''
    })
    for (const id of new Set([...changed, ...drawn])) await compareOne(source, replay, id, size)
  }
  return replay.findings.map(alarmOf)
}

/** A record may have moved on since the checkpoint: then it is left to the next round. */
async function compareOne(source: Source, replay: Replay, id: string, size: number): Promise<void> {
  const kind = kindOfRecord(id)
  if (kind === null || (source.kinds !== null && !source.kinds.includes(kind))) return
  const published = await source.publishedNow(id)
  if (published === null) replay.finishOne(id)
  else if (published.lastIndex < size) replay.compare(published, source.records)
}

function replayedOf(kept: Published): [string, Replayed][] | null {
  const state = stateOf(canonicalJson(kept.state))
  if (state === null) return null
  const { id, seq, firstIndex, lastIndex, recorded } = kept
  return [[id, { state, seq, firstIndex, lastIndex, recorded }]]
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
