/** The text of a digest, of what stands in the ledger when it is sent: what was erased meanwhile is in no message. */

import { cadences, isCadence } from '../../domain/following/cadence.ts'
import { timeline } from '../../domain/kinds/compare.ts'
import { fieldLabel, label, statusLabel, titleOr } from '../../domain/kinds/labels.ts'
import { kindOfRecord, lists } from '../../domain/kinds/table.ts'
import { nameOr } from '../../domain/kinds/title.ts'
import { dayText } from '../../domain/record/date.ts'
import type { Change, Moment, RecordKind } from '../../domain/record/event.ts'
import { type Lang, of, type Words } from '../../domain/record/problem.ts'
import { dayAt, dayIn } from '../../domain/record/zone.ts'
import type { Json } from '../../ledger/canonical.ts'
import {
  envelopeOf,
  readEntry,
  readHistories,
  recordedOf,
  type StoredEntry,
} from '../../store/log/entries.ts'
import { namesOf } from '../../store/records/records.ts'
import { letterOf, type Part } from '../mail/letter.ts'
import type { Ledger } from '../open.ts'
import type { DigestContent } from './tick.ts'
import { createTopics } from './topics.ts'

/** Lines about one record, and changed fields that are told with old and new. */
const MOST_LINES = 8
const MOST_CHANGES = 4
/** Characters of a value; a longer one is only said to have changed. */
const MOST_VALUE = 60

/** Reader to whom a digest is written, and the site it comes from. */
export interface Reader {
  lang: Lang
  cadence: string
  /** Public scheme and host of the site. */
  base: string
  /** Address at which the reader changes or ends all this. */
  leave: string
}

/** Digests for readers of one ledger: what was entered of the topics that they follow. */
export function createDigests(ledger: Ledger) {
  const { database } = ledger
  const { zone } = ledger.calendar.days
  const { titleOf } = createTopics(ledger)

  async function partOf(
    one: DigestContent['records'][number],
    history: readonly StoredEntry[],
    title: string,
    why: readonly string[],
    { lang, base }: Reader,
  ): Promise<Part> {
    const kind = kindOfRecord(one.id)
    const told = new Set(one.entries)
    const moments = timeline(history.map(recordedOf)).filter(({ entry }) => told.has(entry.index))
    const stored = new Map(history.map((entry) => [entry.index, entry]))
    const own = new Set(moments.map(({ entry }) => entry.index))
    // Erasures are entries of their own, and not of the record.
    const others = await Promise.all(
      one.entries.filter((index) => !own.has(index)).map((index) => readEntry(database, index)),
    )
    const lines = [
      ...moments.map(({ entry }) => eventLine(entry.envelope, hiddenIn(stored.get(entry.index)), lang, zone)),
      ...others.flatMap((entry) => (entry === null ? [] : [eventLine(envelopeOf(entry), null, lang, zone)])),
    ]
    const list = kind === null ? null : lists[kind]
    const path = list === null ? `/entries/${one.entries.at(-1)}` : `/${list}/${one.id}`
    return {
      heading: title,
      url: `${base}/${lang}${path}`,
      lines: [
        ...lines.slice(-MOST_LINES),
        ...(lines.length > MOST_LINES
          ? [
              lang === 'en'
                ? `and ${lines.length - MOST_LINES} earlier entries`
                : `另有更早的 ${lines.length - MOST_LINES} 条账目`,
            ]
          : []),
        ...(kind === null ? [] : changeLines(kind, moments, lang)),
        lang === 'en' ? `because you follow ${quoted(lang, why)}` : `因为你关注了${quoted(lang, why)}`,
      ],
    }
  }

  return {
    /** Subject, text and HTML of one digest. */
    async compose(
      content: DigestContent,
      reader: Reader,
    ): Promise<{ subject: string; text: string; html: string }> {
      const { lang } = reader
      const ids = content.records.map(({ id }) => id)
      const [histories, names, topics] = await Promise.all([
        readHistories(database, ids),
        namesOf(database, ids),
        Promise.all(content.topics.map((topic) => titleOf(topic, lang))),
      ])
      const shownTitle = (id: string): string => nameOr(lang, names.get(id), untitled(lang, id))
      const parts = await Promise.all(
        content.records.map((one) => {
          const why = one.topics.map((at) => topics[at] ?? '')
          return partOf(one, histories.get(one.id) ?? [], shownTitle(one.id), why, reader)
        }),
      )
      const first = content.records[0]
      const all = content.records.length + content.more.records
      const place = ledger.place[lang] === '' ? '' : ` · ${ledger.place[lang]}`
      const subject =
        all === 0
          ? silenceSubject(content, lang)
          : all === 1 && first !== undefined
            ? shownTitle(first.id)
            : lang === 'en'
              ? `${all} records have new entries`
              : `${all} 条记录有新账目`
      return {
        subject: `${lang === 'en' ? 'Mingzhang' : '明账'}${place}${lang === 'en' ? ': ' : '：'}${subject}`,
        ...letterOf(lang, [
          ...parts,
          ...restOf(content, reader),
          ...silenceOf(content, reader),
          footOf(content, topics, reader),
        ]),
      }
    },
  }
}

/** A record without a title: by the name that its kind gives it while nobody has read it, or as withheld. */
function untitled(lang: Lang, id: string): string {
  const name = titleOr(lang, id, null)
  if (name !== id) return name
  return lang === 'en' ? `${id} (content withheld)` : `${id}（内容不公开）`
}

