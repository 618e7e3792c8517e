/** The catalogue of a ledger in memory: its entry, and what opens it. */
import { catalogueOf, decideCatalogued } from '../../../worker/domain/kinds/catalogue/catalogue.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { Catalogue } from '../../../worker/ledger/catalogue.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'
import type { EntryView } from '../../../worker/services/read/views.ts'
import type { Scene } from './fake-city.ts'

type Placed = Pick<Envelope, 'record' | 'seq'>

function over(entries: readonly Placed[]): Catalogue {
  const catalogue = new Catalogue()
  for (const [index, { record, seq }] of entries.entries()) catalogue.set({ record, index, seq })
  return catalogue
}

/** The scene that ends a ledger of these: the catalogue of all before it, made on the day of the last. */
export function catalogueScene(scenes: readonly Scene[]): Scene {
  const seqs = new Map<string, number>()
  const placed = scenes.map(({ record }) => {
    const seq = (seqs.get(record) ?? 0) + 1
    seqs.set(record, seq)
    return { record, seq }
  })
  const recorded = scenes.at(-1)?.recorded ?? ''
  const draft = decideCatalogued(recorded.slice(0, 10), over(placed).head(scenes.length))
  const { kind, record, occurred, body } = draft
  return { kind, record, department: null, occurred, recorded, body: { ...catalogueOf(body) } }
}

/** The newest catalogue among entries, and its bucket of a record; null where there is none. */
export async function openedIn(
  entries: readonly EntryView[],
  record: string,
): Promise<{
  entry: EntryView
  bucket: { text: string; proof: string[] }
  uncounted: EntryView | null
} | null> {
  const entry = entries.findLast(({ envelope }) => envelope.kind === 'catalogue.recorded')
  if (entry === undefined) return null
  const { size } = catalogueOf(entry.body)
  const { text, proof } = await over(entries.slice(0, size).map(({ envelope }) => envelope)).prove(record)
  const uncounted = size < entry.index ? (entries[size] ?? null) : null
  return { entry, bucket: { text, proof: proof.map(toBase64) }, uncounted }
}
