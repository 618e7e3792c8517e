import { at, feedPath, withQuery } from '../address.ts'
import { EntryList } from '../components/list/Lists.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import type { Head } from '../components/page/Html.tsx'
import { SearchForm } from '../components/page/SearchForm.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { Seal } from '../components/proof/Seal.tsx'
import { type Frame, placeIn, siteName, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { formatDay } from '../text/dates.ts'
import type { EntryLine, RecordView, Stats } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { fill, unit } from '../words/words.ts'

export interface HomeData {
  newest: EntryLine[]
  departments: { record: RecordView; responsibilities: number }[]
  stats: Stats
}

/** Departments beyond which the home page only links to the whole list. */
const MOST_DEPARTMENTS = 16

export const homePage: SitePage<HomeData> = {
  name: 'home',
  head,
  Body,
}

function head(_: HomeData, frame: Frame): Head {
  const { words, base, lang } = frame
  const place = placeIn(frame)
  return {
    title: null,
    description: fill(words.home.description, { place }),
    alternates: [
      { type: 'application/atom+xml', href: feedPath(null, 'atom'), title: words.ledger.title },
      { type: 'application/feed+json', href: feedPath(null, 'json'), title: words.ledger.title },
      { type: 'application/json', href: '/api/v1/stats', title: words.home.title },
    ],
    data: {
      '@type': 'WebSite',
      name: siteName(frame),
      url: `${base}${at(lang, '/')}`,
      description: fill(words.home.description, { place }),
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${base}${at(lang, '/search')}?q={q}` },
        'query-input': 'required name=q',
      },
    },
  }
}

function Body({ newest, departments, stats }: HomeData) {
  const frame = useFrame()
  const { lang, words, timeZone } = frame
  const place = placeIn(frame)
  return (
    <>
      <div class="title hero">
        <Slip />
        <p class="kind">{fill(words.home.title, { place })}</p>
        <h1>{words.home.heading}</h1>
        <p class="lede">{fill(words.home.lede, { place })}</p>
        <SearchForm id="find-home" big />
        <Figures stats={stats} />
        {stats.asOf !== null && (
          <p class="hint">{fill(words.home.asOf, { time: formatDay(stats.asOf, timeZone) })}</p>
        )}
      </div>
      <div class="cols">
        <div class="col-main">
          <section aria-labelledby="newest">
            <div class="h-row">
              <h2 id="newest">{words.home.newest}</h2>
              <ul class="tools">
                <li>
                  <a href={feedPath(null, 'atom')}>{words.timeline.subscribe}</a>
                </li>
                <li>
                  <a href={at(lang, '/ledger')}>{words.home.allEntries}</a>
                </li>
              </ul>
            </div>
            {newest.length === 0 ? <p class="empty">{words.home.empty}</p> : <EntryList lines={newest} />}
          </section>
          <section aria-labelledby="how">
            <h2 id="how">{words.home.how}</h2>
            <p class="lede">
              {words.home.howText} <a href={at(lang, '/verify')}>{words.home.howLink}</a>
            </p>
          </section>
          <section aria-labelledby="rules">
            <h2 id="rules">{words.home.rules}</h2>
            <p class="lede">
              {words.home.rulesText} <a href={at(lang, '/rules')}>{words.home.rulesLink}</a>
            </p>
          </section>
        </div>
        <aside class="col-side">
          <Proof of={newest.length} />
          <Departments departments={departments} />
          <Types stats={stats} />
        </aside>
      </div>
    </>
  )
}

/**
 * The title slip 题签 on the cover of a thread-bound book: upright, framed, one seal at its foot, stamped when the
 * page has been checked. For the eye only: the proof box says it in words.
 */
function Slip() {
  const { words } = useFrame()
  return (
    <div class="slip" lang="zh-CN" aria-hidden="true">
      <span>{words.home.slip}</span>
      <span class="island" data-slip>
        <Seal words={words.client} is="unchecked" />
      </span>
    </div>
  )
}

function Figures({ stats }: { stats: Stats }) {
  const { words } = useFrame()
  const figures: [string, number][] = [
    [words.count.departments, stats.departments],
    [words.count.responsibilities, stats.responsibilities],
    ...(stats.decisions === 0 ? [] : [[words.count.decisions, stats.decisions] satisfies [string, number]]),
    ...(stats.milestones === 0
      ? []
      : [[words.count.milestones, stats.milestones] satisfies [string, number]]),
    [words.count.entries, stats.entries],
  ]
  return (
    <ul class="figures">
      {figures.map(([phrase, n]) => (
        <li key={phrase}>
          <b>{formatCount(n)}</b>
          {unit(phrase, n)}
        </li>
      ))}
    </ul>
  )
}

function Departments({ departments }: Pick<HomeData, 'departments'>) {
  const { lang, words } = useFrame()
  if (departments.length === 0) return null
  return (
    <section aria-labelledby="departments">
      <div class="h-row">
        <h2 id="departments">{words.home.departments}</h2>
        <a href={at(lang, '/departments')}>{words.home.allDepartments}</a>
      </div>
      <table class="tally">
        <caption class="vh">{words.departments.title}</caption>
        <tbody>
          {departments.slice(0, MOST_DEPARTMENTS).map(({ record, responsibilities }) => (
            <tr key={record.id}>
              <th scope="row">
                <RecordLink id={record.id} title={record.title} />
              </th>
              <td class="num">{formatCount(responsibilities)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Types({ stats }: { stats: Stats }) {
  const { lang, words } = useFrame()
  if (stats.byType.length === 0) return null
  return (
    <section aria-labelledby="types">
      <h2 id="types">{words.home.types}</h2>
      <table class="tally">
        <caption class="vh">{words.home.types}</caption>
        <tbody>
          {stats.byType.map(({ value, count: n }) => (
            <tr key={value}>
              <th scope="row">
                <a href={withQuery(at(lang, '/responsibilities'), { type: value })}>
                  {label(lang, 'type', value)}
                </a>
              </th>
              <td class="num">{formatCount(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
