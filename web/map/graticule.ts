/** Lines of latitude and longitude over what a map shows, where it has no other ground. Pure. */

/** Bounds in degrees. */
export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

/** Degrees from one line to the next, the finest first. */
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30]
/** Lines in each direction at most. */
const MOST = 12
/** Beyond it the map shows nothing (web mercator). */
const NORTHERNMOST = 85

/** Degrees from one line to the next, so that few of them are seen. */
export function stepOf({ west, south, east, north }: Bounds): number {
  const span = Math.max(east - west, north - south)
  return STEPS.find((step) => span / step <= MOST) ?? 30
}

/** The lines as one shape of GeoJSON. */
export function graticule(bounds: Bounds): { type: 'MultiLineString'; coordinates: number[][][] } {
  const step = stepOf(bounds)
  const { west, east } = bounds
  const [south, north] = [Math.max(bounds.south, -NORTHERNMOST), Math.min(bounds.north, NORTHERNMOST)]
  const along = (from: number, to: number): number[] => {
    const first = Math.ceil(from / step)
    const count = Math.max(0, Math.floor(to / step) - first + 1)
    return Array.from({ length: Math.min(count, 4 * MOST) }, (_, i) =>
      Number(((first + i) * step).toFixed(6)),
    )
  }
  return {
    type: 'MultiLineString',
    coordinates: [
      ...along(west, east).map((x) => [
        [x, south],
        [x, north],
      ]),
      ...along(south, north).map((y) => [
        [west, y],
        [east, y],
      ]),
    ],
  }
}
