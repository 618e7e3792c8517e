/** Quoting of pages: citations, oEmbed, site maps, the file for robots. Nothing here sets a cookie. */
import { type Context, Hono } from 'hono'
import { at, embedPath, recordPath } from '../../../web/address.ts'
import { label, titleOr } from '../../../web/labels.ts'
import { citationFormats, citationIn, citationTypes } from '../../../web/text/citation.ts'
import { formatDay } from '../../../web/text/dates.ts'
import { caveats } from '../../../web/text/withheld.ts'
import { fill, LANG_TAG, type Lang, wordsFor } from '../../../web/words/words.ts'
import { listWords } from '../../domain/kinds/labels.ts'
import { departmentIn, titleIn } from '../../domain/kinds/title.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { OPENING } from '../../services/read/history.ts'
import type { SiteDeps } from '../html/respond.ts'
import { escaped } from '../html/xml.ts'
import { siteMapRoutes } from './site-map.ts'
import { type Target, targetAt } from './target.ts'

/** Width and height of a frame in pixels: as wanted, and at least. */
const FRAME = { width: { usual: 640, least: 240 }, height: { usual: 360, least: 160 } } as const

/** Anyone may read these from anywhere. */
const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'public, max-age=0, must-revalidate',
}

/** Routes of citations, oEmbed and site maps as a Hono app, to be mounted at the root. */
export function createSharing(deps: SiteDeps): Hono {
  const app = new Hono()
  app.get('/cite/:file', (c) => plainly(c, () => cite(c, deps)))
  app.get('/oembed', (c) => plainly(c, () => oembed(c, deps)))
  app.route('/', siteMapRoutes(deps))
  return app
}

/** A refusal is answered as problem+json (RFC 9457): programs ask here. */
async function plainly(c: Context, answer: () => Promise<Response>): Promise<Response> {
  for (const [name, value] of Object.entries(OPEN)) c.header(name, value)
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const status = error.code === 'not_found' ? 404 : 400
    const { code, field, words } = error
    c.header('cache-control', 'no-store')
    c.header('content-type', 'application/problem+json; charset=utf-8')
    return c.body(
      JSON.stringify({
        type: `/api/docs#${code}`,
        title: words.en,
        status,
        detail: words.zh,
        code,
        words,
        ...(field === undefined ? {} : { field }),
      }),
      status,
    )
  }
}

const baseOf = (c: Context, { origin }: SiteDeps): string => origin ?? new URL(c.req.url).origin

/** Refuses parameters that nobody knows, and such as stand twice. */
function requireQuery(c: Context, known: readonly string[]): void {
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (known.includes(name) && values.length === 1) continue
    throw refuse(
      'invalid',
      `查询参数 ${name.slice(0, 40)} 不认识或写了多次；可用：${known.join('、')}。`,
      `The parameter ${name.slice(0, 40)} is unknown or stands twice; known: ${known.join(', ')}.`,
      name.slice(0, 40),
    )
  }
}

async function cite(c: Context, deps: SiteDeps): Promise<Response> {
  requireQuery(c, ['lang'])
  const { reading } = deps
  const [, id = '', ending] = /^(.+)\.([a-z]+)$/.exec(c.req.param('file') ?? '') ?? []
  const format = citationFormats.find((one) => one === ending)
  if (format === undefined)
    throw refuse(
      'not_found',
      `引用的格式是：${citationFormats.join('、')}。`,
      `Citations come in these formats: ${citationFormats.join(', ')}.`,
    )
  const lang: Lang = c.req.query('lang') === 'en' ? 'en' : 'zh'
  const path = recordPath(id)
  const [record, moments, head] = await Promise.all([
    path === null ? null : reading.record(id),
    path === null ? [] : reading.timeline(id, OPENING),
    reading.log.snapshot(),
  ])
  if (record === null || path === null)
    throw refuse('not_found', `没有记录 ${id.slice(0, 60)}。`, `There is no record ${id.slice(0, 60)}.`)
  const words = wordsFor(lang)
  const place = reading.log.place[lang]
  const site = place === '' ? words.site.name : `${words.site.name} · ${place}`
  const timeZone = deps.timeZone ?? reading.zone
  const ledger = fill(words.cite.place, { index: record.lastIndex, size: head.size })
  const text = citationIn(format, {
    id: record.id,
    title: titleOr(lang, record.id, titleIn(lang, record)),
    author: departmentIn(lang, record) ?? site,
    site,
    url: `${baseOf(c, deps)}${at(lang, path)}`,
    recorded: formatDay(record.recorded, timeZone),
    cited: reading.today(),
    index: record.lastIndex,
    size: head.size,
    language: LANG_TAG[lang],
    note: [...caveats(lang, record, moments, timeZone), ledger].join(lang === 'zh' ? '；' : '; '),
  })
  c.header('content-type', citationTypes[format])
  c.header('content-disposition', `inline; filename="${record.id}.${format}"`)
  return c.body(text)
}

/** oEmbed 1.0, of type rich: a frame with the card of a record, or with a list. */
async function oembed(c: Context, deps: SiteDeps): Promise<Response> {
  requireQuery(c, ['url', 'format', 'maxwidth', 'maxheight'])
  if ((c.req.query('format') ?? 'json') !== 'json')
    return c.body('Only format=json is answered.\n', 501, { 'content-type': 'text/plain; charset=utf-8' })
  const base = baseOf(c, deps)
  const target = targetOf(c.req.query('url') ?? '', base)
  if (target === null)
    throw refuse(
      'not_found',
      `url 要是本站一条记录或一个列表的地址，如 ${base}/zh/decisions。`,
      `url has to be the address of a record or a list of this site, as ${base}/en/decisions.`,
      'url',
    )
  const [width, height] = [sizeOf(c, 'maxwidth', FRAME.width), sizeOf(c, 'maxheight', FRAME.height)]
  const title = await titleOf(target, deps)
  if (title === null) throw refuse('not_found', '没有这条记录。', 'There is no such record.', 'url')
  const words = wordsFor(target.lang)
  const place = deps.reading.log.place[target.lang]
  const source = `${base}${embedPath(target.lang, target.path)}${target.query}`
  return c.json({
    version: '1.0',
    type: 'rich',
    title,
    provider_name: place === '' ? words.site.name : `${words.site.name} · ${place}`,
    provider_url: `${base}${at(target.lang, '/')}`,
    cache_age: 3600,
    width,
    height,
    html: `<iframe src="${escaped(source)}" width="${width}" height="${height}" title="${escaped(title)}" loading="lazy" frameborder="0"></iframe>`,
  })
}

function targetOf(address: string, base: string): Target | null {
  const url = URL.canParse(address) ? new URL(address) : null
  return url === null || url.origin !== base ? null : targetAt(url.pathname, url.search)
}

/** The usual size, or the largest that the asker allows. @throws Problem for what is no size */
function sizeOf(c: Context, name: string, { usual, least }: { usual: number; least: number }): number {
  const text = c.req.query(name)
  if (text === undefined) return usual
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw refuse(
      'invalid',
      `${name} 要是像素数，如 ${usual}。`,
      `${name} has to be a number of pixels, as ${usual}.`,
      name,
    )
  return Math.max(least, Math.min(usual, Number(text)))
}

async function titleOf({ id, kind, lang }: Target, { reading }: SiteDeps): Promise<string | null> {
  if (id === null) return listWords(kind).title[lang]
  const record = await reading.record(id)
  if (record === null) return null
  const title = titleOr(lang, record.id, titleIn(lang, record))
  return `${title} · ${label(lang, 'record', record.kind)}`
}
