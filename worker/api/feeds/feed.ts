/** Common parts of every feed: its head, in the language and at the address that were asked for, and how it is sent. */

import { label, titleOr } from '../../domain/kinds/labels.ts'
import { departmentIn, nameIn, titleIn } from '../../domain/kinds/title.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { type Feed, type FeedItem, formatAtom } from '../../domain/text/atom.ts'
import type { DueItem } from '../../services/export/due.ts'
import type { EntryLine } from '../../services/read/views.ts'
import type { ApiContext, ApiDeps } from '../http/context.ts'
import { jsonFeed } from './json-feed.ts'
import { tagOf } from './tag.ts'

/** Manner in which a feed is read: its address and its language. */
export interface Asked {
  lang: Lang
  /** Public scheme and host. */
  base: string
  /** Address of the feed itself. */
  self: string
  /** Name of the ledger, and of its place with a mark before it. */
  ledger: string
  place: string
}

/** Manner in which a feed is asked for, by the address and the query of the request. */
export function askedOf(
  c: ApiContext,
  { services: { log }, origin }: Pick<ApiDeps, 'services' | 'origin'>,
): Asked {
  const lang = c.req.query('lang') === 'en' ? 'en' : 'zh'
  const url = new URL(c.req.url)
  const base = origin ?? url.origin
  const place = log.place[lang] === '' ? '' : ` · ${log.place[lang]}`
  return { lang, base, self: `${base}${url.pathname}${url.search}`, ledger: log.origin, place }
}

/** The name of a feed or calendar, with that of the ledger. */
export function titled(title: string, { lang, place }: Asked): string {
  return `${title} · ${lang === 'en' ? 'Mingzhang' : '明账'}${place}`
}

export interface Head {
  title: string
  /** The subject of the feed, as in an address: names it for ever. */
  path: string
  /** The page that shows the same, without the language before it. */
  home: string
  about?: string | null
}

const newest = (instants: readonly string[]): string => instants.toSorted().at(-1) ?? ''

/** @param since when a feed without an item came to be so: instant, UTC */
function feedOf({ title, path, home, about }: Head, items: FeedItem[], asked: Asked, since: string): Feed {
  const { lang, base, self, ledger } = asked
  return {
    id: tagOf(ledger, path),
    title: titled(title, asked),
    about: about ?? null,
    author: ledger,
    lang: lang === 'en' ? 'en' : 'zh-CN',
    home: `${base}/${lang}${home}`,
    self,
    updated: newest([since, ...items.map(({ updated }) => updated)]),
    items,
  }
}

/** Entries of the ledger as items: what was corrected or erased afterwards moves each item that it concerns. */
export async function entryItems(
  { reading }: ApiDeps['services'],
  lines: readonly EntryLine[],
  asked: Asked,
): Promise<FeedItem[]> {
  const first = new Map<string, number>()
  for (const { envelope } of lines)
    first.set(envelope.record, Math.min(envelope.seq, first.get(envelope.record) ?? envelope.seq))
  const said = await reading.afterwards([...first].map(([id, since]) => ({ id, since })))
  return lines.map((line) => entryItem(line, said.get(line.envelope.record) ?? [], asked))
}

/** Text in the place of the title of a record that shows none. */
function unnamed({ envelope }: EntryLine, said: Afterwards, lang: Lang): string {
  const erased = said.some(({ target }) => target !== null)
  return erased
    ? `${envelope.record} · ${label(lang, 'event', 'erasure.erased')}`
    : titleOr(lang, envelope.record, '')
}

type Afterwards = readonly { index: number; recorded: string; act: string; target: number | null }[]

/** True of a record that counts nowhere, as the newest word on that has it. */
function isAnnulled(said: Afterwards): boolean {
  return said.findLast(({ act }) => ENTERING.has(act))?.act === 'annulled'
}

/** Acts that say whether a record was entered by mistake. */
const ENTERING = new Set(['annulled', 'reinstated'])

const ANNULLED = { zh: '（已作废）', en: ' (annulled)' } as const

function entryItem(line: EntryLine, said: Afterwards, { lang, base, ledger }: Asked): FeedItem {
  const { index, envelope } = line
  const title = nameIn(lang, line)
  const { kind, recorded, occurred } = envelope
  const erased = said.some(({ target }) => target === index)
  const annulled = isAnnulled(said)
  const later = said.filter((one) => one.index > index).map((one) => one.recorded)
  const [zh, en] = [
    `发生于 ${occurred}，记于 ${recorded}，账目 ${index}。${erased ? '正文已依法删除。' : ''}${annulled ? '这条记录已作废：误登，不再计入。' : ''}`,
    `Occurred ${occurred}, recorded ${recorded}, entry ${index}.${erased ? ' Its content was lawfully erased.' : ''}${annulled ? ' The record is annulled: entered by mistake, and counted nowhere.' : ''}`,
  ]
  return {
    id: tagOf(ledger, `entry:${index}`),
    title: `${label(lang, 'event', kind)}${lang === 'en' ? ': ' : '：'}${title === '' ? unnamed(line, said, lang) : title}${annulled ? ANNULLED[lang] : ''}`,
    url: `${base}/${lang}/entries/${index}`,
    author: departmentIn(lang, line) ?? ledger,
    published: recorded,
    updated: newest([recorded, ...later]),
    summary: lang === 'en' ? en : zh,
  }
}

/** One milestone with the date for which it is promised: another date is another item. */
export function dueItem(
  { record, due, overdue, asOf, slip, published, updated }: DueItem,
  { lang, base, ledger }: Asked,
): FeedItem {
  const word =
    asOf !== null && overdue
      ? lang === 'en'
        ? 'Not reported done'
        : '未报告完成'
      : label(lang, 'derived', overdue ? 'overdue' : 'due_soon')
  const later = slip !== null && slip > 0 ? slip : null
  const [zh, en] = [
    `${asOf === null ? '' : `截至 ${asOf} 未报告完成。`}期限 ${due}${later === null ? '' : `，比最初承诺晚 ${later} 天`}。`,
    `${asOf === null ? '' : `Not reported done by ${asOf}. `}Due ${due}${later === null ? '' : `, ${later} days later than promised first`}.`,
  ]
  return {
    id: tagOf(ledger, `due:${record.id}:${due}`),
    title: `${word}${lang === 'en' ? ': ' : '：'}${titleIn(lang, record)}`,
    url: `${base}/${lang}/milestones/${record.id}`,
    author: departmentIn(lang, record) ?? ledger,
    published,
    updated,
    summary: lang === 'en' ? en : zh,
  }
}

export const formats = ['atom', 'json'] as const

/** Answers with a feed, as Atom (RFC 4287) or as JSON Feed 1.1. */
export async function sendFeed(
  c: ApiContext,
  { reading }: ApiDeps['services'],
  format: string,
  head: Head,
  items: FeedItem[],
  asked: Asked,
): Promise<Response> {
  const since = (await reading.beginning()) ?? new Date(0).toISOString()
  const feed = feedOf(head, items, asked, since)
  c.header('cache-control', 'public, max-age=60')
  if (format === 'atom')
    return c.body(formatAtom(feed), 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
  return c.body(JSON.stringify(jsonFeed(feed)), 200, {
    'content-type': 'application/feed+json; charset=utf-8',
  })
}
