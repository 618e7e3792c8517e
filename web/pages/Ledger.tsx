import type { LedgerState } from '../../worker/domain/kinds/ledger/ledger.ts'
import { api, at, feedPath } from '../address.ts'
import { LedgerKeys } from '../components/entry/LedgerKeys.tsx'
import { GatheredEntries } from '../components/list/Lists.tsx'
import { Pager } from '../components/list/Pager.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { formatMoment, offsetOf } from '../text/dates.ts'
import type { EntryLine, Page } from '../types.ts'
import { formatCount } from '../words/numbers.ts'

export interface LedgerData {
  entries: Page<EntryLine>
  cursor: string | null
  origin: string
  verifierKey: string
  /** The ledger's own record, which tells of its keys; null where it never changed its key, and was neither closed nor
   * continues another. */
  own: LedgerState | null
  /** base64 */
  root: string
  /** The signed note; null while nothing may be signed. */
  checkpoint: string | null
}

/** Page of all entries. */
export const ledgerPage: SitePage<LedgerData> = {
  name: 'ledger',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.ledger.title, path: null },
  ],
  head,
  Body,
}

function head({ origin }: LedgerData, { words, base, lang, recorded }: Frame, breadcrumb: Breadcrumb): Head {
  return {
    title: words.ledger.title,
    description: words.ledger.description,
    alternates: [
      { type: 'application/json', href: '/api/v1/entries', title: words.ledger.title },
      { type: 'application/atom+xml', href: feedPath(null, 'atom'), title: words.ledger.title },
      { type: 'application/feed+json', href: feedPath(null, 'json'), title: words.ledger.title },
    ],
    data: {
      '@type': 'Dataset',
      name: origin,
      description: words.ledger.description,
      url: `${base}${at(lang, '/ledger')}`,
      isAccessibleForFree: true,
      ...(recorded === null ? {} : { dateModified: recorded }),
      distribution: [
        { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: `${base}/api/v1/entries` },
        { '@type': 'DataDownload', encodingFormat: 'text/plain', contentUrl: `${base}${api.checkpoint}` },
      ],
      subjectOf: { '@type': 'WebPage', breadcrumb },
    },
  }
}

function Body(data: LedgerData) {
  const { lang, words } = useFrame()
  const { entries, cursor } = data
  return (
    <>
      <div class="title">
        <h1>{words.ledger.title}</h1>
        <p class="lede">{words.ledger.lede}</p>
      </div>
      <div class="cols">
        <div class="col-main">
          <section aria-labelledby="entries">
            <div class="h-row">
              <h2 id="entries">{words.ledger.entries}</h2>
              <ul class="tools">
                <li>
                  <a href={feedPath(null, 'atom')}>{words.timeline.subscribe}</a>
                </li>
                <li>
                  <a href="/api/v1/entries">JSON</a>
                </li>
              </ul>
            </div>
            {entries.items.length === 0 ? (
              <p class="empty">{words.home.empty}</p>
            ) : (
              <GatheredEntries lines={entries.items} />
            )}
            <Pager query={{}} cursor={cursor} next={entries.next} />
          </section>
          <Checkpoint checkpoint={data.checkpoint} />
          <LedgerKeys {...data} />
        </div>
        <aside class="col-side">
          <Proof of={entries.items.length} />
          <Identity {...data} />
          <p>
            <a href={at(lang, '/verify')}>{words.ledger.howLink}</a>
          </p>
        </aside>
      </div>
    </>
  )
}

/** The signed note, verbatim. */
export function Checkpoint({ checkpoint }: { checkpoint: string | null }) {
  const { words } = useFrame()
  return (
    <section aria-labelledby="checkpoint">
      <div class="h-row">
        <h2 id="checkpoint">{words.ledger.checkpoint}</h2>
        <ul class="tools">
          <li>
            <a href={api.checkpoint}>{api.checkpoint}</a>
          </li>
        </ul>
      </div>
      <p class="lede">{words.ledger.checkpointHint}</p>
      {checkpoint === null ? (
        <p class="empty">{words.ledger.noCheckpoint}</p>
      ) : (
        <pre class="sheet">{checkpoint}</pre>
      )}
    </section>
  )
}

function Identity({ origin, verifierKey, root }: LedgerData) {
  const { words, size, recorded, timeZone } = useFrame()
  const newest =
    recorded === null ? null : `${formatMoment(recorded, timeZone)} ${offsetOf(recorded, timeZone)}`
  return (
    <Facts
      facts={[
        { name: words.ledger.size, value: formatCount(size) },
        { name: words.ledger.recorded, value: newest },
        { name: words.ledger.root, value: <code>{root}</code> },
        { name: words.ledger.origin, value: <code>{origin}</code> },
        { name: words.ledger.key, value: <code>{verifierKey}</code> },
        {
          name: words.ledger.tiles,
          value: (
            <>
              <code>/log/tile/…</code>
              <small>{words.ledger.tilesHint}</small>
            </>
          ),
        },
      ]}
    />
  )
}
