/**
 * The script of the map, loaded on its page alone: fetches the places of the list below it and draws them. Without it,
 * without WebGL and on paper the list says all that the map does.
 */
import 'maplibre-gl/dist/maplibre-gl.css'
import './styles/map/map.css'
import { Map as Chart, type GeoJSONSource, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import type { Json } from '../worker/ledger/canonical.ts'
import { graticule } from './map/graticule.ts'
import { keepMarkers } from './map/markers.ts'
import { boundsOf, middlesOf, type Places, shownOf } from './map/places.ts'
import { coloursNow, paints, styleOf } from './map/style.ts'
import type { MapData } from './map/words.ts'

setWorkerUrl(new URL('../node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).href)

/** Nearest that the map goes by itself: a few streets. */
const NEAREST = 15

async function jsonAt<T>(address: string): Promise<T> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}

function hasGraphics(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

async function start(box: HTMLElement): Promise<void> {
  const data: MapData = JSON.parse(box.dataset.map ?? '')
  const { words, tiles, credit } = data
  const note = document.querySelector<HTMLElement>('[data-map-note]')
  const tell = (text: string): void => {
    if (note !== null) note.textContent = text
  }
  if (!hasGraphics()) {
    box.hidden = true
    return tell(words.unable)
  }
  tell(words.loading)
  // An outline that cannot be had takes no place from the map.
  const [places, outline] = await Promise.all([
    jsonAt<Places>(data.places),
    data.outline === null ? null : jsonAt<Json>(data.outline).catch(() => null),
  ])
  const { shown, unknown } = shownOf(places, middlesOf(outline))
  const bounds = boundsOf(shown)
  const { west, south, east, north } = bounds ?? { west: -180, south: -60, east: 180, north: 75 }
  const chart = new Chart({
    container: box,
    style: styleOf(coloursNow(), { tiles, credit, outline }),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 48, maxZoom: NEAREST },
    hash: true,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: credit === null ? false : { customAttribution: credit },
    locale: {
      'Map.Title': words.title,
      'Popup.Close': words.close,
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
      'ScaleControl.Meters': words.metres,
      'ScaleControl.Kilometers': words.kilometres,
      'CooperativeGesturesHandler.WindowsHelpText': words.wheel,
      'CooperativeGesturesHandler.MacHelpText': words.wheel.replace('Ctrl', '⌘'),
      'CooperativeGesturesHandler.MobileHelpText': words.fingers,
    },
  })
  chart.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  chart.addControl(new ScaleControl(), 'bottom-left')
  const source = (name: string): GeoJSONSource | undefined => chart.getSource(name)
  const rule = (): void => {
    const seen = chart.getBounds()
    const [west, east] = [Math.max(seen.getWest(), -180), Math.min(seen.getEast(), 180)]
    const lines = graticule({ west, east, south: seen.getSouth(), north: seen.getNorth() })
    source('lines')?.setData({ type: 'Feature', properties: {}, geometry: lines })
  }
  chart.on('load', () => {
    keepMarkers(chart, words, (id) => `${data.records}${encodeURIComponent(id)}`)
    source('places')?.setData({
      type: 'FeatureCollection',
      features: shown.map(({ id, title, day, point }) => ({
        type: 'Feature',
        properties: { id, title, day },
        geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
      })),
    })
    rule()
    box.dataset.drawn = String(shown.length)
  })
  chart.on('moveend', rule)
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', () => {
    for (const [layer, property, colour] of paints(coloursNow()))
      if (chart.getLayer(layer) !== undefined) chart.setPaintProperty(layer, property as 'line-color', colour)
  })
  const said = [
    places.numberMatched > places.features.length
      ? words.some
          .replace('{shown}', String(places.features.length))
          .replace('{total}', String(places.numberMatched))
      : '',
    unknown > 0 ? words.unknown.replace('{n}', String(unknown)) : '',
  ].filter((text) => text !== '')
  tell(said.join(' '))
}

const box = document.querySelector<HTMLElement>('[data-map]')
if (box !== null)
  start(box).catch((error: unknown) => {
    console.error(error)
    const note = document.querySelector<HTMLElement>('[data-map-note]')
    const { words }: MapData = JSON.parse(box.dataset.map ?? '')
    if (note !== null) note.textContent = words.failed
    box.hidden = true
  })
