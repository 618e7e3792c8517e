/** Places as files print them: GeoJSON, WKT, or latitude and longitude in one text. What is no place on land is refused. */
import { pointOfShape, pointOfWkt } from '../../../domain/place/geojson.ts'
import { type Point, pointText } from '../../../domain/place/point.ts'
import { SYSTEMS, type System, unshifted } from '../../../domain/place/shifted.ts'
import type { Words } from '../../../domain/record/problem.ts'
import type { Json } from '../../../ledger/canonical.ts'

const NUMBER = String.raw`([+-]?\d+(?:\.\d+)?)\s*°?`
const PAIR = new RegExp(String.raw`^[([]?\s*${NUMBER}\s*[,，;\s]\s*${NUMBER}\s*[)\]]?$`)

/** Latitudes beyond which no place has an office: Alert lies at 82.5, the islands before Antarctica above -60. */
const NORTH = 84
const SOUTH = -60

const SHAPE: Words = {
  zh: '应为 GeoJSON 几何、WKT 的 POINT，或“纬度, 经度”（小数点用 .），如 31.2304, 121.4737',
  en: 'expected a GeoJSON geometry, a POINT in WKT, or latitude and longitude (with decimal points), such as 31.2304, 121.4737',
}
const GRID: Words = {
  zh: '不是度：纬度到 90、经度到 180 为止。投影坐标（米、英尺）请先换算成 WGS 84（EPSG:4326）的经纬度',
  en: 'these are no degrees: latitude goes up to 90, longitude to 180. Metres or feet of a projected grid are to be converted to WGS 84 (EPSG:4326) first',
}
const NULL_ISLAND: Words = {
  zh: '0, 0 在非洲外海，通常表示没有位置：请写进 empty',
  en: '0, 0 lies in the sea off Africa and mostly stands for no place: declare it in "empty"',
}

const remarkOn = (system: System): Words => ({
  zh: `坐标从 ${SYSTEMS[system]} 换算成 WGS 84，误差在几米之内`,
  en: `coordinates were converted from ${SYSTEMS[system]} to WGS 84, to within a few metres`,
})

/** Remarks on coordinates that were converted: one object each, so that a file is told of it once. */
export const CONVERTED: { readonly [system in System]: Words | null } = {
  wgs84: null,
  gcj02: remarkOn('gcj02'),
  bd09: remarkOn('bd09'),
}

/**
 * The text of a place as fields hold it, or why it is none.
 *
 * @param system in which the text is printed
 */
export function readPoint(text: string, system: System = 'wgs84'): string | Words {
  const point = pointOf(text)
  if (point === null) return SHAPE
  const { latitude, longitude } = point
  if (Math.abs(latitude) > 180 || Math.abs(longitude) > 180) return GRID
  if (latitude === 0 && longitude === 0) return NULL_ISLAND
  if (latitude > NORTH || latitude < SOUTH) return turned(point)
  return pointText(unshifted(point, system))
}

function pointOf(text: string): Point | null {
  if (text.startsWith('{')) return pointOfShape(shapeIn(text))
  const [, latitude, longitude] = PAIR.exec(text) ?? []
  if (latitude === undefined) return pointOfWkt(text)
  return { latitude: Number(latitude), longitude: Number(longitude) }
}

function shapeIn(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function turned({ latitude, longitude }: Point): Words {
  const said = `${latitude}`
  const swapped = Math.abs(longitude) <= NORTH
  return {
    zh: `纬度 ${said} 处没有机关（应在 ${SOUTH} 到 ${NORTH} 之间）${swapped ? '：经纬度多半写反了。GeoJSON 和 WKT 里经度在前，其他写法纬度在前' : ''}`,
    en: `no office lies at latitude ${said} (it should be from ${SOUTH} to ${NORTH})${swapped ? ': latitude and longitude seem to be turned round. Longitude comes first in GeoJSON and WKT, latitude everywhere else' : ''}`,
  }
}
