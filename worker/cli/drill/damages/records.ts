/** Damages to single records as readers are shown them, and to files that readers were given. */
import { CATALOGUED, catalogueOf } from '../../../domain/kinds/catalogue/catalogue.ts'
import { replay, summarise } from '../../../domain/kinds/replay.ts'
import { type Evidence, formatEvidence } from '../../../domain/proof/evidence.ts'
import { canonicalJson, parseCanonical } from '../../../ledger/canonical.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import type { Damage, Scene } from '../damage.ts'
import type { Stage } from '../stage.ts'
import { recordOf } from './histories.ts'

/** Entries of a record that are kept from its readers. */
const HIDDEN = 2
const RESCHEDULED = 'milestone.rescheduled'

export const recordDamages: readonly Damage[] = [
  {
    id: 'newest_hidden',
    words: {
      zh: '瞒下一项记录最近的两条账目（如两次改期），并改写记录',
      en: 'the two newest entries of a record (as two new dates) are hidden, and its row rewritten',
    },
    expected: { verify: 'record', monitor: 'record', browser: 'missing' },
    async make(stage) {
      const hidden = longestRecord(stage)
      if (hidden === null) return null
      return {
        dir: await stage.copy({
          sql: updateOf(hidden.columns),
          args: [...Object.values(hidden.columns), hidden.id],
        }),
        // Until the next catalogue a page cannot tell that entries are kept from it.
        without: hidden.counted ? [] : ['browser'],
      }
    },
  },
  {
    id: 'evidence_gap',
    words: { zh: '证据文件里少了一条账目', en: 'an entry is left out of an evidence file' },
    expected: { evidence: 'leaf' },
    async make(stage) {
      const record = recordOf(stage)
      const several = stage.entries.filter(({ leaf }) => parseLeaf(leaf).record === record).length > 1
      return several
        ? fileOf(stage, (whole) => formatEvidence({ ...whole, entries: whole.entries.slice(1) }))
        : null
    },
  },
  {
    id: 'evidence_bit',
    words: { zh: '证据文件改了一个字符', en: 'one character of an evidence file is changed' },
    expected: { evidence: 'malformed_evidence' },
    make: async (stage) => fileOf(stage, (whole) => formatEvidence(whole).replace('"index": ', '"index":  ')),
  },
  {
    id: 'evidence_body',
    words: {
      zh: '证据文件取自改写过正文的数据库',
      en: 'an evidence file comes from a database with an edited body',
    },
    expected: { verify: 'body', monitor: 'body', evidence: 'body', browser: 'body' },
    async make(stage) {
      const record = recordOf(stage)
      const dir = await stage.copy({
        sql: `UPDATE body SET content = substr(content, 1, length(content) - 1) || ',"zz":1}'
          WHERE "index" = (SELECT MIN(b."index") FROM body b JOIN entry e USING ("index") WHERE e.record = ?)`,
        args: [record],
      })
      return { dir, record }
    },
  },
]

async function fileOf(stage: Stage, file: (whole: Evidence) => string): Promise<Scene> {
  return { dir: await stage.copy(), record: recordOf(stage), file }
}

type Columns = Record<string, string | number | null>

/** The record with the most entries, as it was before the newest of them. */
function longestRecord({ entries }: Stage): { id: string; columns: Columns; counted: boolean } | null {
  const records = new Map<string, { index: number; leaf: Uint8Array; content: string | null }[]>()
  for (const entry of entries) {
    const { record } = parseLeaf(entry.leaf)
    records.set(record, [...(records.get(record) ?? []), entry])
  }
  const dated = [...records].filter(([id]) => id.startsWith('mil-'))
  const [found] = (dated.length > 0 ? dated : [...records]).sort(([, a], [, b]) => b.length - a.length)
  if (found === undefined || found[1].length <= HIDDEN) return null
  const [id, history] = found
  const kept = keptOf(history)
  const left = history.slice(0, kept).map(({ index, leaf, content }) => {
    const envelope = parseLeaf(leaf)
    const isOpen = envelope.visibility === 'public' && content !== null
    return { index, envelope, body: isOpen ? parseCanonical(content) : null }
  })
  const state = replay(id, left)
  const last = left.at(-1)
  if (state === null || last === undefined) return null
  const { seq, recorded } = last.envelope
  const place = { seq, last_index: last.index, recorded }
  const newest = entries.findLast(({ leaf }) => parseLeaf(leaf).kind === CATALOGUED)?.content ?? null
  const { size } = catalogueOf(newest === null ? null : parseCanonical(newest))
  const counted = size > (history[kept]?.index ?? entries.length)
  return { id, counted, columns: { ...place, ...summarise(state), state: canonicalJson(state) } }
}

/** Entries that are left when the two newest reschedules are hidden, with all behind them; else the two newest. */
function keptOf(history: readonly { leaf: Uint8Array }[]): number {
  const dates = history.flatMap(({ leaf }, at) => (parseLeaf(leaf).kind === RESCHEDULED ? [at] : []))
  return dates.at(-HIDDEN) ?? history.length - HIDDEN
}

function updateOf(columns: Columns): string {
  return `UPDATE record SET ${Object.keys(columns).map((name) => `${name} = ?`)} WHERE id = ?`
}
