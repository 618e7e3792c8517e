/** The way from a request to a page and back: its frame, its headers, its faults. */
import type { Context } from 'hono'
import type { Assets, Frame, MapGround } from '../../../web/frame.ts'
import { viewOf } from '../../../web/page.tsx'
import { type FaultData, faultPage } from '../../../web/pages/Fault.tsx'
import { LANG_TAG, type Lang, wordsFor } from '../../../web/words/words.ts'
import { closedWords } from '../../domain/kinds/ledger/closed.ts'
import { Problem } from '../../domain/record/problem.ts'
import { toHex } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import { sha256 } from '../../ledger/merkle.ts'
import { PAGES } from '../pages.ts'
import type { SiteReading } from '../reading.ts'
import { preferredLanguage } from './language.ts'
import { isLarge } from './large.ts'
import { meantOutput, meantPath } from './meant.ts'
import type { PageCache, Rendered } from './page-cache.ts'
import { type Check, renderPage } from './render.ts'
import { styleHash } from './styles.ts'

export interface SiteDeps {
  reading: SiteReading
  /** Addresses of the built script and style sheet (`web/dist/assets/manifest.json`). */
  assets: Assets
  /** Outlines of characters, as they were built; without them there are no pictures of records. */
  glyphs?: (() => Promise<Uint8Array>) | undefined
  /** Ground of maps; none when left out. */
  ground?: MapGround | undefined
  /** Public scheme and host, without a trailing slash; taken from each request when left out. */
  origin?: string
  /** Rendered pages; kept outside where a site is made for each request. */
  pages?: PageCache | undefined
  /** True if what is read changes with the ledger alone; it does when left out. */
  isSteady?: () => boolean
  /** IANA time zone in which instants are written out; China's when left out. */
  timeZone?: string
  /** Told of every failure; returns the number under which it stands in the log, shown to the reader. */
  onError?: (error: unknown, c: Context) => string | null
}

/** Pages for faults anywhere on the host: for `app.notFound` and `app.onError` of the whole app. */
export interface SiteFaults {
  notFound(c: Context): Promise<Response>
  /** A Problem in its own words, anything else as a failure that gives nothing away. */
  failed(error: unknown, c: Context): Promise<Response>
}

const STYLES = "style-src 'self'"

/** Nothing but the site's own files, no framing, no inline code; of styles, those alone that the page was made with. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  STYLES,
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const encoder = new TextEncoder()

function headersFor(
  html: string,
  lang: Lang,
  cacheControl: string,
  ground?: MapGround,
): Record<string, string> {
  const inPage = styleHash(html)
  const csp = ground === undefined ? CSP : withGround(CSP, ground)
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-language': LANG_TAG[lang],
    'content-security-policy': inPage === null ? csp : csp.replace(STYLES, `${STYLES} ${inPage}`),
    'cache-control': cacheControl,
  }
}

/** The policy of a page with a map: what the operator set as its ground may be asked for as well. */
function withGround(csp: string, { tiles, outline }: MapGround): string {
  const origins = [tiles, outline].flatMap((address) =>
    address === null || address.startsWith('/') ? [] : [new URL(address).origin],
  )
  return [...new Set(origins)].reduce(
    (policy, origin) =>
      policy
        .replace("connect-src 'self'", `connect-src 'self' ${origin}`)
        .replace("img-src 'self' data:", `img-src 'self' data: ${origin}`),
    csp,
  )
}

/** Makes a rendered page ready to be sent, as often as it is asked for. @param ground of the map on it */
export function toRendered(html: string, lang: Lang, ground?: MapGround): Rendered {
  const body = encoder.encode(html)
  const etag = `"${toHex(sha256(body)).slice(0, 32)}"`
  return {
    body,
    etag,
    headers: { ...headersFor(html, lang, 'public, max-age=0, must-revalidate', ground), etag },
  }
}

/** Sends a page; only its headers when the reader has it already (RFC 9110 §13.1.2). */
export function send(c: Context, { body, etag, headers }: Rendered): Response {
  const known = c.req.header('if-none-match')
  const same = known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false
  return same ? c.body(null, 304, headers) : c.body(body, 200, headers)
}

/** Sends a page that is for one reader alone. */
export function sendPrivate(c: Context, html: string, lang: Lang): Response {
  return c.body(html, 200, { ...headersFor(html, lang, 'private, no-store'), vary: 'cookie' })
}

/** Sends a page that answers a form, or holds one: it is kept nowhere. */
export function sendForm(
  c: Context,
  html: string,
  lang: Lang,
  status: 200 | 201 | 202 | 400 | 429,
): Response {
  return c.body(html, status, headersFor(html, lang, 'no-store'))
}

/** Head of the ledger as a page is drawn over it. */
export type PageHead = Awaited<ReturnType<SiteReading['log']['snapshot']>>

