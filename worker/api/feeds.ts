/** Atom and JSON Feed of the ledger, a department, a responsibility. */
import { Hono } from 'hono'
import { refuse } from '../domain/guard.ts'
import { kindOfRecord, lists } from '../domain/ids.ts'
import { label } from '../domain/labels.ts'
import type { EntryLine } from '../services/views.ts'
import { type Feed, formatAtom } from './atom.ts'
import type { ApiContext, ApiDeps, ApiEnv } from './context.ts'

const ITEMS = 50

export function feedRoutes({ services: { reading, log }, origin }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  function feedOf(
    c: ApiContext,
    title: string,
    path: string,
    lines: readonly EntryLine[],
    updated: string | null,
  ): Feed {
    const lang = c.req.query('lang') === 'en' ? 'en' : 'zh'
    const url = new URL(c.req.url)
    const base = origin ?? url.origin
    const place = log.place[lang] === '' ? '' : ` · ${log.place[lang]}`
    return {
      id: `urn:mingzhang:${log.origin}:${path}`,
      title: `${title} · ${lang === 'en' ? 'Mingzhang' : '明账'}${place}`,
      lang: lang === 'en' ? 'en' : 'zh-CN',
      home: `${base}/${lang}${path === '/ledger' ? '/ledger' : path}`,
      self: `${base}${url.pathname}${url.search}`,
      updated: updated ?? '1970-01-01T00:00:00.000Z',
      items: lines.map(({ index, envelope, title: record, departmentName }) => ({
        id: `urn:mingzhang:${log.origin}:entry:${index}`,
        title: `${label(lang, 'event', envelope.kind)}${lang === 'en' ? ': ' : '：'}${record}`,
        url: `${base}/${lang}/entries/${index}`,
        author: departmentName ?? log.origin,
        updated: envelope.recorded,
        summary:
          lang === 'en'
            ? `Occurred ${envelope.occurred}, recorded ${envelope.recorded}, entry ${index}.`
            : `发生于 ${envelope.occurred}，记于 ${envelope.recorded}，账目 ${index}。`,
      })),
    }
  }

  function send(c: ApiContext, feed: Feed, format: string): Response {
    c.header('cache-control', 'public, max-age=60')
    if (format === 'atom')
      return c.body(formatAtom(feed), 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
    return c.body(JSON.stringify(jsonFeed(feed)), 200, {
      'content-type': 'application/feed+json; charset=utf-8',
    })
  }

  for (const format of ['atom', 'json']) {
    app.get(`/ledger.${format}`, async (c) => {
      const { items } = await reading.entries({ limit: ITEMS })
      const title = c.req.query('lang') === 'en' ? 'Ledger' : '账本'
      return send(c, feedOf(c, title, '/ledger', items, items[0]?.envelope.recorded ?? null), format)
    })
  }
  app.get(
    '/:list{departments|responsibilities|decisions|milestones|evaluations|handovers|memberships}/:file',
    async (c) => {
      const [, id = '', format = ''] = /^(.+)\.(atom|json)$/.exec(c.req.param('file')) ?? []
      const record = kindOfRecord(id) === null ? null : await reading.record(id)
      if (record === null || lists[record.kind] !== c.req.param('list')) {
        throw refuse('not_found', '没有这个订阅源。', 'There is no such feed.')
      }
      const path = `/${c.req.param('list')}/${id}`
      if (record.kind === 'department') {
        const { items } = await reading.departmentEntries(id, { limit: ITEMS })
        return send(c, feedOf(c, record.title, path, items, items[0]?.envelope.recorded ?? null), format)
      }
      const moments = await reading.timeline(id)
      const lines = moments
        .slice(-ITEMS)
        .reverse()
        .map(({ entry }) => ({
          index: entry.index,
          envelope: entry.envelope,
          title: record.title,
          departmentName: record.departmentName,
        }))
      return send(c, feedOf(c, record.title, path, lines, record.recorded), format)
    },
  )
  return app
}

/** JSON Feed 1.1. */
function jsonFeed({ title, lang, home, self, items }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: lang,
    home_page_url: home,
    feed_url: self,
    items: items.map(({ id, title: itemTitle, url, author, updated, summary }) => ({
      id,
      url,
      title: itemTitle,
      content_text: summary,
      date_published: updated,
      authors: [{ name: author }],
    })),
  }
}
