/** Maps: what has a place, above the same list as everywhere. The list says all that the map does. */
import { type ListedKind, lists } from '../../worker/domain/kinds/table.ts'
import { at, withQuery } from '../address.ts'
import { type ListData, queryOf } from '../components/listing/data.ts'
import { ListSection, listHead } from '../components/listing/ListSection.tsx'
import { type Frame, NO_GROUND, useFrame } from '../frame.ts'
import { listWords } from '../labels.ts'
import type { MapData } from '../map/words.ts'
import type { SitePage } from '../page.tsx'
import { formatCount } from '../words/numbers.ts'
import { fill } from '../words/words.ts'

export interface MapsData {
  /** Kinds that may have places, each with its number of records that have one. */
  placed: [ListedKind, number][]
}

export interface MapPageData {
  list: ListData
}

/** Page that says what can be seen on a map. */
export const mapsPage: SitePage<MapsData> = {
  name: 'maps',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.map.title, path: null },
  ],
  head: (_, { words }) => ({ title: words.map.title, description: words.map.lede }),
  Body: Maps,
}

function Maps({ placed }: MapsData) {
  const { lang, words } = useFrame()
  const some = placed.filter(([, n]) => n > 0)
  return (
    <>
      <div class="title">
        <h1>{words.map.title}</h1>
        <p class="lede">{words.map.lede}</p>
      </div>
      {some.length === 0 ? (
        <p class="empty">{words.map.none}</p>
      ) : (
        <ul class="items">
          {some.map(([kind, n]) => (
            <li key={kind}>
              <a href={at(lang, `/map/${lists[kind]}`)}>{listWords(kind).title[lang]}</a>
              <span class="hint">{fill(words.map.placed, { n: formatCount(n) })}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const titleOf = (kind: ListedKind, { lang, words }: Frame): string =>
  fill(words.map.of, { list: listWords(kind).title[lang] })

/** Page of the map of one list. */
export const mapPage: SitePage<MapPageData> = {
  name: 'map',
  trail: ({ list }, frame) => [
    { name: frame.words.site.home, path: '/' },
    { name: frame.words.map.title, path: '/map' },
    { name: listWords(list.kind).title[frame.lang], path: null },
  ],
  head({ list }, frame, breadcrumb) {
    const { canonicalQuery } = listHead(asChosen(list), frame, breadcrumb, '')
    return {
      title: titleOf(list.kind, frame),
      description: frame.words.map.lede,
      ...(canonicalQuery === undefined ? {} : { canonicalQuery }),
      alternates: [
        { type: 'application/geo+json', href: placesPath(list), title: titleOf(list.kind, frame) },
      ],
      map: true,
    }
  },
  Body: OneMap,
}

/** The list without what its map asks for by itself. */
function asChosen(list: ListData): ListData {
  const { placed: _, ...chosen } = list.chosen
  return { ...list, chosen }
}

/** Address of the places of a list as GeoJSON. */
function placesPath(list: ListData): string {
  return withQuery(`/api/v1/${lists[list.kind]}.geojson`, { ...queryOf(asChosen(list)), sort: null })
}

function OneMap({ list }: MapPageData) {
  const frame = useFrame()
  const { lang, words, assets, ground } = frame
  const path = lists[list.kind]
  const title = titleOf(list.kind, frame)
  const data: MapData = {
    places: placesPath(list),
    records: at(lang, `/${path}/`),
    ...(ground ?? NO_GROUND),
    words: { ...words.map.script, title },
  }
  return (
    <>
      {assets.map !== undefined && <link rel="stylesheet" href={assets.map.style} />}
      <div class="title">
        <h1>{title}</h1>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, `/${path}`), queryOf(asChosen(list)))}>{words.map.asList}</a>
          </li>
          <li>
            <a href={placesPath(list)}>GeoJSON</a>
          </li>
        </ul>
      </div>
      <noscript>
        <p class="hint">{words.map.noScript}</p>
      </noscript>
      {/* The script gives what it draws here the role of a region, and its name. */}
      <div class="map" data-map={JSON.stringify(data)} />
      <p class="hint map__note" role="status" data-map-note />
      <ListSection data={list} fixed={['placed']} />
    </>
  )
}