/** The frame of a page: where the reader is, and the ledger as it is now. It holds no checkpoint. */
export async function frameOf(c: Context, deps: SiteDeps, lang: Lang): Promise<Frame> {
  return (await framedOf(c, deps, lang)).frame
}

/** The frame of a page, and the head of the ledger for which it was made. */
export async function framedOf(
  c: Context,
  { reading, assets, origin, timeZone, ground }: SiteDeps,
  lang: Lang,
): Promise<{ frame: Frame; head: PageHead }> {
  const url = new URL(c.req.url)
  const head = await reading.log.snapshot()
  const frame = {
    lang,
    words: wordsFor(lang),
    place: reading.log.place[lang],
    base: origin ?? url.origin,
    path: url.pathname.replace(/^\/(?:zh|en)(?=\/|$)/, '').replace(/\/$/, '') || '/',
    query: url.search,
    assets,
    ground,
    timeZone: timeZone ?? reading.zone,
    size: head.size,
    recorded: head.recorded,
    frozen: reading.log.mirror ? null : (head.frozen?.words[lang] ?? null),
    ended: reading.log.ended === null ? null : closedWords(reading.log.ended)[lang],
    mirrorOf: reading.log.mirror ? reading.log.origin : null,
    followed: await reading.log.followed(),
    checkpoint: null,
    large: isLarge(url),
    unknown: [],
    names: new Map(),
  }
  return { frame, head }
}

/**
 * The signed checkpoint for the sheet that a page prints of the entry whose receipt it offers; null where it offers
 * none, and while none can be had. A page is read also where nothing is signed, and where the mark of what was signed
 * cannot be kept.
 */
export async function checkpointFor({ receiptOf }: Check, head: PageHead): Promise<string | null> {
  return receiptOf === null ? null : head.checkpoint().catch(() => null)
}

function bareFrame(c: Context, { reading, assets, origin }: SiteDeps, lang: Lang): Frame {
  const base = origin ?? new URL(c.req.url).origin
  const nothing = {
    size: 0,
    recorded: null,
    frozen: null,
    ended: null,
    mirrorOf: null,
    followed: null,
    checkpoint: null,
    large: isLarge(new URL(c.req.url)),
    unknown: [],
    names: new Map<string, string>(),
  }
  const where = { path: '/', query: '', base, timeZone: 'UTC' }
  return { lang, words: wordsFor(lang), place: reading.log.place[lang], assets, ...where, ...nothing }
}

async function fault(
  c: Context,
  deps: SiteDeps,
  lang: Lang,
  status: 400 | 404 | 500 | 503,
  data: FaultData,
): Promise<Response> {
  // The fault may be that nothing can be read: a page that says so must not read.
  const frame = await frameOf(c, deps, lang).catch(() => bareFrame(c, deps, lang))
  const html = renderPage(viewOf(faultPage, data), frame, null)
  return c.body(html, status, headersFor(html, lang, 'no-store'))
}

/** The language of a path, else the one that the reader prefers. */
function languageOf(c: Context): Lang {
  const first = new URL(c.req.url).pathname.split('/')[1]
  return first === 'zh' || first === 'en' ? first : preferredLanguage(c.req.header('accept-language'))
}

/** Addresses of the pages, without their language. */
const ADDRESSES = PAGES.map(({ path }) => path)

const STATUS: Partial<Record<Problem['code'], 400 | 503>> = {
  invalid: 400,
  ledger_frozen: 503,
  unavailable: 503,
}

/**
 * Pages for what is not there and what failed, in the language of the request. A failure of the program names
 * its id alone.
 */
export function createSiteFaults(deps: SiteDeps): SiteFaults {
  const notFound = async (c: Context): Promise<Response> => {
    const lang = languageOf(c)
    const { pathname, search } = new URL(c.req.url)
    const isRead = c.req.method === 'GET'
    const output = isRead ? meantOutput(pathname) : null
    if (output !== null)
      return c.redirect(`${output}${output.includes('?') ? search.replace('?', '&') : search}`, 302)
    const meant = isRead ? meantPath(pathname, ADDRESSES, lang) : null
    if (meant !== null) return c.redirect(`${meant}${search}`, 302)
    return fault(c, deps, lang, 404, { kind: 'notFound', detail: null, request: null })
  }
  return {
    notFound,
    failed(error, c) {
      const lang = languageOf(c)
      const status = error instanceof Problem ? STATUS[error.code] : undefined
      if (error instanceof Problem && error.code === 'not_found') return notFound(c)
      if (error instanceof Problem && status !== undefined) {
        const kind = status === 400 ? 'invalid' : 'failed'
        return fault(c, deps, lang, status, { kind, detail: error.words[lang], request: null })
      }
      const request = deps.onError?.(error, c) ?? null
      // What was committed always parses: what does not was changed in the database afterwards.
      const kind = error instanceof LedgerError || error instanceof SyntaxError ? 'tampered' : 'failed'
      return fault(c, deps, lang, 500, { kind, detail: null, request })
    },
  }
}