/** Titles in their marks: one may be a sentence, and end as one. */
function quoted(lang: Lang, titles: readonly string[]): string {
  return lang === 'en'
    ? titles.map((one) => `“${one}”`).join(', ')
    : titles.map((one) => `“${one}”`).join('、')
}

/** Words for content that is not told: erased, or withheld; null for what stands open. */
function hiddenIn(stored: StoredEntry | undefined): Words | null {
  if (stored?.content != null) return null
  const isGone = stored?.erased === true
  return isGone
    ? { zh: '（内容已依法删除）', en: ' (content erased by law)' }
    : { zh: '（内容不公开）', en: ' (content withheld)' }
}

function eventLine(
  envelope: { kind: string; occurred: string; recorded: string },
  hidden: Words | null,
  lang: Lang,
  zone: string,
): string {
  const { kind, occurred } = envelope
  const recorded = dayIn(zone, envelope.recorded)
  // The day on which it was recorded says something where it is another one.
  const later =
    dayAt(zone, occurred) === recorded ? of('', '') : of(`，记于 ${recorded}`, `, recorded ${recorded}`)
  const [zh, en] = [
    `${occurred} ${label('zh', 'event', kind)}${hidden?.zh ?? ''}${later.zh}`,
    `${occurred} ${label('en', 'event', kind)}${hidden?.en ?? ''}${later.en}`,
  ]
  return lang === 'en' ? en : zh
}

/** Fields that these entries changed, each once, from the value before the first to that after the last. */
function changeLines(kind: RecordKind, moments: readonly Moment[], lang: Lang): string[] {
  const changed = new Map<string, Change>()
  for (const { changes } of moments)
    for (const { field, from, to } of changes)
      changed.set(field, { field, from: changed.get(field)?.from ?? from, to })
  return [...changed.values()]
    .filter(({ field, from, to }) => isTold(field, from) && isTold(field, to) && from !== to)
    .slice(0, MOST_CHANGES)
    .map(({ field, from, to }) => {
      const value = (one: Json): string => {
        if (one === null) return lang === 'en' ? 'none' : '无'
        return field === 'status' ? statusLabel(lang, kind, String(one)) : String(one)
      }
      return `${fieldLabel(lang, kind, field)}${lang === 'en' ? ': ' : '：'}${value(from)} → ${value(to)}`
    })
}

/** True for a value that says something to a reader: a date, a short Chinese text, a status; codes and ids do not. */
function isTold(field: string, value: Json): boolean {
  if (value === null || (field === 'status' && typeof value === 'string')) return true
  if (typeof value !== 'string' || value.length > MOST_VALUE) return false
  return /^\d{4}(?:-\d\d){0,2}$/.test(value) || /\p{Script=Han}/u.test(value)
}

function restOf({ more }: DigestContent, { lang, base }: Reader): Part[] {
  if (more.records === 0) return []
  const words =
    lang === 'en'
      ? `and ${more.records} more records with ${more.entries} entries`
      : `另有 ${more.records} 条记录的 ${more.entries} 条账目`
  return [{ links: [{ words, url: `${base}/${lang}/ledger` }] }]
}

function silenceSubject({ silent = [] }: DigestContent, lang: Lang): string {
  const names = silent.map(({ register }) => register)
  return lang === 'en' ? `nothing new from ${names.join(', ')}` : `来源暂无更新：${names.join('、')}`
}

/** One notice for each register that is silent: so that nobody takes its silence for that of this site, or of a department. */
function silenceOf({ silent = [] }: DigestContent, { lang, base }: Reader): Part[] {
  return silent.map(({ register, day, expected = null }) => {
    const last = dayText(day)
    const by = expected === null ? null : dayText(expected)
    return {
      heading:
        lang === 'en' ? `Nothing new from the register ${register}` : `登记簿 ${register} 没有新的交付`,
      url: `${base}/${lang}/deliveries`,
      lines:
        lang === 'en'
          ? [
              `Its last delivery tells of ${last}${by === null ? '' : `, and the next was expected by ${by}`}. What you follow from it is judged as of that day.`,
              'This is said once; you are told again when it has spoken, and fallen silent again.',
            ]
          : [
              `最后一次交付截至 ${last}${by === null ? '' : `，下一次本应在 ${by} 以前到`}。你关注的、来自它的记录按那一天判断。`,
              '这一点只告诉你一次；它再有交付、又再静默时会再告诉你。',
            ],
    }
  })
}

function footOf(
  { to }: DigestContent,
  topics: readonly string[],
  { lang, cadence, base, leave }: Reader,
): Part {
  const often = cadences[isCadence(cadence) ? cadence : 'daily'][lang]
  const [zh, en] = [
    [
      `你收到这封信，是因为你用这个地址关注了${quoted('zh', topics)}。频率：${often}。`,
      `账本规模：${to} 条账目。`,
    ],
    [
      `You receive this because you follow ${quoted('en', topics)} with this address. How often: ${often}.`,
      `Size of the ledger: ${to} entries.`,
    ],
  ]
  return {
    lines: lang === 'en' ? en : zh,
    links: [
      { words: lang === 'en' ? 'Change or leave (one click)' : '更改或退订（一次点击）', url: leave },
      { words: lang === 'en' ? 'The ledger' : '账本', url: `${base}/${lang}/ledger` },
    ],
  }
}
