import { noteWords } from '../../worker/domain/figures/entered.ts'
import type { LedgerState } from '../../worker/domain/kinds/ledger/ledger.ts'
import type { EntryNote } from '../../worker/domain/record/entered/notes.ts'
import { api, at, feedPath, withQuery } from '../address.ts'
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
import { count, fill, type Lang } from '../words/words.ts'

export interface LedgerData {
  entries: Page<EntryLine> & { total: number }
  /** Entries of which something is noted, where they alone are asked for; years of recording. */
  asked: {
    told: EntryNote
    department: string | null
    departmentName: string | null
    from: string | null
    to: string | null
  } | null
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

function head(
  { origin, asked }: LedgerData,
  { words, base, lang, recorded }: Frame,
  breadcrumb: Breadcrumb,
): Head {
  return {
    title: asked === null ? words.ledger.title : notedWords(asked, lang, words),
    description: words.ledger.description,
    canonicalQuery: withQuery('', queryOf(asked)),
    alternates: [
      {
        type: 'application/json',
        href: withQuery('/api/v1/entries', queryOf(asked)),
        title: words.ledger.title,
      },
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
  const { entries, cursor, asked } = data
  const query = queryOf(asked)
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
              <h2 id="entries">{asked === null ? words.ledger.entries : notedWords(asked, lang, words)}</h2>
              <ul class="tools">
                {asked === null ? (
                  <li>
                    <a href={feedPath(null, 'atom')}>{words.timeline.subscribe}</a>
                  </li>
                ) : (
                  <li>
                    <a href={at(lang, '/ledger')}>{words.home.allEntries}</a>
                  </li>
                )}
                <li>
                  <a href={withQuery('/api/v1/entries', query)}>JSON</a>
                </li>
              </ul>
            </div>
            {asked !== null && <p class="hint">{count(words.count.entries, entries.total)}</p>}
            {entries.items.length === 0 ? (
              <p class="empty">{asked === null ? words.home.empty : words.ledger.noneNoted}</p>
            ) : (
              <GatheredEntries lines={entries.items} />
            )}
            <Pager query={query} cursor={cursor} next={entries.next} />
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

type Asked = NonNullable<LedgerData['asked']>

/** Query of the list without its cursor. */
function queryOf(asked: LedgerData['asked']): Record<string, string | null> {
  if (asked === null) return {}
  const { told, department, from, to } = asked
  return { told, department, from, to }
}

/** The question in words: the note, the department, the years. */
function notedWords(
  { told, department, departmentName, from, to }: Asked,
  lang: Lang,
  { ledger, figures }: Frame['words'],
): string {
  const years =
    from !== null && to !== null
      ? from === to
        ? from
        : fill(figures.period, { from, to })
      : from !== null
        ? fill(figures.since, { from })
        : to === null
          ? null
          : fill(figures.until, { to })
  const parts = [noteWords[told][lang], departmentName ?? department, years?.replace(/[.。]$/, '') ?? null]
  return fill(ledger.noted, { what: parts.filter((part) => part !== null).join(lang === 'zh' ? '，' : ', ') })
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
