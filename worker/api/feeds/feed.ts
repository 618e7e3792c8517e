/** Common parts of every feed: its head, in the language and at the address that were asked for, and how it is sent. */

import { label } from '../../domain/kinds/labels.ts'
import type { Lang } from '../../domain/record/problem.ts'
import type { DueItem } from '../../services/export/due.ts'
import type { EntryLine } from '../../services/read/views.ts'
import type { ApiContext, ApiDeps } from '../http/context.ts'
import { type Feed, type FeedItem, formatAtom } from './atom.ts'
import { jsonFeed } from './json-feed.ts'

/** Where and in which language a feed is read. */
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

interface Head {
  title: string
  /** The subject of the feed, as in an address: names it for ever. */
  path: string
  /** The page that shows the same, without the language before it. */
  home: string
  updated: string | null
}

function feedOf({ title, path, home, updated }: Head, items: FeedItem[], asked: Asked): Feed {
  const { lang, base, self, ledger } = asked
  return {
    id: `urn:mingzhang:${ledger}:${path}`,
    title: titled(title, asked),
    lang: lang === 'en' ? 'en' : 'zh-CN',
    home: `${base}/${lang}${home}`,
    self,
    updated: updated ?? '1970-01-01T00:00:00.000Z',
    items,
  }
}

/** One entry of the ledger. */
export function entryItem(
  { index, envelope, title, departmentName }: EntryLine,
  { lang, base, ledger }: Asked,
): FeedItem {
  const { kind, recorded, occurred } = envelope
  return {
    id: `urn:mingzhang:${ledger}:entry:${index}`,
    title: `${label(lang, 'event', kind)}${lang === 'en' ? ': ' : '：'}${title}`,
    url: `${base}/${lang}/entries/${index}`,
    author: departmentName ?? ledger,
    updated: recorded,
    summary:
      lang === 'en'
        ? `Occurred ${occurred}, recorded ${recorded}, entry ${index}.`
        : `发生于 ${occurred}，记于 ${recorded}，账目 ${index}。`,
  }
}

/** One milestone with the date for which it is promised: another date is another item. */
export function dueItem(
  { record, due, overdue, asOf, slip, updated }: DueItem,
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
    id: `urn:mingzhang:${ledger}:due:${record.id}:${due}`,
    title: `${word}${lang === 'en' ? ': ' : '：'}${record.title}`,
    url: `${base}/${lang}/milestones/${record.id}`,
    author: record.departmentName ?? ledger,
    updated,
    summary: lang === 'en' ? en : zh,
  }
}

export const formats = ['atom', 'json'] as const

/** Answers with a feed, as Atom (RFC 4287) or as JSON Feed 1.1. */
export function sendFeed(
  c: ApiContext,
  format: string,
  head: Head,
  items: FeedItem[],
  asked: Asked,
): Response {
  const feed = feedOf(head, items, asked)
  c.header('cache-control', 'public, max-age=60')
  if (format === 'atom')
    return c.body(formatAtom(feed), 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
  return c.body(JSON.stringify(jsonFeed(feed)), 200, {
    'content-type': 'application/feed+json; charset=utf-8',
  })
}
