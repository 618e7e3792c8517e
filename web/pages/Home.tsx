import type { NewsTopic } from '../../worker/domain/record/kind-words.ts'
import { api, at, feedPath } from '../address.ts'
import { Attention } from '../components/front/Attention.tsx'
import { News } from '../components/front/News.tsx'
import { Quarters } from '../components/front/Quarters.tsx'
import type { Head } from '../components/page/Html.tsx'
import { SearchForm } from '../components/page/SearchForm.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { type Frame, placeIn, siteName, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { formatDay } from '../text/dates.ts'
import type { Front, Sizes } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { fill, unit } from '../words/words.ts'

export interface HomeData {
  front: Front
  /** Heading under which news are shown; all of them for null. */
  topic: NewsTopic | null
  sizes: Sizes
}

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

function Body({ front, topic, sizes }: HomeData) {
  const frame = useFrame()
  const { words } = frame
  const place = placeIn(frame)
  return (
    <>
      <div class="title hero">
        <div>
          <p class="kind">{fill(words.home.title, { place })}</p>
          <h1>{words.home.heading}</h1>
          <p class="lede">{fill(words.home.lede, { place })}</p>
          <SearchForm id="find-home" big />
          <Tries sizes={sizes} />
        </div>
        <Proof of={sealed(front).length} />
      </div>
      <Attention found={front.attention} today={sizes.today} />
      <div class="cols">
        <div class="col-main">
          <News lines={front.news} topic={topic} />
        </div>
        <aside class="col-side">
          <Quarters rows={front.quarters.rows} today={front.quarters.today} />
          <Books sizes={sizes} />
          <Ways />
        </aside>
      </div>
    </>
  )
}

/** 常看: questions with which many come, each as a link to the list that answers it. */
function Tries({ sizes: { responsibilities, today } }: Pick<HomeData, 'sizes'>) {
  const { lang, words } = useFrame()
  const lastYear = Number(today.slice(0, 4)) - 1
  const tries: [path: string, name: string][] = [
    ['/decisions', words.home.tries.decided],
    ['/milestones?view=slipped', words.home.tries.slipped],
    ['/milestones?view=due_soon', words.home.tries.soon],
    ...(responsibilities === 0
      ? []
      : [
          [`/responsibilities?on=${lastYear}`, fill(words.home.tries.held, { year: String(lastYear) })] as [
            string,
            string,
          ],
        ]),
    ['/flags', words.home.tries.flags],
  ]
  return (
    <p class="tries">
      {words.home.tries.lead}{' '}
      {tries.map(([path, name]) => (
        <a key={path} href={at(lang, path)}>
          {name}
        </a>
      ))}
    </p>
  )
}

/** 在册: how much there is of each, with the way to it. */
function Books({ sizes }: { sizes: Sizes }) {
  const { lang, words, timeZone } = useFrame()
  const figures: [path: string, phrase: string, n: number][] = [
    ['/departments', words.count.departments, sizes.departments],
    ['/responsibilities', words.count.responsibilities, sizes.responsibilities],
    ['/decisions', words.count.decisions, sizes.decisions],
    ['/milestones', words.count.milestones, sizes.milestones],
    ['/ledger', words.count.entries, sizes.entries],
  ]
  return (
    <section aria-labelledby="books">
      <h2 id="books">{words.home.books}</h2>
      <ul class="figures">
        {figures
          .filter(([, , n]) => n > 0)
          .map(([path, phrase, n]) => (
            <li key={path}>
              <a href={at(lang, path)}>
                <b>{formatCount(n)}</b> {unit(phrase, n)}
              </a>
            </li>
          ))}
      </ul>
      {sizes.asOf !== null && (
        <p class="hint">{fill(words.home.asOf, { time: formatDay(sizes.asOf, timeZone) })}</p>
      )}
    </section>
  )
}

/** 你可以: what a reader can do here. */
function Ways() {
  const { lang, words } = useFrame()
  const ways: [href: string, name: string, text: string][] = [
    [at(lang, '/verify'), words.home.howLink, words.home.howText],
    [at(lang, '/rules'), words.home.rulesLink, words.home.rulesText],
    [at(lang, '/deliveries'), words.deliveries.title, words.deliveries.lede],
    [at(lang, '/map'), words.map.title, words.map.lede],
    [at(lang, '/calendar'), words.home.calendarLink, words.home.calendarText],
    [api.docs, words.home.dataLink, words.home.dataText],
  ]
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{words.home.ways}</h2>
      <ul class="ways">
        {ways.map(([href, name, text]) => (
          <li key={href}>
            <a href={href}>{name}</a>
            <p class="hint">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The entries of the news that stand on a line of their own: a seal says something of one entry alone. */
export function sealed({ news }: Front): number[] {
  return news.flatMap(({ index, moment }) => (moment === null ? [] : [index]))
}
