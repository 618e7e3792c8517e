/** A record or a list to stand in a frame on another site: what it is, what it says, and the way to the whole page. */
import type { ComponentChildren, VNode } from 'preact'
import { at } from '../../address.ts'
import { type Frame, FrameProvider, siteName, useFrame } from '../../frame.ts'
import { fill, LANG_TAG } from '../../words/words.ts'
import { Shapes } from '../Mark.tsx'

interface EmbedProps {
  title: string
  /** Address of the page that it is taken from, without language. */
  path: string
  /** Query of that page with its question mark, or empty. */
  query: string
  children: ComponentChildren
}

/** Document of an embed: no script, no cookie; every link leads to the site in a page of its own. */
export function embedDocument(frame: Frame, props: EmbedProps): VNode {
  const { lang, words, base, assets, size } = frame
  const url = `${base}${at(lang, props.path)}${props.query}`
  return (
    <FrameProvider value={frame}>
      <html lang={LANG_TAG[lang]} class="embed">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${props.title} · ${siteName(frame)}`}</title>
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          <base target="_blank" />
          <link rel="canonical" href={url} />
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style} />
        </head>
        <body>
          <Shapes />
          <main>{props.children}</main>
          <footer class="embed__foot">
            <p>
              <span class="seal seal--good" lang="zh-CN" aria-hidden="true">
                明
              </span>{' '}
              <a href={url} rel="noopener">
                {fill(words.embed.whole, { site: siteName(frame) })}
              </a>
            </p>
            <p class="hint">{fill(words.embed.asOf, { size })}</p>
          </footer>
        </body>
      </html>
    </FrameProvider>
  )
}

/** Notice in a frame that there is nothing to show. */
export function NotHere() {
  const { words } = useFrame()
  return <p>{words.states.notFound}</p>
}
