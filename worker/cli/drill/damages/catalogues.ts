/** Catalogues of records that are signed with the ledger and are not what they say: browsers believe the newest. */
import { CATALOGUED, catalogueId } from '../../../domain/kinds/catalogue/catalogue.ts'
import { type Fields, objectOf } from '../../../domain/record/json.ts'
import { digestBody } from '../../../ledger/body.ts'
import { toBase64 } from '../../../ledger/bytes.ts'
import { canonicalJson, parseCanonical } from '../../../ledger/canonical.ts'
import { formatLeaf, parseLeaf } from '../../../ledger/envelope.ts'
import type { Damage } from '../damage.ts'
import { type Forged, forge } from '../forge.ts'
import type { Stage } from '../stage.ts'

/** Milliseconds. */
const DAY = 86_400_000

export const catalogueDamages: readonly Damage[] = [
  {
    id: 'catalogue_untrue',
    words: {
      zh: '入账一份不实的记录总目，好在网页上瞒下账目',
      en: 'a catalogue of records is entered that is not true, to hide entries from pages',
    },
    expected: { verify: 'record', monitor: 'catalogue' },
    make: (stage) => catalogued(stage, (body) => ({ ...body, root: toBase64(new Uint8Array(32)) })),
  },
  {
    id: 'catalogue_behind',
    words: {
      zh: '把几天前的记录总目当作今天的入账，好瞒下此后的账目',
      en: 'the catalogue of days ago is entered as that of today, to hide what came since',
    },
    expected: { verify: 'record', monitor: 'catalogue' },
    make: (stage) => catalogued(stage, (body) => body),
  },
]

/** Two days later the newest catalogue is entered once more, with another body; null where there is none. */
async function catalogued(stage: Stage, bent: (body: Fields) => Fields): Promise<Forged | null> {
  const newest = stage.entries.findLast(({ leaf }) => parseLeaf(leaf).kind === CATALOGUED)
  const last = stage.entries.at(-1)
  if (newest?.content == null || newest.salt === null || last === undefined) return null
  const later = new Date(Date.parse(parseLeaf(last.leaf).recorded) + 2 * DAY).toISOString()
  const occurred = later.slice(0, 10)
  const content = canonicalJson(bent(objectOf(parseCanonical(newest.content))))
  const body = toBase64(digestBody(newest.salt, content))
  const place = { record: catalogueId(occurred), seq: 1, occurred, recorded: later }
  const leaf = formatLeaf({ ...parseLeaf(newest.leaf), ...place, body })
  return forge(stage, [...stage.entries, { leaf, salt: newest.salt, content }])
}
