/**
 * One look at what was recorded since: the entries are read once, matched with what is followed, and go into one
 * message for each reader. Kept are indices, never words.
 */
import { type Cadence, isCadence, nextDue } from '../../domain/following/cadence.ts'
import { parseTopic } from '../../domain/following/topic.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import * as stored from '../../store/outgoing/followers.ts'
import { type Told, tell } from '../../store/outgoing/outbox.ts'
import { indexedSize } from '../../store/outgoing/sizes.ts'
import { readTouched, type Touched } from '../../store/outgoing/touched.ts'
import type { Ledger } from '../open.ts'
import { createTopics } from './topics.ts'

/** Readers of one look, entries of one statement, readers of one transaction. */
const READERS = 500
const ENTRIES = 5000
const TOGETHER = 100
/** Records told in one message; of more their number is told. */
const MOST_RECORDS = 60

/** Content of a digest, by numbers: each record with its entries, and which topics led to it. */
export interface DigestContent {
  from: number
  to: number
  topics: string[]
  records: { id: string; entries: number[]; topics: number[] }[]
  /** Records beyond those, and their entries. */
  more: { records: number; entries: number }
}

const cadenceOf = (text: string): Cadence => (isCadence(text) ? text : 'daily')

/** Round of one ledger's mail: makes the messages that are due, each entry once for each reader. */
export function createTick(ledger: Ledger) {
  const { database } = ledger
  const { entriesOf } = createTopics(ledger)

  async function readRange(from: number, to: number): Promise<Touched[]> {
    const all: Touched[] = []
    for (let at = from; at < to; at += ENTRIES)
      addAll(all, await readTouched(database, at, Math.min(to, at + ENTRIES), ENTRIES))
    return all
  }

  /** @param matches by topic, the indices that belong to it */
  function contentOf(
    reader: stored.StoredFollower,
    follows: readonly stored.StoredSubscription[],
    matches: ReadonlyMap<string, ReadonlySet<number>>,
    touched: readonly Touched[],
    to: number,
  ): DigestContent | null {
    const topics = follows.map(({ topic }) => topic)
    const records = new Map<string, { id: string; entries: number[]; topics: Set<number> }>()
    for (const { index, record } of touched) {
      if (index < reader.cursor) continue
      const why = follows.flatMap(({ topic, since }, i) =>
        index >= since && matches.get(topic)?.has(index) ? [i] : [],
      )
      if (why.length === 0) continue
      const known = records.get(record) ?? { id: record, entries: [], topics: new Set<number>() }
      known.entries.push(index)
      for (const one of why) known.topics.add(one)
      records.set(record, known)
    }
    if (records.size === 0) return null
    const all = [...records.values()].map((one) => ({
      ...one,
      topics: [...one.topics].sort((a, b) => a - b),
    }))
    const rest = all.slice(MOST_RECORDS)
    const more = { records: rest.length, entries: rest.reduce((sum, { entries }) => sum + entries.length, 0) }
    return { from: reader.cursor, to, topics, records: all.slice(0, MOST_RECORDS), more }
  }

  function toldOf(reader: stored.StoredFollower, content: DigestContent | null, to: number): Told {
    const now = ledger.now()
    const cadence = cadenceOf(reader.cadence)
    const { id: recipient, cursor: from } = reader
    // Who is written to at once and was not, is not made to wait.
    const due =
      content === null && cadence === 'now' ? reader.due : nextDue(cadence, now, ledger.calendar.days.zone)
    if (content === null) return { recipient, from, to, due, message: null }
    const key = toHex(sha256(utf8(`${recipient}|${from}|${to}`)))
    return {
      recipient,
      from,
      to,
      due,
      message: { key, content: JSON.stringify(content), created: now.toISOString() },
    }
  }

  return {
    /**
     * Writes messages for readers who may be written to now. May be interrupted anywhere, and be done by several at
     * once: what was not written is written by the next.
     *
     * @returns whether there may be more to do at once
     */
    async gather(): Promise<boolean> {
      const to = await indexedSize(database)
      const readers = await stored.dueFollowers(database, ledger.now().toISOString(), to, READERS)
      if (readers.length === 0) return false
      const from = readers.reduce((least, { cursor }) => Math.min(least, cursor), to)
      const touched = await readRange(from, to)
      const rows = await stored.followedBy(
        database,
        readers.map(({ id }) => id),
      )
      const matches = new Map<string, ReadonlySet<number>>()
      for (const topic of new Set(rows.map((row) => row.topic)))
        matches.set(topic, await entriesOf(parseTopic(topic), touched))
      const byReader = new Map<string, stored.StoredSubscription[]>(readers.map(({ id }) => [id, []]))
      for (const row of rows) byReader.get(row.follower)?.push(row)
      const told = readers.map((reader) =>
        toldOf(reader, contentOf(reader, byReader.get(reader.id) ?? [], matches, touched, to), to),
      )
      for (let at = 0; at < told.length; at += TOGETHER) await tell(database, told.slice(at, at + TOGETHER))
      return readers.length === READERS
    },
  }
}
