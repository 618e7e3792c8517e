/** Catalogues of records that are signed with the ledger and are not what they say: pages are read by the newest. */
import { CATALOGUED, catalogueId, catalogueOf } from '../../../domain/kinds/catalogue/catalogue.ts'
import { digestBody } from '../../../ledger/body.ts'
import { toBase64 } from '../../../ledger/bytes.ts'
import { canonicalJson, parseCanonical } from '../../../ledger/canonical.ts'
import { Catalogue, type CatalogueHead } from '../../../ledger/catalogue.ts'
import { formatLeaf, parseLeaf } from '../../../ledger/envelope.ts'
import { nativeSha256, nativeTree } from '../../verify/tree/hash.ts'
import type { Damage, Scene } from '../damage.ts'
import { forge } from '../forge.ts'
import type { Stage } from '../stage.ts'
import { recordOf } from './histories.ts'

/** Milliseconds. */
const DAY = 86_400_000

export const catalogueDamages: readonly Damage[] = [
  {
    id: 'catalogue_untrue',
    words: {
      zh: '入账一份不实的记录总目，好在网页上瞒下账目',
      en: 'a catalogue of records is entered that is not true, to hide entries from pages',
    },
    // A page that is open cannot tell: who draws the record again looks through the entries themselves.
    expected: { verify: 'record', monitor: 'catalogue' },
    async make(stage) {
      const catalogue = withoutNewestOf(stage, recordOf(stage))
      return catalogued(stage, () => catalogue.head(stage.size), catalogue)
    },
  },
  {
    id: 'catalogue_behind',
    words: {
      zh: '把几天前的记录总目当作今天的入账，好瞒下此后的账目',
      en: 'the catalogue of days ago is entered as that of today, to hide what came since',
    },
    expected: { verify: 'record', monitor: 'catalogue', browser: 'catalogue' },
    make: (stage) => catalogued(stage, (newest) => newest),
  },
]

/** The catalogue of all entries but the last of one record. */
function withoutNewestOf({ entries }: Stage, hidden: string): Catalogue {
  const catalogue = new Catalogue(nativeSha256, nativeTree)
  const envelopes = entries.map(({ leaf }) => parseLeaf(leaf))
  const newest = envelopes.findLastIndex(({ record }) => record === hidden)
  for (const [index, { record, seq }] of envelopes.entries())
    if (index !== newest) catalogue.set({ record, index, seq })
  return catalogue
}

/** Two days later another catalogue is entered; null where there is none to go by. */
async function catalogued(
  stage: Stage,
  head: (newest: CatalogueHead) => CatalogueHead,
  catalogue?: Catalogue,
): Promise<Scene | null> {
  const newest = stage.entries.findLast(({ leaf }) => parseLeaf(leaf).kind === CATALOGUED)
  const last = stage.entries.at(-1)
  if (newest?.content == null || newest.salt === null || last === undefined) return null
  const later = new Date(Date.parse(parseLeaf(last.leaf).recorded) + 2 * DAY).toISOString()
  const occurred = later.slice(0, 10)
  const content = canonicalJson({ ...head(catalogueOf(parseCanonical(newest.content))) })
  const body = toBase64(digestBody(newest.salt, content))
  const place = { record: catalogueId(occurred), seq: 1, occurred, recorded: later }
  const leaf = formatLeaf({ ...parseLeaf(newest.leaf), ...place, body })
  const forged = await forge(stage, [...stage.entries, { leaf, salt: newest.salt, content }])
  return { ...forged, ...(catalogue === undefined ? {} : { catalogue }) }
}
