/** A damaged ledger as it is served to the page of a reader: entries as they lie in it, with the tiles that it has. */
import type { Source as Asked, Catalogued, Claimed } from '../../../../web/verify/source.ts'
import { SourceError } from '../../../../web/verify/source.ts'
import { catalogueOf } from '../../../domain/kinds/catalogue/catalogue.ts'
import { erasureId } from '../../../domain/kinds/erasure/erasure.ts'
import { toBase64 } from '../../../ledger/bytes.ts'
import { parseCanonical } from '../../../ledger/canonical.ts'
import { Catalogue } from '../../../ledger/catalogue.ts'
import { parseCheckpoint } from '../../../ledger/checkpoint.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { parseNote } from '../../../ledger/note.ts'
import type { Body, Source } from '../../verify/source/source.ts'
import { tilesOfSource } from '../../verify/source/tiles.ts'
import { nativeSha256, nativeTree } from '../../verify/tree/hash.ts'
import type { Stage } from '../stage.ts'

/** Places of entries in the damaged ledger. */
export interface Places {
  /** Those of a record. */
  indicesOf(record: string): number[]
  /** That of the newest catalogue within a size; null where there is none. */
  newestCatalogue(size: number): number | null
}

/**
 * The server of a damaged ledger, as a browser asks it. What it cannot prove, it refuses.
 *
 * @param opened the newest catalogue, where it is not that of the entries before the damage
 */
export function servedTo(
  stage: Stage,
  source: Source,
  { indicesOf, newestCatalogue }: Places,
  opened?: Catalogue,
): Asked {
  const noteNow = async (): Promise<string> => {
    const note = await source.checkpoint()
    if (note === null) throw new SourceError(503, null)
    return note
  }
  const sizeOf = (note: string): number => refusing(() => parseCheckpoint(parseNote(note).text).size)

  async function claimed(index: number, size: number): Promise<Claimed> {
    const [body] = await source.bodies(index, 1)
    const tile = await source.chunk(
      Math.floor(index / 256),
      Math.min(256, size - Math.floor(index / 256) * 256),
    )
    if (body === undefined) throw new SourceError(404, null)
    const from = (index % 256) * 32
    const isGone = indicesOf(erasureId(index)).length > 0
    const view = { ...viewOf(body, isGone), leafHash: toBase64(tile.tile.slice(from, from + 32)) }
    return { ...view, erasure: null }
  }

  /** The entry that says of one without a body that it was erased. */
  async function withErasure(index: number, size: number): Promise<Claimed> {
    const view = await claimed(index, size)
    const [erasure] = view.withheld === 'erased' ? indicesOf(erasureId(index)) : []
    return erasure === undefined || erasure >= size
      ? view
      : { ...view, erasure: await claimed(erasure, size) }
  }

  async function catalogued(record: string, size: number): Promise<Catalogued> {
    const newest = await claimed(size - 1, size)
    const at = newestCatalogue(size)
    const [body] = at === null ? [] : await source.bodies(at, 1)
    // What a damage has taken away is told as it was.
    const content = body?.content ?? stage.entries[at ?? -1]?.content
    if (at === null || content == null) return { newest, entry: null, bucket: null, uncounted: null }
    const head = refusing(() => catalogueOf(parseCanonical(content)))
    const { text, proof } = await (opened ?? catalogueOver(stage, head.size)).prove(record)
    return {
      newest,
      entry: await claimed(at, size),
      bucket: { text, proof: proof.map(toBase64) },
      uncounted: head.size < at ? await claimed(head.size, size) : null,
    }
  }

  return {
    known: async () => ({ key: (await source.identity()).verifierKey, frozen: false }),
    checkpoint: noteNow,
    async keyHistory() {
      const text = await source.keyHistory()
      if (text === null) throw new SourceError(404, null)
      return text
    },
    async evidence(record) {
      const note = await noteNow()
      const size = sizeOf(note)
      const row = await source.publishedNow(record)
      if (row === null) throw new SourceError(404, null)
      const own = indicesOf(record).filter((index) => index < size)
      const entries = await Promise.all(own.map((index) => withErasure(index, size)))
      return {
        checkpoint: note,
        // As its row says, of which the page was drawn: later entries are kept from it.
        entries: entries.filter(({ envelope }) => envelope.seq <= row.seq),
        record: { state: row.state },
        catalogue: await catalogued(record, size),
      }
    },
    entry: withErasure,
    tiles: (coords) => refused(tilesOfSource(source)(coords)),
    handIn: async () => undefined,
  }
}

/** The catalogue of the entries as they were before the damage. */
function catalogueOver({ entries }: Stage, size: number): Catalogue {
  const catalogue = new Catalogue(nativeSha256, nativeTree)
  for (const { index, leaf } of entries.slice(0, size)) {
    const { record, seq } = parseLeaf(leaf)
    catalogue.set({ record, index, seq })
  }
  return catalogue
}

function viewOf(
  { index, leaf, salt, content }: Body,
  isGone: boolean,
): Omit<Claimed, 'erasure' | 'leafHash'> {
  const envelope = refusing(() => parseLeaf(leaf))
  const sealed = envelope.visibility === 'sealed'
  const open = sealed ? null : content
  return {
    index,
    envelope,
    leaf: toBase64(leaf),
    salt: open === null || salt === null ? null : toBase64(salt),
    content: open,
    body: open === null ? null : refusing(() => parseCanonical(open)),
    withheld: sealed && !isGone ? 'sealed' : open === null ? 'erased' : null,
    opened: null,
  }
}

/** Reading of a server, which answers with an error what it cannot read. */
function refusing<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof LedgerError) throw new SourceError(500, null)
    throw error
  }
}

async function refused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof LedgerError) throw new SourceError(400, null)
    throw error
  }
}
