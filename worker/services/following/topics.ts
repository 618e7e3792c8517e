/** Topics against the ledger: whether they are there, what they are called, which entries belong to them. */

import { parseTopic, type Topic } from '../../domain/following/topic.ts'
import { label, titleOr } from '../../domain/kinds/labels.ts'
import { isKind, kindOfRecord } from '../../domain/kinds/table.ts'
import { nameOr } from '../../domain/kinds/title.ts'
import { listSaid } from '../../domain/listing/words.ts'
import { dayNumber } from '../../domain/record/date.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import {
  aroundRecord,
  onList,
  registersAbout,
  registersOn,
  type Touched,
  withWords,
} from '../../store/outgoing/touched.ts'
import { readDeliveries } from '../../store/records/judged.ts'
import { namesOf } from '../../store/records/records.ts'
import { createRulebook } from '../inspection/rulebook.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'

/** Records asked about in one statement. */
const PART = 5000

/** Topics that can be followed in one ledger, with their titles and their entries. */
export function createTopics(ledger: Ledger) {
  const { database } = ledger
  const rulebook = createRulebook(ledger)

  async function nameOf(id: string, lang: Lang): Promise<string> {
    return nameOr(lang, (await namesOf(database, [id])).get(id), titleOr(lang, id, null))
  }

  async function sayTopic({ kind, filter }: Topic & { is: 'list' }, lang: Lang): Promise<string> {
    const ids = Object.values(filter).filter((value) => kindOfRecord(value) !== null)
    const names = await namesOf(database, ids)
    return listSaid(lang, kind, filter, (id) => nameOr(lang, names.get(id), id))
  }

  /** @returns records of a range that belong to a topic */
  async function recordsOf(topic: Topic, ids: readonly string[]): Promise<Set<string>> {
    if (topic.is === 'record') return aroundRecord(database, ids, topic.id)
    if (topic.is === 'search') return withWords(database, ids, topic)
    const filter = topic.is === 'rule' ? { type: topic.id } : topic.is === 'list' ? topic.filter : null
    if (filter === null) return new Set()
    const kind = topic.is === 'list' ? topic.kind : 'flag'
    return onList(database, ids, { ...filter, kind, judging: await judging() })
  }

  async function judging() {
    const { zone } = ledger.calendar.days
    const today = dayNumber(todayOf(ledger.now(), zone))
    return { today, zone, deliveries: await readDeliveries(database) }
  }

  return {
    /** @throws Problem `invalid` for a record that is not there */
    async requireThere(topic: Topic): Promise<void> {
      if (topic.is !== 'record' && topic.is !== 'department') return
      if ((await namesOf(database, [topic.id])).has(topic.id)) return
      throw refuse('invalid', `没有记录 ${topic.id}。`, `There is no record ${topic.id}.`, 'topic')
    },

    /** A topic in words: the title of a record, a list with its filters, a rule, a search. */
    async titleOf(address: string, lang: Lang): Promise<string> {
      const topic = parseTopic(address)
      if (topic.is === 'rule') return `${topic.id} ${ruleOf(topic.id)?.name[lang] ?? ''}`.trim()
      if (topic.is === 'search') {
        const words = lang === 'en' ? `Search “${topic.q}”` : `搜索“${topic.q}”`
        return topic.kind !== null && isKind(topic.kind)
          ? `${words} · ${label(lang, 'record', topic.kind)}`
          : words
      }
      if (topic.is === 'list') return sayTopic(topic, lang)
      return nameOf(topic.id, lang)
    },

    /** Registers, among some, on which a topic rests: the imported ones of a record, a department or a list. */
    async registersOf(topic: Topic, registers: readonly string[]): Promise<Set<string>> {
      if (topic.is === 'record' || topic.is === 'department')
        return registersAbout(database, registers, topic.id)
      if (topic.is !== 'list') return new Set()
      return registersOn(database, registers, { ...topic.filter, kind: topic.kind, judging: await judging() })
    },

    /** Indices of a range of entries that belong to a topic. */
    async entriesOf(topic: Topic, touched: readonly Touched[]): Promise<Set<number>> {
      if (topic.is === 'department') {
        const mine = touched.filter(({ record, department }) => [record, department].includes(topic.id))
        return new Set(mine.map(({ index }) => index))
      }
      const ids = [...new Set(touched.map(({ record }) => record))]
      const records = new Set<string>()
      for (let at = 0; at < ids.length; at += PART)
        for (const id of await recordsOf(topic, ids.slice(at, at + PART))) records.add(id)
      const changed = topic.is === 'rule' ? (await rulebook.changes(topic.id)).map(({ index }) => index) : []
      const found = new Set(touched.filter(({ record }) => records.has(record)).map(({ index }) => index))
      const within = new Set(touched.map(({ index }) => index))
      for (const index of changed) if (within.has(index)) found.add(index)
      return found
    },
  }
}
