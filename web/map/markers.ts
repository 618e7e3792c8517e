/** Markers of the places that are seen: buttons, so that the keyboard reaches them, each with its number or its title. */
import { type Map as Chart, type GeoJSONSource, LngLatBounds, Marker, Popup } from 'maplibre-gl'
import type { MapWords } from './words.ts'

/** Records that a popup lists. */
const LISTED = 12

interface Leaf {
  id: string
  title: string
  day: string | null
}

/** Keeps markers for what is seen, as the map is moved. @param href address of the page of a record */
export function keepMarkers(chart: Chart, words: MapWords, href: (id: string) => string): void {
  const markers = new Map<string, Marker>()
  const draw = (): void => {
    const seen = new Set<string>()
    for (const { geometry, properties } of chart.querySourceFeatures('places')) {
      if (geometry.type !== 'Point') continue
      const [longitude = 0, latitude = 0] = geometry.coordinates
      const cluster: unknown = properties.cluster_id
      const count = Number(properties.point_count ?? 1)
      const key = typeof cluster === 'number' ? `c${cluster}` : `${properties.id} ${longitude} ${latitude}`
      if (seen.has(key)) continue
      seen.add(key)
      if (markers.has(key)) continue
      const leaf = leafOf(properties)
      const label =
        typeof cluster === 'number' ? words.many.replace('{n}', String(count)) : leaf.title || words.withheld
      const button = buttonOf(label, typeof cluster === 'number' ? count : null)
      button.addEventListener('click', (event) => {
        // A click on the map itself closes what stands open on it.
        event.stopPropagation()
        if (typeof cluster === 'number') void open(cluster, [longitude, latitude])
        else show([longitude, latitude], [leaf], 1)
      })
      markers.set(key, new Marker({ element: button }).setLngLat([longitude, latitude]).addTo(chart))
      // The library gives every marker a role and a name of its own.
      button.setAttribute('aria-label', label)
      button.removeAttribute('role')
    }
    for (const [key, marker] of markers)
      if (!seen.has(key)) {
        marker.remove()
        markers.delete(key)
      }
  }
  const source = (): GeoJSONSource | undefined => chart.getSource('places')

  /** Goes nearer until the records of a cluster part; where they do not, as at one address, lists them. */
  async function open(cluster: number, at: [number, number]): Promise<void> {
    const leaves = (await source()?.getClusterLeaves(cluster, Number.MAX_SAFE_INTEGER, 0)) ?? []
    const bounds = new LngLatBounds()
    for (const { geometry } of leaves)
      if (geometry.type === 'Point') bounds.extend(geometry.coordinates as [number, number])
    const apart = Math.max(bounds.getEast() - bounds.getWest(), bounds.getNorth() - bounds.getSouth())
    if (apart > 1e-5 && chart.getZoom() < chart.getMaxZoom() - 1)
      chart.fitBounds(bounds, { padding: 60, maxZoom: 18 })
    else
      show(
        at,
        leaves.slice(0, LISTED).map(({ properties }) => leafOf(properties ?? {})),
        leaves.length,
      )
  }

  function show(at: [number, number], leaves: readonly Leaf[], total: number): void {
    const list = document.createElement('ul')
    for (const { id, title, day } of leaves) {
      const link = document.createElement('a')
      link.href = href(id)
      link.textContent = title || words.withheld
      const item = document.createElement('li')
      item.append(link, day === null ? '' : ` ${day}`)
      list.append(item)
    }
    const more = document.createElement('p')
    if (total > leaves.length) more.textContent = words.more.replace('{n}', String(total - leaves.length))
    const content = document.createElement('div')
    content.className = 'map__found'
    content.append(list, ...(more.textContent === '' ? [] : [more]))
    new Popup({ maxWidth: '22rem' }).setLngLat(at).setDOMContent(content).addTo(chart)
  }

  chart.on('moveend', draw)
  chart.on('data', (event) => {
    if ('sourceId' in event && event.sourceId === 'places' && chart.isSourceLoaded('places')) draw()
  })
  chart.on('idle', draw)
}

const leafOf = (properties: { readonly [name: string]: unknown }): Leaf => ({
  id: String(properties.id),
  title: String(properties.title ?? ''),
  day: typeof properties.day === 'string' && properties.day !== '' ? properties.day : null,
})

function buttonOf(label: string, count: number | null): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = count === null ? 'pin' : 'pin pin--many'
  button.title = label
  if (count !== null) button.textContent = String(count)
  return button
}
