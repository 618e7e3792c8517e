/** Outline of the fictional city, for its maps: three districts and a street. Invented, like the city. */

type Ring = readonly (readonly [longitude: number, latitude: number])[]

const AREAS: readonly { code: string; name: string; ring: Ring }[] = [
  {
    code: '510901',
    name: '北岭区',
    ring: [
      [112.34, 31.87],
      [112.42, 31.99],
      [112.55, 32.03],
      [112.64, 31.94],
      [112.6, 31.85],
      [112.47, 31.83],
      [112.34, 31.87],
    ],
  },
  {
    code: '510902',
    name: '河西区',
    ring: [
      [112.34, 31.87],
      [112.47, 31.83],
      [112.55, 31.76],
      [112.52, 31.66],
      [112.41, 31.68],
      [112.33, 31.77],
      [112.34, 31.87],
    ],
  },
  {
    code: '510903',
    name: '城关区',
    ring: [
      [112.47, 31.83],
      [112.6, 31.85],
      [112.71, 31.79],
      [112.7, 31.7],
      [112.61, 31.65],
      [112.52, 31.66],
      [112.55, 31.76],
      [112.47, 31.83],
    ],
  },
  {
    code: '510903001',
    name: '城关街道',
    ring: [
      [112.59, 31.77],
      [112.63, 31.77],
      [112.63, 31.74],
      [112.59, 31.74],
      [112.59, 31.77],
    ],
  },
]

/** The outline as GeoJSON, as an operator would put it into the data folder. */
export const demoOutline = JSON.stringify({
  type: 'FeatureCollection',
  features: AREAS.map(({ code, name, ring }) => ({
    type: 'Feature',
    properties: { code, name },
    geometry: { type: 'Polygon', coordinates: [ring] },
  })),
})
