/** Site maps (sitemaps.org 0.9), cut by places in the ledger, so that no table is counted or scanned; and robots.txt. */
import { type Context, Hono } from 'hono'
import { at, recordPath } from '../../../web/address.ts'
import { LANG_TAG, LANGS } from '../../../web/words/words.ts'
import type { SiteDeps } from '../html/respond.ts'
import { escaped } from '../html/xml.ts'
import { PAGES } from '../pages.ts'

/** Entries of the ledger behind one map: at most so many records, each in two languages, of the 50,000 that are allowed. */
const WIDTH = 5000
/** Pages that are no record of their own; what is searched for is for whoever asks. */
const OWN_PAGES = PAGES.map(({ path }) => path).filter((path) => !path.includes(':') && path !== '/search')

const HEADERS = {
  'content-type': 'application/xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'public, max-age=0, must-revalidate',
}

/** Routes of the site maps and of robots.txt. */
export function siteMapRoutes(deps: SiteDeps): Hono {
  const { reading } = deps
  const app = new Hono()
  const base = (c: Context): string => deps.origin ?? new URL(c.req.url).origin

  app.get('/robots.txt', (c) => {
    // The page that asks may be found; what it answers to any words is no page of its own.
    const closed = LANGS.flatMap((lang) => ['/search?', '/desk'].map((path) => `Disallow: ${at(lang, path)}`))
    const lines = ['User-agent: *', ...closed, `Sitemap: ${base(c)}/sitemap.xml`, '']
    return c.body(lines.join('\n'), 200, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' })
  })

  app.get('/sitemap.xml', async (c) => {
    const { size } = await reading.log.snapshot()
    const names = ['pages', ...Array.from({ length: Math.ceil(size / WIDTH) }, (_, i) => String(i))]
    const maps = names.map(
      (name) => `<sitemap><loc>${escaped(`${base(c)}/sitemaps/${name}.xml`)}</loc></sitemap>`,
    )
    return c.body(document('sitemapindex', maps), 200, HEADERS)
  })

  app.get('/sitemaps/:file', async (c, next) => {
    const [, name = ''] = /^(pages|0|[1-9]\d{0,8})\.xml$/.exec(c.req.param('file')) ?? []
    if (name === '') return next()
    const { size } = await reading.log.snapshot()
    const first = Number(name) * WIDTH
    if (name !== 'pages' && first >= size) return next()
    const entries =
      name === 'pages'
        ? OWN_PAGES.map((path) => ({ path, changed: null }))
        : (await reading.mapped(first, first + WIDTH)).flatMap(({ id, recorded }) => {
            const path = recordPath(id)
            return path === null ? [] : [{ path, changed: recorded }]
          })
    return c.body(
      document(
        'urlset',
        entries.flatMap((one) => urlsOf(one, base(c))),
      ),
      200,
      HEADERS,
    )
  })
  return app
}

/** One address for each language, each with all of them (hreflang). */
function urlsOf({ path, changed }: { path: string; changed: string | null }, base: string): string[] {
  const href = (lang: (typeof LANGS)[number]): string => escaped(`${base}${at(lang, path)}`)
  const others = [
    ...LANGS.map((lang) => `<xhtml:link rel="alternate" hreflang="${LANG_TAG[lang]}" href="${href(lang)}"/>`),
    `<xhtml:link rel="alternate" hreflang="x-default" href="${href('zh')}"/>`,
  ].join('')
  const last = changed === null ? '' : `<lastmod>${escaped(changed)}</lastmod>`
  return LANGS.map((lang) => `<url><loc>${href(lang)}</loc>${last}${others}</url>`)
}

function document(root: 'sitemapindex' | 'urlset', parts: readonly string[]): string {
  const spaces = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${root === 'urlset' ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : ''}`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${spaces}>\n${parts.join('\n')}\n</${root}>\n`
}
