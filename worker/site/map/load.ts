/** Loads maps: which kinds have places, and the list of one of them that stands below its map. */
import type { MapPageData, MapsData } from '../../../web/pages/Map.tsx'
import { lists } from '../../domain/kinds/table.ts'
import { placedKinds } from '../../domain/listing/placed.ts'
import { type Ask, type From, type Loaded, NONE } from '../load/common.ts'
import { listLoader } from '../load/lists.ts'

/** Page that says what can be seen on a map. */
export async function loadMaps({ reading }: From): Promise<Loaded<MapsData>> {
  const placed = await reading.placed()
  return {
    data: { placed: placedKinds.map((kind) => [kind, placed.get(kind) ?? 0]) },
    check: NONE,
    names: new Map(),
  }
}

/** Page of the map of one list, by the name of that; null for a list that has no places. */
export async function loadMap(from: From, ask: Ask, id: string): Promise<Loaded<MapPageData> | null> {
  const kind = placedKinds.find((one) => lists[one] === id)
  if (kind === undefined) return null
  // What has no place stands on no map: the filter is not for the reader to choose here.
  const loaded = await listLoader(kind, { placed: 'yes' })(from, ask, '')
  return loaded === null ? null : { ...loaded, data: { list: loaded.data } }
}
