/** Places of a list as the server gives them, put where they are: by their points, or in the division of their code. */

import { pointOfShape } from '../../worker/domain/place/geojson.ts'
import type { Point } from '../../worker/domain/place/point.ts'
import type { Json } from '../../worker/ledger/canonical.ts'
import type { Bounds } from './graticule.ts'

/** A place of a record, as a feature of `/api/v1/….geojson`. */
export interface PlaceFeature {
  geometry: { coordinates: [longitude: number, latitude: number] } | null
  properties: { id: string; title: string; day: string | null; division: string | null }
}

export interface Places {
  numberMatched: number
  features: readonly PlaceFeature[]
}

/** A place that can be shown. */
export interface Shown {
  id: string
  title: string
  day: string | null
  point: Point
}

/** Names under which an outline may give the code of a division. */
const CODES = ['code', 'division', 'adcode', 'id'] as const

/** Middles of the divisions of an outline, by their codes. Total for any JSON. */
export function middlesOf(outline: Json): Map<string, Point> {
  const found = new Map<string, Point>()
  const features = isObject(outline) && Array.isArray(outline.features) ? outline.features : []
  for (const feature of features) {
    if (!isObject(feature)) continue
    const properties = isObject(feature.properties) ? feature.properties : {}
    const code =
      CODES.map((name) => properties[name]).find((one) => one !== undefined && one !== null) ?? feature.id
    const point = pointOfShape(feature)
    if ((typeof code === 'string' || typeof code === 'number') && point !== null)
      found.set(String(code), point)
  }
  return found
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Places that can be shown, and the number of those whose division no outline has. */
export function shownOf(
  { features }: Places,
  middles: ReadonlyMap<string, Point>,
): { shown: Shown[]; unknown: number } {
  const shown = features.flatMap(({ geometry, properties: { division, ...record } }): Shown[] => {
    const [longitude, latitude] = geometry?.coordinates ?? []
    const point =
      longitude === undefined || latitude === undefined
        ? middles.get(division ?? '')
        : { longitude, latitude }
    return point === undefined ? [] : [{ ...record, point }]
  })
  return { shown, unknown: features.length - shown.length }
}

/** Bounds of places with some room around them; null without any. */
export function boundsOf(places: readonly Shown[]): Bounds | null {
  const [first] = places
  if (first === undefined) return null
  const bounds = { west: 180, south: 90, east: -180, north: -90 }
  for (const { point } of places) {
    bounds.west = Math.min(bounds.west, point.longitude)
    bounds.east = Math.max(bounds.east, point.longitude)
    bounds.south = Math.min(bounds.south, point.latitude)
    bounds.north = Math.max(bounds.north, point.latitude)
  }
  return bounds
}
