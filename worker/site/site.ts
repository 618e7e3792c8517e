/** The routes of the site: `/` to the reader's language, every page in both, faults that say what to do. */
import { type Context, Hono } from 'hono'
import { at } from '../../web/address.ts'
import type { Lang } from '../../web/words/words.ts'
import { kindOf, listedKinds } from '../domain/kinds/table.ts'
import { preferredLanguage } from './html/language.ts'
import { LARGE } from './html/large.ts'
import { PageCache } from './html/page-cache.ts'
import { renderPage } from './html/render.ts'
import { checkpointFor, createSiteFaults, framedOf, type SiteDeps, send, toRendered } from './html/respond.ts'
import { searchDescription } from './html/search-description.ts'
import type { Ask } from './load/common.ts'
import { PAGES, type Route } from './pages.ts'

/** Bytes of rendered pages kept. */
const CACHED = 48_000_000
/** Unknown parameters that a page names, and letters of one. */
const MOST_UNKNOWN = 5
const MOST_LETTERS = 40

/** The site as a Hono app, to be mounted at the root. */
export function createSite(deps: SiteDeps): Hono {
  const { reading } = deps
  const app = new Hono()
  const cache = deps.pages ?? new PageCache(CACHED)
  const faults = createSiteFaults(deps)

  app.get('/', (c) => {
    c.header('vary', 'accept-language')
    return c.redirect(at(preferredLanguage(c.req.header('accept-language')), '/'), 302)
  })
  app.get('/opensearch.xml', (c) => {
    const lang = c.req.query('lang') === 'en' ? 'en' : 'zh'
    const base = deps.origin ?? new URL(c.req.url).origin
    c.header('content-type', 'application/opensearchdescription+xml')
    return c.body(searchDescription(lang, reading.log.place[lang], base))
  })

  for (const lang of ['zh', 'en'] as const) {
    for (const { path, load, cached, map } of PAGES) {
      app.get(at(lang, path), async (c) => {
        const asked = withoutEmpty(c.req.url)
        if (asked !== null) return c.redirect(asked, 302)
        try {
          return (
            (await answer(c, deps, lang, load, { cache: cached ? cache : null, map })) ??
            (await faults.notFound(c))
          )
        } catch (error) {
          return faults.failed(error, c)
        }
      })
    }
    app.get(`/${lang}/`, (c) => c.redirect(at(lang, '/'), 301))
    app.get(`/${lang}/*`, (c) => faults.notFound(c))
  }
  return app
}

/** Names that the form of a list sends, whether they were filled in or not. */
const SENT = new Set(['sort', ...listedKinds.flatMap((kind) => Object.keys(kindOf(kind).filters))])

/**
 * The address without what a form sent empty; null where there is none of that. What a list is asked for then stands in
 * its address, and nothing else.
 */
function withoutEmpty(url: string): string | null {
  const { pathname, searchParams } = new URL(url)
  const given = [...searchParams].filter(([name, value]) => value !== '' || !SENT.has(name))
  if (given.length === searchParams.size) return null
  return given.length === 0 ? pathname : `${pathname}?${new URLSearchParams(given)}`
}

/** The page, from the cache when the ledger has not grown since; null when there is none. */
async function answer(
  c: Context,
  deps: SiteDeps,
  lang: Lang,
  load: Route['load'],
  { cache, map }: { cache: PageCache | null; map: true | undefined },
): Promise<Response | null> {
  const { ask, unread } = queryOf(c.req.queries())
  const loaded = () => load({ reading: deps.reading, lang }, ask, c.req.param('id') ?? '')
  // Where a look at the ledger takes a round trip, the page is read beside it: in vain where it has grown since.
  const expected = deps.reading.log.expected()
  const isKept = expected !== null && cache?.has(expected, c.req.url) === true
  const begun = expected === null || isKept ? null : loaded()
  begun?.catch(() => undefined)
  const { frame, head } = await framedOf(c, deps, lang)
  // What is due depends on the day, and not on the ledger alone; so does when a mirror was last filled.
  const { followed } = frame
  const asOf = [deps.reading.today(), frame.frozen, followed?.at, followed?.late]
  const key = [...asOf, frame.base, lang, frame.path, frame.query].join(' ')
  const known = cache?.get(frame.size, key)
  if (known) return send(c, known)
  const shown = await (begun !== null && frame.size === expected ? begun : loaded())
  if (shown === null) return null
  const unknown = unread()
    .slice(0, MOST_UNKNOWN)
    .map((name) => name.slice(0, MOST_LETTERS))
  const checkpoint = await checkpointFor(shown.check, head)
  const page = toRendered(
    renderPage(shown.view, { ...frame, checkpoint, names: shown.names, unknown }, shown.check),
    lang,
    map === true ? deps.ground : undefined,
  )
  if (deps.isSteady?.() !== false) cache?.set(frame.size, key, page, c.req.url)
  return send(c, page)
}

/** Hands out a query, and remembers what had no effect: parameters that nobody asked for, and values that nobody knew. */
function queryOf(query: Readonly<Record<string, string[]>>): { ask: Ask; unread(): string[] } {
  // The type is chosen for every page alike.
  const asked = new Set<string>([LARGE])
  const refused = new Set<string>()
  function ask<T>(name: string, known?: readonly string[] | ((text: string) => T | null)) {
    asked.add(name)
    const text = (Object.hasOwn(query, name) ? query[name]?.[0] : undefined) || null
    if (text === null || known === undefined) return text
    const read = typeof known === 'function' ? known(text) : (known.find((one) => one === text) ?? null)
    if (read === null) refused.add(`${name}=${text}`)
    return read
  }
  return {
    ask: ask as Ask,
    unread: () => [...Object.keys(query).filter((name) => !asked.has(name)), ...refused],
  }
}
