/** Fetches what checking needs. The only file of the client that talks to the server. */
import { erasureId } from '../../worker/domain/kinds/erasure/erasure.ts'
import { HASH_BYTES } from '../../worker/ledger/merkle.ts'
import { type ReadTiles, TILE_WIDTH, type TileCoord } from '../../worker/ledger/tiles.ts'
import type { Evidence } from '../../worker/services/read/reading.ts'
import type { EntryView } from '../../worker/services/read/views.ts'
import { api } from '../address.ts'

/**
 * One entry as the server tells it. Of a body that is called erased: the entry that erased it; null where the server
 * names none. That they stand in the tree of a checkpoint is found in its tiles, not told.
 */
export type Claimed = EntryView & { erasure: Claimed | null }

/** An entry of which the place and the time alone are asked. */
export interface Placed extends Pick<EntryView, 'index' | 'leaf'> {
  erasure?: Placed | null
}

/** The newest catalogue with the bucket of a record, and the entries that tell its age. */
export interface Catalogued {
  /** Null where there is no catalogue yet; so is `bucket` then. */
  entry: Claimed | null
  bucket: { text: string; proof: string[] } | null
  /** The first entry that the catalogue does not count; null where that is its own. */
  uncounted: Placed | null
  /** The newest entry of the ledger. */
  newest: Placed
}

/** A record as the server tells it: its state, every entry, and a checkpoint that covers them. */
export interface Told {
  checkpoint: string
  record: { state: unknown }
  entries: Claimed[]
  catalogue: Catalogued | null
}

export interface Source {
  /** Verifier key as the server publishes it, and whether it has stopped signing. */
  known(): Promise<{ key: string; frozen: boolean }>
  checkpoint(): Promise<string>
  /** The history of the keys of the ledger, as text. */
  keyHistory(): Promise<string>
  evidence(record: string): Promise<Told>
  entry(index: number, size: number): Promise<Claimed>
  /** Tiles of the tree, of which none is believed before it is held against the root of a checkpoint. */
  tiles: ReadTiles
  /** Hands in a checkpoint that this browser kept, for the ledger and its operator to see. */
  handIn(note: string): Promise<void>
}

/** All entries that are told of a record or beside it. */
export function entriesIn({ entries, catalogue }: Told): (Claimed | Placed | null)[] {
  return catalogue === null ? entries : [...entries, catalogue.entry, catalogue.uncounted, catalogue.newest]
}

/** The server answered with an error, or not at all. `status` is 0 when there was no answer. */
export class SourceError extends Error {
  override name = 'SourceError'
  readonly status: number
  /** Stable code of the problem, where the answer had one. */
  readonly code: string | null

  constructor(status: number, code: string | null) {
    super(`the server answered ${status}`)
    this.status = status
    this.code = code
  }
}

/** @throws SourceError for any answer but the one that was asked for */
export async function get(fetcher: typeof fetch, path: string): Promise<Response> {
  const response = await fetcher(path, { headers: { accept: 'application/json, text/plain' } }).catch(
    () => null,
  )
  if (response === null) throw new SourceError(0, null)
  if (response.ok) return response
  const problem: { code?: string } = await response.json().catch(() => ({}))
  throw new SourceError(response.status, problem.code ?? null)
}

/** The ledger behind the site that the page came from. */
export function createSource(fetcher: typeof fetch): Source {
  const json = async <T>(path: string): Promise<T> => (await get(fetcher, path)).json()
  // Each once for a page: the checks of its entries, of their growth and of signatures mostly need the same.
  const tiles = new Map<string, Promise<Uint8Array>>()
  const tileAt = (coord: TileCoord): Promise<Uint8Array> => {
    const path = api.tile(coord)
    const bytes =
      tiles.get(path) ??
      get(fetcher, path)
        .then(async (answer) => new Uint8Array(await answer.arrayBuffer()))
        .catch((error: unknown) => {
          // A log may let an unfinished tile go when the full one is there, which begins with it (C2SP tlog-tiles).
          if (!(error instanceof SourceError) || error.status !== 404 || coord.width === TILE_WIDTH)
            throw error
          return tileAt({ ...coord, width: TILE_WIDTH }).then((full) =>
            full.slice(0, coord.width * HASH_BYTES),
          )
        })
    tiles.set(path, bytes)
    return bytes
  }
  return {
    async known() {
      const known = await json<{ verifierKey?: string; verifierKeys?: string[]; frozen?: string | null }>(
        api.known,
      )
      return {
        key: known.verifierKey ?? known.verifierKeys?.[0] ?? '',
        frozen: typeof known.frozen === 'string',
      }
    },
    checkpoint: async () => (await get(fetcher, api.checkpoint)).text(),
    keyHistory: async () => (await get(fetcher, api.keys)).text(),
    async evidence(id) {
      let told = await json<Evidence>(api.evidence(id))
      // What was told before stays true: of a record that is written to meanwhile, the last answer is of one moment.
      for (let at = 0; told.next && told.next > at; ) {
        at = told.next
        const more = await json<Evidence>(`${api.evidence(id)}?after=${at}`)
        told = {
          ...more,
          entries: [...told.entries, ...more.entries],
          erasures: [...told.erasures, ...more.erasures],
        }
      }
      const { checkpoint, record, entries, erasures = [], catalogue = null } = told
      const erased = erasures.map(alone)
      return {
        checkpoint,
        record,
        entries: entries.map((one) => ({ ...one, erasure: erasureIn(erased, one) })),
        catalogue: catalogue && { ...catalogue, entry: catalogue.entry && alone(catalogue.entry) },
      }
    },
    async entry(index, size) {
      const view = await json<EntryView>(api.entry(index))
      if (view.withheld !== 'erased') return alone(view)
      const { record, seq } = view.envelope
      const { erasures = [] } = await json<Evidence>(`${api.evidence(record)}?after=${seq - 1}`)
      const found = erasureIn(erasures.map(alone), view)
      return { ...view, erasure: found === null || found.index >= size ? null : found }
    },
    async handIn(note) {
      await fetcher(api.compare, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ checkpoint: note }),
      })
    },
    tiles: (coords) => Promise.all(coords.map(tileAt)),
  }
}

/** An entry of which it is not asked who erased it. */
const alone = (told: EntryView): Claimed => ({ ...told, erasure: null })

/** The entry among these that says of `of` that its body was erased; whether it is true is checked elsewhere. */
function erasureIn(erasures: readonly Claimed[], of: EntryView): Claimed | null {
  return erasures.find(({ envelope }) => envelope.record === erasureId(of.index)) ?? null
}
