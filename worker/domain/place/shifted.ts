/**
 * 坐标系: coordinates as maps in China print them, moved on purpose against WGS 84. GCJ-02 by some 500 metres (AutoNavi,
 * Tencent, the public platforms), BD-09 on top of that (Baidu). The shift of GCJ-02 is not published; what is done here
 * is the approximation that all open tools share, exact to a few metres, and undone to less than a centimetre.
 */
import type { Point } from './point.ts'

/** Systems in which a file may print its coordinates, by their names. */
export const SYSTEMS = { wgs84: 'WGS 84', gcj02: 'GCJ-02', bd09: 'BD-09' } as const

export type System = keyof typeof SYSTEMS

/** The ellipsoid of Krasovsky, on which the shift is reckoned: its half axis in metres, and its eccentricity squared. */
const AXIS = 6378245
const ECCENTRICITY = 0.006693421622965943
const RADIANS = Math.PI / 180
/** Steps in which a shift is undone; each takes away all but a thousandth. */
const STEPS = 6

/** True for a point in the rectangle within which maps are moved. */
export function isMoved({ latitude, longitude }: Point): boolean {
  return longitude > 72.004 && longitude < 137.8347 && latitude > 0.8293 && latitude < 55.8271
}

/** Two thirds of the sum of two waves, each with its height and its number of half turns a degree. */
const waves = (x: number, [one, turns]: [number, number], [two, more]: [number, number]): number =>
  (2 / 3) * (one * Math.sin(x * turns * Math.PI) + two * Math.sin(x * more * Math.PI))

/** The point as GCJ-02 has it. */
function toGcj02(point: Point): Point {
  if (!isMoved(point)) return point
  const [x, y] = [point.longitude - 105, point.latitude - 35]
  const ripple = waves(x, [20, 6], [20, 2])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ripple +
    waves(y, [20, 1], [40, 1 / 3]) +
    waves(y, [160, 1 / 12], [320, 1 / 30])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ripple +
    waves(x, [20, 1], [40, 1 / 3]) +
    waves(x, [150, 1 / 12], [300, 1 / 30])
  const sine = Math.sin(point.latitude * RADIANS)
  const magic = 1 - ECCENTRICITY * sine * sine
  const meridian = (AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))
  const parallel = (AXIS / Math.sqrt(magic)) * Math.cos(point.latitude * RADIANS)
  return {
    latitude: point.latitude + north / (meridian * RADIANS),
    longitude: point.longitude + east / (parallel * RADIANS),
  }
}

/** A point of GCJ-02 as BD-09 has it. */
function toBd09({ latitude, longitude }: Point): Point {
  const turn = (Math.PI * 3000) / 180
  const radius = Math.hypot(longitude, latitude) + 0.00002 * Math.sin(latitude * turn)
  const angle = Math.atan2(latitude, longitude) + 0.000003 * Math.cos(longitude * turn)
  return { latitude: radius * Math.sin(angle) + 0.006, longitude: radius * Math.cos(angle) + 0.0065 }
}

/** A point of WGS 84 in another system. */
export function shifted(point: Point, system: System): Point {
  if (system === 'wgs84' || !isMoved(point)) return point
  return system === 'gcj02' ? toGcj02(point) : toBd09(toGcj02(point))
}

/** The point of WGS 84 that a system prints as this one; outside of the rectangle in which maps are moved, itself. */
export function unshifted(printed: Point, system: System): Point {
  if (system === 'wgs84' || !isMoved(printed)) return printed
  let found = printed
  for (let i = 0; i < STEPS; i++) {
    const again = shifted(found, system)
    found = {
      latitude: found.latitude + printed.latitude - again.latitude,
      longitude: found.longitude + printed.longitude - again.longitude,
    }
  }
  return found
}
