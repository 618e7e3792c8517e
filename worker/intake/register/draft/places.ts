/** Places in a draft: the shapes of GeoJSON, columns of latitude and longitude, or one column that holds both. */
import { pointIn } from '../../../domain/place/point.ts'
import { isMoved } from '../../../domain/place/shifted.ts'
import type { Value } from '../mapping.schema.ts'
import { readNumber } from '../numbers/number.ts'
import { readPoint } from '../values/point.ts'
import type { Say } from './parts/say.ts'
import type { Sample, Sampled } from './sample/model.ts'

const SHAPES = /^(?:Multi)?(?:Point|LineString|Polygon)$|^GeometryCollection$/
const LATITUDE = /(?:^|[._ ])(?:lat|latitude|latitud|latitudine|breitengrad|breite|纬度|緯度)$/iu
const LONGITUDE = /(?:^|[._ ])(?:lon|lng|long|longitude|longitud|longitudine|längengrad|länge|经度|經度)$/iu
/** Part of the values that has to be a place. */
const ENOUGH = 0.9
const LEAST = 2

type Places = { places?: Value }

/** The places of the records of a sample; nothing where it has none. */
export function placesOf({ columns, rows }: Sample, say: Say): Places {
  const shape = columns.find(
    ({ name, values }) =>
      name.endsWith('.type') && values.some((one) => SHAPES.test(one)) && values.every(isShape),
  )
  if (shape !== undefined) {
    const from = shape.name.slice(0, -'.type'.length)
    say(`位置取自“${from}”的几何图形。`, `Places are taken from the shapes in "${from}".`)
    return placed({ from, as: 'point' })
  }
  const pair = pairOf(columns, rows.length)
  if (pair !== null) {
    const [latitude, longitude] = pair.names
    say(`位置取自“${latitude}”和“${longitude}”。`, `Places are taken from "${latitude}" and "${longitude}".`)
    askSystem(pair.texts, say)
    return placed({ template: `{${latitude}}, {${longitude}}`, as: 'point', ...unreadable(pair.texts, say) })
  }
  const one = columns.find(({ values }) => arePlaces(values, isPair))
  if (one === undefined) return {}
  say(`位置取自“${one.name}”。`, `Places are taken from "${one.name}".`)
  askSystem(one.values, say)
  return placed({ from: one.name, as: 'point', ...unreadable(one.values, say) })
}

/** A remark where maps may be moved: whether they are cannot be seen in the figures. */
function askSystem(texts: readonly string[], say: Say): void {
  const isThere = texts.some((text) => {
    const point = pointIn(String(readPoint(text)))
    return point !== null && isMoved(point)
  })
  if (isThere)
    say(
      '坐标按 WGS 84 读；如是高德、腾讯（GCJ-02）或百度（BD-09）的坐标，请写明 crs。',
      'Coordinates are taken for WGS 84; declare their "crs" where they are of AutoNavi or Tencent (gcj02) or of Baidu (bd09).',
    )
}

const isShape = (text: string): boolean => text === '' || SHAPES.test(text)

const placed = (point: Value): Places => ({ places: { list: [{ point }] } })

/** Two columns of one object, or of one table, that together are places. */
function pairOf(
  columns: readonly Sampled[],
  rows: number,
): { names: [latitude: string, longitude: string]; texts: string[] } | null {
  for (const latitude of columns.filter(({ name }) => LATITUDE.test(name)))
    for (const longitude of columns.filter(({ name }) => LONGITUDE.test(name))) {
      const [before, after] = [latitude, longitude].map(({ name }) =>
        name.slice(0, name.lastIndexOf('.') + 1),
      )
      if (before !== after || /[{}]/.test(latitude.name + longitude.name)) continue
      const texts = Array.from({ length: rows }, (_, i) => {
        const [y = '', x = ''] = [latitude.values[i], longitude.values[i]]
        return y === '' || x === '' ? '' : `${y}, ${x}`
      })
      if (arePlaces(texts, isPlace)) return { names: [latitude.name, longitude.name], texts }
    }
  return null
}

const isPlace = (text: string): boolean => typeof readPoint(text) === 'string'

/** True for a place in one text. A number with marks, as `1.101,50` or `1 101`, is no latitude beside a longitude. */
const isPair = (text: string): boolean =>
  readNumber(text, '.') === null && readNumber(text, ',') === null && isPlace(text)

function arePlaces(texts: readonly string[], is: (text: string) => boolean): boolean {
  const there = texts.filter((text) => text !== '')
  // Most columns are told by their first values.
  if (there.length < LEAST || !there.slice(0, 20).some(is)) return false
  return there.filter(is).length >= there.length * ENOUGH
}

/** Manner in which texts that are no places are left out, which is told. */
function unreadable(texts: readonly string[], say: Say): { unreadable?: 'none' } {
  const odd = texts.filter((text) => text !== '' && !isPlace(text))
  if (odd.length === 0) return {}
  const shown = odd.slice(0, 3)
  say(
    `其中 ${odd.length} 处读不出位置，没有用：${shown.join('、')}。`,
    `${odd.length} of them are no places and are left out: ${shown.join(' | ')}.`,
  )
  return { unreadable: 'none' }
}
