import type { ComponentChildren } from 'preact'
import { CARD } from '../../../worker/domain/picture.ts'
import { at, cardPath, oembedPath, withQuery } from '../../address.ts'
import { type Frame, siteName, useFrame } from '../../frame.ts'
import { formatMoment } from '../../text/dates.ts'
import { fill, LANG_TAG, LANGS } from '../../words/words.ts'
import { Shapes } from '../Mark.tsx'
import { Foot } from './Foot.tsx'
import { Masthead } from './Masthead.tsx'

/** Another form of the same page: JSON, CSV, Atom, JSON Feed. */
export interface Alternate {
  type:
    | 'application/json'
    | 'application/geo+json'
    | 'text/csv'
    | 'text/calendar'
    | 'application/atom+xml'
    | 'application/feed+json'
  href: string
  title: string
}

/** Head of a page: its title, its description and its data for machines. */
export interface Head {
  /** Without the name of the site; null on the home page. */
  title: string | null
  description: string
  alternates?: Alternate[]
  /** Schema.org description, without `@context`. */
  data?: Record<string, unknown>
  /** Query parameters that belong to the permanent address of the page. */
  canonicalQuery?: string
  /** A record or a list of records: it may be quoted in a frame (oEmbed). */
  quotable?: boolean
  /** Pages that are no record of their own (searches, errors) are not for search engines. */
  hidden?: boolean
  /** True of a page with a map, whose script stands beside that of the public pages. */
  map?: boolean
  /** A page with a form that is sent, whose script stands beside that of the public pages. */
  sends?: boolean
  /** The script of the page, where it is not the one of the public pages. */
  script?: 'desk' | 'check'
}

interface HtmlProps {
  head: Head
  page: string
  children: ComponentChildren
}

/** Words on the last time that a mirror was filled; null for the ledger itself. */
function followedIn({ followed, words, timeZone }: Frame): string | null {
  if (followed === null) return null
  const { at: time, late } = followed
  if (time === null) return words.site.followed.never
  return fill(words.site.followed[late ? 'late' : 'at'], { time: formatMoment(time, timeZone) })
}

/** The HTML document: head, masthead, content, foot. JSON blocks are put in by worker/site/html/render.ts. */
export function Html({ head, page, children }: HtmlProps) {
  const frame = useFrame()
  const { lang, words, base, path, assets } = frame
  const site = siteName(frame)
  const query = head.canonicalQuery ?? ''
  return (
    <html lang={LANG_TAG[lang]} class={frame.large ? 'large' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{head.title === null ? `${site} · ${words.site.tagline}` : `${head.title} · ${site}`}</title>
        <meta name="description" content={head.description} />
        <meta name="color-scheme" content="light dark" />
        {head.hidden ? (
          <meta name="robots" content="noindex" />
        ) : (
          <>
            <link rel="canonical" href={`${base}${at(lang, path)}${query}`} />
            {LANGS.map((one) => (
              <link
                key={one}
                rel="alternate"
                hreflang={LANG_TAG[one]}
                href={`${base}${at(one, path)}${query}`}
              />
            ))}
            <link rel="alternate" hreflang="x-default" href={`${base}${at('zh', path)}${query}`} />
          </>
        )}
        {head.alternates?.map(({ type, href, title }) => (
          <link key={href} rel="alternate" type={type} href={href} title={title} />
        ))}
        {head.quotable && (
          <link
            rel="alternate"
            type="application/json+oembed"
            href={oembedPath(`${base}${at(lang, path)}${query}`)}
            title={head.title ?? site}
          />
        )}
        <meta property="og:title" content={head.title ?? site} />
        <meta property="og:description" content={head.description} />
        <meta property="og:type" content="article" />
        <meta property="og:site_name" content={site} />
        <meta property="og:url" content={`${base}${at(lang, path)}${query}`} />
        <meta property="og:locale" content={LANG_TAG[lang].replace('-', '_')} />
        {head.quotable && assets.glyphs !== undefined ? (
          <Picture of={`${base}${cardPath(lang, path)}`} title={head.title ?? site} />
        ) : (
          <meta name="twitter:card" content="summary" />
        )}
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          href={withQuery('/opensearch.xml', { lang })}
          title={site}
        />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {(assets.sheet === undefined || head.script !== undefined) && (
          <link rel="stylesheet" href={assets.style} />
        )}
      </head>
      <body class={`page-${page}`}>
        <a class="skip" href="#main">
          {words.site.skip}
        </a>
        <Shapes />
        <Masthead />
        {frame.mirrorOf !== null && (
          <p class="notice" role={frame.followed?.late === true ? 'alert' : 'status'}>
            {fill(words.site.mirror, { origin: frame.mirrorOf, size: frame.size })} {followedIn(frame)}
          </p>
        )}
        {frame.frozen !== null && (
          <p class="notice" role="alert">
            {fill(words.site.frozen, { words: frame.frozen })}
          </p>
        )}
        {frame.ended !== null && (
          <p class="notice" role="status">
            {frame.ended}
          </p>
        )}
        {frame.unknown.length > 0 && (
          <p class="notice" role="status">
            {fill(words.site.unknown, { names: frame.unknown.join(lang === 'zh' ? '、' : ', ') })}
          </p>
        )}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Foot />
        <script type="module" src={head.script === undefined ? assets.script : assets[head.script]} />
        {head.sends && assets.send !== undefined && <script type="module" src={assets.send} />}
        {head.map && assets.map !== undefined && <script type="module" src={assets.map.script} />}
      </body>
    </html>
  )
}

/** The picture by which a record is known where its address is shared. */
function Picture({ of, title }: { of: string; title: string }) {
  const { words } = useFrame()
  return (
    <>
      <meta property="og:image" content={of} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(CARD.width)} />
      <meta property="og:image:height" content={String(CARD.height)} />
      <meta property="og:image:alt" content={fill(words.site.card, { title })} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}
