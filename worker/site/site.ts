/** The routes of the site: `/` to the reader's language, every page in both, faults that say what to do. */
import { type Context, Hono } from 'hono'
import { at } from '../../web/address.ts'
import type { Lang } from '../../web/words/words.ts'
import { lists } from '../domain/record/ids.ts'
import { preferredLanguage } from './html/language.ts'
import { PageCache } from './html/page-cache.ts'
import { renderPage } from './html/render.ts'
import { createSiteFaults, frameOf, type SiteDeps, send, toRendered } from './html/respond.ts'
import { searchDescription } from './html/search-description.ts'
import type { Ask, From, Loaded } from './load/common.ts'
import * as decisions from './load/decisions.ts'
import * as ledger from './load/ledger.ts'
import * as milestones from './load/milestones.ts'
import * as register from './load/register.ts'
import { loadCoverage, loadRule, loadRules } from './load/rules.ts'

/** Bytes of rendered pages kept. */
const CACHED = 48_000_000

type Loader = (from: From, ask: Ask, c: Context) => Promise<Loaded | null>

/** Loaders by path without the language. A search is not cached: its index may follow behind the ledger, as the rules may. */
const PAGES: { path: string; loader: Loader; cached: boolean }[] = [
  { path: '/', loader: register.loadHome, cached: true },
  { path: '/departments', loader: register.loadDepartments, cached: true },
  {
    path: '/departments/:id',
    loader: (from, ask, c) => register.loadDepartment(from, c.req.param('id') ?? '', ask),
    cached: true,
  },
  { path: '/responsibilities', loader: register.loadResponsibilities, cached: true },
  {
    path: '/responsibilities/:id',
    loader: (from, ask, c) => register.loadResponsibility(from, c.req.param('id') ?? '', ask),
    cached: true,
  },
  {
    path: '/decisions/:id',
    loader: (from, ask, c) => decisions.loadDecision(from, c.req.param('id') ?? '', ask),
    cached: true,
  },
  { path: '/milestones', loader: milestones.loadBoard, cached: true },
  {
    path: '/milestones/:id',
    loader: (from, ask, c) => milestones.loadMilestone(from, c.req.param('id') ?? '', ask),
    cached: true,
  },
  { path: '/calendar', loader: milestones.loadCalendar, cached: true },
  ...(['decision', 'evaluation', 'handover', 'membership', 'flag', 'account'] as const).map((kind) => ({
    path: `/${lists[kind]}`,
    loader: (from: From, ask: Ask) => decisions.loadRegister(from, kind, ask),
    cached: true,
  })),
  ...(['evaluation', 'handover', 'membership', 'flag', 'account'] as const).map((kind) => ({
    path: `/${lists[kind]}/:id`,
    loader: (from: From, ask: Ask, c: Context) =>
      decisions.loadRecord(from, kind, c.req.param('id') ?? '', ask),
    cached: true,
  })),
  {
    path: '/versions/:id',
    loader: (from, ask, c) => decisions.loadVersions(from, c.req.param('id') ?? '', ask),
    cached: true,
  },
  { path: '/rules', loader: loadRules, cached: true },
  {
    path: '/rules/:id',
    loader: (from, _, c) => loadRule(from, c.req.param('id') ?? ''),
    cached: false,
  },
  { path: '/coverage', loader: loadCoverage, cached: false },
  { path: '/ledger', loader: ledger.loadLedger, cached: true },
  {
    path: '/entries/:index{[0-9]{1,15}}',
    loader: (from, _, c) => ledger.loadEntry(from, Number(c.req.param('index'))),
    cached: true,
  },
  { path: '/search', loader: register.loadSearch, cached: false },
  { path: '/verify', loader: ledger.loadVerify, cached: true },
]

/** The site as a Hono app, to be mounted at the root. */
export function createSite(deps: SiteDeps): Hono {
  const { reading } = deps
  const app = new Hono()
  const cache = new PageCache(CACHED)
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
    for (const { path, loader, cached } of PAGES) {
      app.get(at(lang, path), async (c) => {
        try {
          return (await answer(c, deps, lang, loader, cached ? cache : null)) ?? (await faults.notFound(c))
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

/** The page, from the cache when the ledger has not grown since; null when there is none. */
async function answer(
  c: Context,
  deps: SiteDeps,
  lang: Lang,
  loader: Loader,
  cache: PageCache | null,
): Promise<Response | null> {
  const frame = await frameOf(c, deps, lang)
  // What is due depends on the day, and not on the ledger alone.
  const key = [
    frame.size,
    deps.reading.today(),
    frame.frozen,
    frame.base,
    lang,
    frame.path,
    frame.query,
  ].join(' ')
  const known = cache?.get(key)
  if (known) return send(c, known)
  const loaded = await loader({ reading: deps.reading, lang }, (name) => c.req.query(name) || null, c)
  if (loaded === null) return null
  const page = toRendered(renderPage(loaded.view, { ...frame, names: loaded.names }, loaded.check), lang)
  cache?.set(key, page)
  return send(c, page)
}
