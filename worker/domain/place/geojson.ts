/**
 * Points of shapes in GeoJSON (RFC 7946) and of `POINT` in WKT: the point itself, the middle of a line, the centre of
 * an area. All are WGS 84, longitude first. Total for any JSON.
 */
import type { Json } from '../../ledger/canonical.ts'
import { objectOf, own } from '../record/json.ts'
import type { Point } from './point.ts'

type Position = readonly [longitude: number, latitude: number]

const WKT = /^(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)(?:\s+-?[\d.]+)?\s*\)$/i

/** The point of `POINT (-73.98 40.75)`; null for any other text. It may lie beyond the Earth. */
export function pointOfWkt(text: string): Point | null {
  const [, longitude, latitude] = WKT.exec(text.trim()) ?? []
  return latitude === undefined ? null : { latitude: Number(latitude), longitude: Number(longitude) }
}

/** The point of a geometry, or of the feature that holds it; null where there is none. It may lie beyond the Earth. */
export function pointOfShape(given: Json | undefined): Point | null {
  const shape = objectOf(given)
  const type = own(shape, 'type')
  if (type === 'Feature') return pointOfShape(own(shape, 'geometry'))
  if (type === 'GeometryCollection') return firstOf(own(shape, 'geometries'), pointOfShape)
  const coordinates = own(shape, 'coordinates')
  if (type === 'Point') return pointAt(positionOf(coordinates))
  if (type === 'MultiPoint' || type === 'LineString') return pointAt(middleOf(positionsOf(coordinates)))
  if (type === 'MultiLineString') return pointAt(middleOf(longest(listOf(coordinates).map(positionsOf))))
  if (type === 'Polygon') return pointAt(centreOf(positionsOf(listOf(coordinates)[0])))
  if (type !== 'MultiPolygon') return null
  const rings = listOf(coordinates).map((polygon) => positionsOf(listOf(polygon)[0]))
  return pointAt(centreOf(rings.reduce((most, ring) => (sizeOf(ring) > sizeOf(most) ? ring : most), [])))
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

function firstOf(list: Json | undefined, of: (one: Json) => Point | null): Point | null {
  for (const one of listOf(list)) {
    const found = of(one)
    if (found !== null) return found
  }
  return null
}

function positionOf(value: Json | undefined): Position | null {
  const [longitude, latitude] = listOf(value)
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null
}

const positionsOf = (value: Json | undefined): Position[] =>
  listOf(value).flatMap((one) => {
    const found = positionOf(one)
    return found === null ? [] : [found]
  })

const pointAt = (position: Position | null): Point | null =>
  position === null ? null : { longitude: position[0], latitude: position[1] }

const longest = (lines: readonly Position[][]): Position[] =>
  lines.reduce((most, line) => (line.length > most.length ? line : most), [])

const middleOf = (line: readonly Position[]): Position | null => line[(line.length - 1) >> 1] ?? null

/** Twice the area of a ring, its sign by its direction. */
function areaOf(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
    return sum + (x * nextY - nextX * y)
  }, 0)
}

const sizeOf = (ring: readonly Position[]): number => Math.abs(areaOf(ring))

/** Centre of an area by its outer ring; of one without extent its middle position. */
function centreOf(ring: readonly Position[]): Position | null {
  const [origin] = ring
  if (origin === undefined) return null
  // Seen from a corner, so that no digits are lost to large coordinates.
  const local = ring.map(([x, y]): Position => [x - origin[0], y - origin[1]])
  const area = areaOf(local)
  if (area === 0) return middleOf(ring)
  const [x, y] = local.reduce<Position>(
    ([sumX, sumY], [atX, atY], i) => {
      const [nextX, nextY] = local[(i + 1) % local.length] ?? [atX, atY]
      const part = atX * nextY - nextX * atY
      return [sumX + (atX + nextX) * part, sumY + (atY + nextY) * part]
    },
    [0, 0],
  )
  return [origin[0] + x / (3 * area), origin[1] + y / (3 * area)]
}
