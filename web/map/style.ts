/** Style of the map: paper and ink, the ground that the operator gave, or the lines of the globe alone. */
import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Json } from '../../worker/ledger/canonical.ts'

/** Colours of the page, as `rgb(…)`. */
export interface Colours {
  paper: string
  sheet: string
  rule: string
  ink: string
}

/** Ground of the map. */
export interface Ground {
  /** Address of tiles, with `{z}`, `{x}` and `{y}`. */
  tiles: string | null
  credit: string | null
  /** GeoJSON of the outline. */
  outline: Json | null
}

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

/** Style of a map: its sources, and its layers from the ground up. */
export function styleOf(
  { paper, sheet, rule, ink }: Colours,
  { tiles, credit, outline }: Ground,
): StyleSpecification {
  return {
    version: 8,
    sources: {
      lines: { type: 'geojson', data: EMPTY },
      ...(outline === null
        ? {}
        : { outline: { type: 'geojson', data: outline as unknown as GeoJSONSourceSpecification['data'] } }),
      ...(tiles === null
        ? {}
        : {
            tiles: {
              type: 'raster',
              tiles: [tiles],
              tileSize: 256,
              ...(credit === null ? {} : { attribution: credit }),
            },
          }),
      places: { type: 'geojson', data: EMPTY, cluster: true, clusterRadius: 44, clusterMaxZoom: 16 },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': paper } },
      ...(tiles === null
        ? [
            {
              id: 'lines',
              type: 'line' as const,
              source: 'lines',
              paint: { 'line-color': rule, 'line-width': 1 },
            },
          ]
        : [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }]),
      ...(outline === null
        ? []
        : [
            ...(tiles === null
              ? [{ id: 'land', type: 'fill' as const, source: 'outline', paint: { 'fill-color': sheet } }]
              : []),
            {
              id: 'border',
              type: 'line' as const,
              source: 'outline',
              paint: { 'line-color': ink, 'line-width': 1, 'line-opacity': 0.6 },
            },
          ]),
      // Drawn by markers, which the keyboard reaches; the layer has the source read.
      { id: 'places', type: 'circle', source: 'places', paint: { 'circle-opacity': 0, 'circle-radius': 1 } },
    ],
  }
}

/** Paints that change between light and dark: layer, property, colour. */
export function paints({
  paper,
  sheet,
  rule,
  ink,
}: Colours): [layer: string, property: string, colour: string][] {
  return [
    ['ground', 'background-color', paper],
    ['lines', 'line-color', rule],
    ['land', 'fill-color', sheet],
    ['border', 'line-color', ink],
  ]
}

/** Colours of the page as it is shown now, in light or in dark. */
export function coloursNow(): Colours {
  const probe = document.createElement('span')
  document.body.append(probe)
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const found = { paper: colour('paper'), sheet: colour('sheet'), rule: colour('rule'), ink: colour('ink-2') }
  probe.remove()
  return found
}
