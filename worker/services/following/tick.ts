/**
 * One look at what was recorded since: the entries are read once, matched with what is followed, and go into one
 * message for each reader. Kept are indices, never words.
 */
import { type Cadence, isCadence, nextDue } from '../../domain/following/cadence.ts'
import {
  rhythmsOf,
  type Silent,
  silenceMark,
  silentOn,
  type ToldSilent,
  untold,
} from '../../domain/following/silence.ts'
import { parseTopic } from '../../domain/following/topic.ts'
import { dayNumber } from '../../domain/record/date.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import * as stored from '../../store/outgoing/followers.ts'
import { type Told, tell } from '../../store/outgoing/outbox.ts'
import { indexedSize } from '../../store/outgoing/sizes.ts'
import { readTouched, type Touched } from '../../store/outgoing/touched.ts'
import { readDelivered } from '../../store/records/delivered.ts'
import { readDeliveries } from '../../store/records/judged.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'
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
  /** Registers of which nothing has come for long, each with the day number of its last delivery; left out for none. */
  silent?: Silent[]
}

const toldSilentOf = ({ silent }: stored.StoredFollower): ToldSilent => JSON.parse(silent)

const cadenceOf = (text: string): Cadence => (isCadence(text) ? text : 'daily')

/** Round of one ledger's mail: makes the messages that are due, each entry once for each reader. */
export function createTick(ledger: Ledger) {
  const { database } = ledger
  const { entriesOf, registersOf } = createTopics(ledger)

  const rhythmsNow = async () => rhythmsOf((await readDelivered(database)).map(({ name }) => name))

  async function readRange(from: number, to: number): Promise<Touched[]> {
    const all: Touched[] = []
    for (let at = from; at < to; at += ENTRIES)
      addAll(all, await readTouched(database, at, Math.min(to, at + ENTRIES), ENTRIES))
    return all
  }

  /** Silent registers on which each of some topics rests. */
  async function registersBy(
    silent: readonly Silent[],
    follows: readonly stored.StoredSubscription[],
  ): Promise<Map<string, Set<string>>> {
    const names = silent.map(({ register }) => register)
    const found = new Map<string, Set<string>>()
    if (names.length === 0) return found
    for (const topic of new Set(follows.map((one) => one.topic)))
      found.set(topic, await registersOf(parseTopic(topic), names))
    return found
  }

  /** @param matches by topic, the indices that belong to it */
  function contentOf(
    reader: stored.StoredFollower,
    follows: readonly stored.StoredSubscription[],
    matches: ReadonlyMap<string, ReadonlySet<number>>,
    touched: readonly Touched[],
    { to, silent }: { to: number; silent: Silent[] },
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
    if (records.size === 0 && silent.length === 0) return null
    const all = [...records.values()].map((one) => ({
      ...one,
      topics: [...one.topics].sort((a, b) => a - b),
    }))
    const rest = all.slice(MOST_RECORDS)
    const more = { records: rest.length, entries: rest.reduce((sum, { entries }) => sum + entries.length, 0) }
    const told = { from: reader.cursor, to, topics, records: all.slice(0, MOST_RECORDS), more }
    return silent.length === 0 ? told : { ...told, silent }
  }

  function toldOf(
    reader: stored.StoredFollower,
    content: DigestContent | null,
    to: number,
    looked: string,
  ): Told {
    const now = ledger.now()
    const cadence = cadenceOf(reader.cadence)
    const { id: recipient, cursor: from } = reader
    // Who is written to at once and was not, is not made to wait.
    const due =
      content === null && cadence === 'now' ? reader.due : nextDue(cadence, now, ledger.calendar.days.zone)
    const was = { silent: reader.silent, looked: reader.looked }
    if (content === null)
      return { recipient, from, to, due, was, is: { silent: reader.silent, looked }, message: null }
    const { silent = [] } = content
    const mark = silent.length === 0 ? '' : `|${silenceMark(silent)}`
    const key = toHex(sha256(utf8(`${recipient}|${from}|${to}${mark}`)))
    const told = {
      ...toldSilentOf(reader),
      ...Object.fromEntries(silent.map((one) => [one.register, one.day])),
    }
    return {
      recipient,
      from,
      to,
      due,
      was,
      is: { silent: silent.length === 0 ? reader.silent : JSON.stringify(told), looked },
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
      const today = dayNumber(todayOf(ledger.now(), ledger.calendar.days.zone))
      const silent = silentOn(await readDeliveries(database), today, await rhythmsNow())
      const looked = silenceMark(silent)
      const now = ledger.now().toISOString()
      const readers = await stored.dueFollowers(database, now, { size: to, silent: looked }, READERS)
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
      const registers = await registersBy(
        silent,
        readers.filter((one) => one.looked !== looked).flatMap(({ id }) => byReader.get(id) ?? []),
      )
      const told = readers.map((reader) => {
        const follows = byReader.get(reader.id) ?? []
        const mine = untold(silent, toldSilentOf(reader)).filter(({ register }) =>
          follows.some(({ topic }) => registers.get(topic)?.has(register)),
        )
        const content = contentOf(reader, follows, matches, touched, { to, silent: mine })
        return toldOf(reader, content, to, looked)
      })
      for (let at = 0; at < told.length; at += TOGETHER) await tell(database, told.slice(at, at + TOGETHER))
      return readers.length === READERS
    },
  }
}
