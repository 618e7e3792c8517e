import { at } from '../address.ts'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { CheckWords, ClientWords } from '../words/words.ts'

/** Data that the script of the page is handed. */
export interface CheckData {
  words: CheckWords
  /** Name of each event, in the language of the page. */
  events: Record<string, string>
  why: ClientWords['why']
}

/** Page on which evidence files are checked. */
export const checkPage: SitePage<CheckData> = {
  name: 'check',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.verify.title, path: '/verify' },
    { name: words.check.title, path: null },
  ],
  head,
  Body,
  block: 'check',
}

const CLI = `mingzhang verify FILE --vkey KEY
mingzhang verify FILE --policy FILE`

function head(_: CheckData, { words, base, lang }: Frame, breadcrumb: Breadcrumb): Head {
  const { title, description } = words.check
  return {
    title,
    description,
    alternates: [],
    script: 'check',
    data: { '@type': 'WebPage', name: title, description, url: `${base}${at(lang, '/check')}`, breadcrumb },
  }
}

function Body() {
  const { words, timeZone } = useFrame()
  return (
    <>
      <div class="title">
        <h1>{words.check.title}</h1>
        <p class="lede">{words.check.lede}</p>
      </div>
      <div data-check data-zone={timeZone}>
        <p class="empty">{words.check.script}</p>
      </div>
      <section aria-labelledby="cli">
        <h2 id="cli">{words.check.cli}</h2>
        <pre class="sheet">{CLI}</pre>
      </section>
    </>
  )
}
