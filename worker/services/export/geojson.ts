/** The places of a list as GeoJSON (RFC 7946): one feature for each, longitude first. */
import { dayText } from '../../domain/record/date.ts'
import type { Reading } from '../read/reading.ts'

export const GEOJSON = 'application/geo+json; charset=utf-8'

type Places = Awaited<ReturnType<Reading['places']>>

/** A collection of features; one that has the code of a division alone has no geometry. */
export function featuresOf({ places, total }: Places) {
  return {
    type: 'FeatureCollection',
    numberMatched: total,
    numberReturned: places.length,
    features: places.map(({ id, part, title, day, division, latitude, longitude }) => ({
      type: 'Feature',
      id: `${id}/${part}`,
      geometry:
        latitude === null || longitude === null
          ? null
          : { type: 'Point', coordinates: [longitude, latitude] },
      properties: { id, title, day: day === null ? null : dayText(day), division },
    })),
  }
}
