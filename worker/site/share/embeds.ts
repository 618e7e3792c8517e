/** `/embed/…`: records and lists for frames on other sites. Only these may be framed; no script, no cookie. */
import { type Context, Hono } from 'hono'
import { type ComponentChildren, h } from 'preact'
import { embedDocument, NotHere } from '../../../web/components/embed/Embed.tsx'
import { ListEmbed } from '../../../web/components/embed/ListEmbed.tsx'
import { RecordEmbed, recordEmbeds } from '../../../web/components/embed/RecordEmbed.tsx'
import type { Frame } from '../../../web/frame.ts'
import { titleOr } from '../../../web/labels.ts'
import { listWords } from '../../domain/kinds/labels.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { OPENING } from '../../services/read/history.ts'
import { toHtml } from '../html/draw.ts'
import { createSiteFaults, frameOf, type SiteDeps, send, toRendered } from '../html/respond.ts'
import { type Target, targetAt } from './target.ts'

/** Records of a list in a frame. */
const LISTED = 10
/** Entries of a record that a frame reads, the newest. */
const EMBEDDED = 12
/** Milestones of a decision that a frame reads. */
const MILESTONES = 50

/** Policy of an embed: anybody may frame it; it runs nothing and sends nothing. */
const CSP = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  'frame-ancestors *',
].join('; ')

interface Shown {
  title: string
  body: ComponentChildren
  names: ReadonlyMap<string, string>
}

/** Routes of embeds as a Hono app, to be mounted at the root. */
export function createEmbeds(deps: SiteDeps): Hono {
  const app = new Hono()
  const faults = createSiteFaults(deps)
  app.get('/embed/*', async (c) => {
    try {
      return await answer(c, deps)
    } catch (error) {
      return faults.failed(error, c)
    }
  })
  return app
}

async function answer(c: Context, deps: SiteDeps): Promise<Response> {
  const url = new URL(c.req.url)
  const target = targetAt(url.pathname.slice('/embed'.length))
  const lang = target?.lang ?? (url.pathname.startsWith('/embed/en') ? 'en' : 'zh')
  const [framed, shown] = await Promise.all([
    frameOf(c, deps, lang),
    target === null ? null : load(c, deps, target).catch(missing),
  ])
  const names = shown?.names ?? new Map<string, string>()
  const frame: Frame = { ...framed, path: target?.path ?? '/', names, large: false }
  const asked = new URLSearchParams(url.search)
  asked.delete('show')
  const html = toHtml(
    embedDocument(frame, {
      title: shown?.title ?? frame.words.states.notFound,
      path: frame.path,
      query: asked.size === 0 ? '' : `?${asked}`,
      children: shown?.body ?? h(NotHere, {}),
    }),
  )
  const { body, headers, etag } = toRendered(`<!doctype html>${html}`, lang)
  const page = { body, etag, headers: { ...headers, 'content-security-policy': CSP } }
  if (shown !== null) return send(c, page)
  return c.body(body, 404, { ...page.headers, 'cache-control': 'no-store' })
}

function missing(error: unknown): null {
  if (error instanceof Problem && error.code === 'not_found') return null
  throw error
}

/** Content of the frame; null when there is no such record. @throws Problem for a query that nobody knows */
async function load(c: Context, deps: SiteDeps, target: Target): Promise<Shown | null> {
  return target.id === null ? loadList(c, deps, target) : loadRecord(c, deps, target, target.id)
}

async function loadRecord(
  c: Context,
  { reading }: SiteDeps,
  target: Target,
  id: string,
): Promise<Shown | null> {
  requireQuery(c, ['show'])
  const asked = c.req.query('show') ?? 'card'
  const show = recordEmbeds.find((one) => one === asked)
  if (show === undefined)
    throw refuse(
      'invalid',
      `show 是：${recordEmbeds.join('、')}。`,
      `show is one of: ${recordEmbeds.join(', ')}.`,
      'show',
    )
  const [record, moments, opening, promised] = await Promise.all([
    reading.record(id),
    reading.timeline(id, { limit: EMBEDDED }),
    reading.timeline(id, OPENING),
    target.kind === 'decision' ? reading.records({ kind: 'milestone', of: id, limit: MILESTONES }) : null,
  ])
  if (record === null) return null
  const milestones = target.kind === 'milestone' ? [record] : (promised?.items ?? [])
  const title = titleOr(target.lang, id, titleIn(target.lang, record))
  const body = h(RecordEmbed, { show, record, moments, opening, milestones, today: reading.today() })
  return { title, body, names: new Map([[id, title]]) }
}

/** The first of a list, narrowed and ordered as its page is by the same query. */
async function loadList(c: Context, { reading }: SiteDeps, { kind, lang }: Target): Promise<Shown> {
  const filters = Object.keys(kindOf(kind).filters)
  requireQuery(c, [...filters, 'sort'])
  const asked = Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== ''))
  const { items, total } = await reading.records({ ...asked, kind, limit: LISTED })
  const body = h(ListEmbed, { kind, total, records: items })
  return { title: listWords(kind).title[lang], body, names: new Map() }
}

/** Refuses parameters that this frame does not know: a filter without effect would show what was not asked for. */
function requireQuery(c: Context, known: readonly string[]): void {
  const unknown = Object.keys(c.req.query())
    .find((name) => !known.includes(name))
    ?.slice(0, 40)
  if (unknown === undefined) return
  throw refuse(
    'invalid',
    `查询参数 ${unknown} 不认识；可用：${known.join('、')}。`,
    `There is no parameter ${unknown}; known: ${known.join(', ')}.`,
    unknown,
  )
}
