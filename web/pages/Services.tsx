/** 办事: what one can apply for, by what one wants to do, as whom, and by department; and what the guides do not state. */
import { OF_LIFE } from '../../worker/domain/kinds/responsibility/matters.ts'
import { at, withQuery } from '../address.ts'
import { Scroll } from '../components/list/Scroll.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import { fieldLabel, label, titleOr } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { Facet, Services } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { count, fill } from '../words/words.ts'

export interface ServicesData {
  services: Services
}

/** Page of the hall of services. */
export const servicesPage: SitePage<ServicesData> = {
  name: 'services',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.services.title, path: null },
  ],
  head,
  Body,
}

function head(_: ServicesData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { services } = frame.words
  const description = fill(services.description, { place: placeIn(frame) })
  return {
    title: services.title,
    description,
    data: { '@type': 'CollectionPage', name: services.title, description, breadcrumb },
  }
}

/** Query of the services in force, narrowed by one thing. */
const asked = (more: Record<string, string>): string =>
  withQuery('/responsibilities', { service: 'yes', status: 'in_force', ...more })

function Body({ services: { total, matter, serves, lacks, department, older } }: ServicesData) {
  const { lang, words, names } = useFrame()
  const said = words.services
  const life: ReadonlySet<string> = new Set(OF_LIFE)
  const ofLife = matter.filter(({ value }) => life.has(value))
  // What is of no kind comes last, however much of it there is.
  const isOther = ({ value }: Facet): number => (value === 'other' ? 1 : 0)
  const ofBodies = matter.filter(({ value }) => !life.has(value)).sort((a, b) => isOther(a) - isOther(b))
  const nameOf = (id: string): string => names.get(id) ?? titleOr(lang, id, null)
  return (
    <>
      <div class="title">
        <h1>{said.title}</h1>
        <p class="lede">{said.lede}</p>
        <form class="find find--big" action={at(lang, '/responsibilities')} method="get">
          <label class="vh" for="service-words">
            {said.find}
          </label>
          <input id="service-words" type="search" name="q" placeholder={said.find} maxLength={200} />
          <input type="hidden" name="service" value="yes" />
          <input type="hidden" name="status" value="in_force" />
          <button type="submit">{said.submit}</button>
        </form>
      </div>
      {older !== undefined && <p class="hint">{count(words.listing.older, older)}</p>}
      {total === 0 ? (
        <p class="notice">{said.none}</p>
      ) : (
        <>
          <Choices id="life" name={said.life} of={ofLife} words={matterWords} by="matter" />
          <Choices id="bodies" name={said.body} of={ofBodies} words={matterWords} by="matter" />
          <p class="hint">{said.sorted}</p>
          <Choices id="whom" name={said.whom} of={serves} words={servesWords} by="serves" />
          <Choices
            id="by-department"
            name={said.departments}
            of={department}
            words={nameOf}
            by="department"
          />
          <p>
            <a href={at(lang, asked({}))}>
              {said.all} {formatCount(total)}
            </a>
          </p>
          <Gaps total={total} lacks={lacks} />
        </>
      )}
    </>
  )

  function matterWords(code: string): string {
    return label(lang, 'serviceMatter', code)
  }
  function servesWords(code: string): string {
    return label(lang, 'serviceFor', code)
  }
}

interface ChoicesProps {
  id: string
  name: string
  of: readonly Facet[]
  words(value: string): string
  by: string
}

/** Links to the lists behind some choices, each with its number. */
function Choices({ id, name, of, words, by }: ChoicesProps) {
  const { lang } = useFrame()
  if (of.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <ul class="matters">
        {of.map(({ value, count }) => (
          <li key={value}>
            <a href={at(lang, asked({ [by]: value }))}>
              <span>{words(value)}</span> <b>{formatCount(count)}</b>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Parts of guides that are not stated, and in how many of them. */
function Gaps({ total, lacks }: { total: number; lacks: readonly Facet[] }) {
  const { lang, words } = useFrame()
  const said = words.services
  if (lacks.length === 0) return null
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps">{said.gaps}</h2>
      <p class="hint">{fill(said.gapsHint, { n: formatCount(total) })}</p>
      <Scroll name={said.gaps}>
        <table class="gaps">
          <thead>
            <tr>
              <th scope="col">{said.part}</th>
              <th scope="col" class="num">
                {said.lacking}
              </th>
              <th scope="col" class="num">
                {said.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {lacks.map(({ value, count }) => (
              <tr key={value}>
                <th scope="row">{fieldLabel(lang, 'responsibility', value)}</th>
                <td class="num">
                  <a href={at(lang, asked({ lacks: value }))}>{formatCount(count)}</a>
                </td>
                <td class="num">{Math.round((100 * count) / total)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
