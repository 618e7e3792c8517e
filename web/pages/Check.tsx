import type { PublishedCheckers } from '../../worker/domain/kinds/ledger/ledger.ts'
import { at, entryPath } from '../address.ts'
import type { CheckScriptData } from '../check/data.ts'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { formatDay } from '../text/dates.ts'
import { fill } from '../words/words.ts'

export interface CheckData extends CheckScriptData {
  /** Digests of this page as a file that the ledger published last; null where it published none. */
  published: PublishedCheckers | null
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

function Body({ published }: CheckData) {
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
      <Keep published={published} />
    </>
  )
}

/** The page as a file, its digest, and what the ledger says of it. */
function Keep({ published }: Pick<CheckData, 'published'>) {
  const { lang, words, assets, mirrorOf } = useFrame()
  const { keep } = words.check
  if (assets.checkers === undefined) return null
  const { path, sha256, bytes } = assets.checkers[lang]
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    <section aria-labelledby="keep">
      <h2 id="keep">{keep.title}</h2>
      <p>{keep.lede}</p>
      <p>
        <a class="button" href={path} download={name}>
          {fill(keep.download, { size: `${Math.ceil(bytes / 1024)} KB` })}
        </a>
      </p>
      <dl class="facts facts--wide">
        <div>
          <dt>{keep.digest}</dt>
          <dd>
            <code>{sha256}</code>
          </dd>
        </div>
      </dl>
      {published === null ? (
        <p class="notice">{keep.none}</p>
      ) : published[lang] === sha256 ? (
        <p>
          {keep.entered}
          <Where published={published} />
        </p>
      ) : (
        <p class="notice">
          {mirrorOf === null ? keep.other : keep.mirror}
          <Where published={published} />
        </p>
      )}
      <p>{keep.how}</p>
      <pre class="sheet">{`sha256sum ${name}\ncertutil -hashfile ${name} SHA256`}</pre>
    </section>
  )
}

function Where({ published: { index, recorded } }: { published: PublishedCheckers }) {
  const { lang, words, timeZone } = useFrame()
  return (
    <a href={at(lang, entryPath(index))}>
      {fill(words.check.keep.since, { index: String(index), date: formatDay(recorded, timeZone) })}
    </a>
  )
}
