/**
 * The browser of a reader who has been here before: runs what every page runs, on the pages of what was touched, over
 * what the damaged ledger serves.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createBoard } from '../../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../../web/verify/digest.ts'
import type { Remembered } from '../../../../web/verify/memory.ts'
import { runChecks, type Task } from '../../../../web/verify/run.ts'
import { type Source as Asked, SourceError } from '../../../../web/verify/source.ts'
import type { Summary } from '../../../../web/verify/summary.ts'
import { CATALOGUED } from '../../../domain/kinds/catalogue/catalogue.ts'
import { timeline } from '../../../domain/kinds/compare.ts'
import type { Source } from '../../verify/source/source.ts'
import type { Scene } from '../damage.ts'
import { recordOf } from '../damages/histories.ts'
import type { Stage } from '../stage.ts'
import { type Places, servedTo } from './served.ts'

/** Pages of each sort that are visited: each costs as much as a reader's. */
const PAGES = 1

/** The parts that pages say do not add up; none where each is sealed. */
export async function visitPages(stage: Stage, scene: Scene, source: Source): Promise<string[]> {
  const { records, entries, places } = touchedIn(stage, scene)
  const asked = servedTo(stage, source, places, scene.catalogue)
  const parts = new Set<string>()
  const visit = async (task: Task | null): Promise<void> => {
    if (task !== null) for (const part of await partsOf(stage, asked, task)) parts.add(part)
  }
  for (const record of records) await visit(await pageOf(asked, record))
  if (entries.length > 0) await visit({ shown: null, indices: entries })
  return [...parts]
}

async function partsOf({ signer, note }: Stage, source: Asked, task: Task): Promise<string[]> {
  const board = createBoard([...task.indices, ...Object.keys(task.shown?.moments ?? {}).map(Number)])
  const remembered: Remembered = { key: signer.verifierKey, checkpoint: note }
  await runChecks(task, {
    source,
    memory: { read: () => remembered, write: () => true },
    board,
    unable: async () => null,
    clock: () => 0,
  })
  const { broken, growth, why }: Summary = board.summary()
  return [
    ...broken.map(({ part }) => part),
    ...(growth?.is === 'differs' || growth?.is === 'behind' ? ['growth'] : []),
    ...(why === 'fetch' ? ['fetch'] : []),
  ]
}

/** The page of a record as the damaged ledger draws it: of its row, and of its entries as they lie there. */
async function pageOf(source: Asked, record: string): Promise<Task | null> {
  const nothing: Task = {
    shown: { record, seq: 0, state: '', moments: {}, opened: {} },
    indices: [],
  }
  try {
    const { entries, record: row } = await source.evidence(record)
    const moments = timeline(entries.map(({ index, envelope, body }) => ({ index, envelope, body })))
    return {
      shown: {
        record,
        seq: entries.length,
        state: digestState(row.state),
        moments: Object.fromEntries(moments.map((moment) => [moment.entry.index, digestMoment(moment)])),
        opened: {},
      },
      indices: [],
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    return error.status === 404 ? null : nothing
  }
}

interface Touched {
  records: string[]
  entries: number[]
  places: Places
}

/** Records and entries that are other than they were; where none is, a record with several entries. */
function touchedIn(stage: Stage, { dir, record }: Scene): Touched {
  const database = new DatabaseSync(join(dir, 'mingzhang.db'), { readOnly: true })
  try {
    database.prepare('ATTACH ? AS base').run(join(stage.base, 'mingzhang.db'))
    const rows = database.prepare('SELECT "index", record FROM main.entry ORDER BY seq').all()
    const places = new Map<string, number[]>()
    for (const { index, record: of } of rows)
      places.set(String(of), [...(places.get(String(of)) ?? []), Number(index)])
    const catalogues = database
      .prepare(CATALOGUES)
      .all(CATALOGUED)
      .map(({ index }) => Number(index))
    const entries = database.prepare(ENTRIES).all()
    const records = database.prepare(RECORDS).all()
    const named = [
      ...(record === undefined ? [] : [record]),
      ...records.map(({ id }) => String(id)),
      ...entries.map((row) => String(row.record)),
    ]
    return {
      records: [...new Set(named.length === 0 ? [recordOf(stage)] : named)].slice(0, PAGES),
      entries: entries.map(({ index }) => Number(index)),
      places: {
        indicesOf: (of) => places.get(of) ?? [],
        newestCatalogue: (size) => catalogues.findLast((index) => index < size) ?? null,
      },
    }
  } finally {
    database.close()
  }
}

const ENTRIES = `SELECT e."index", e.record FROM base.entry e
  LEFT JOIN base.body b ON b."index" = e."index"
  LEFT JOIN main.entry f ON f."index" = e."index" LEFT JOIN main.body c ON c."index" = e."index"
  WHERE f.leaf IS NOT e.leaf OR f.leaf_hash IS NOT e.leaf_hash OR c.content IS NOT b.content OR c.salt IS NOT b.salt
  ORDER BY e."index" LIMIT ${PAGES}`

const CATALOGUES = 'SELECT "index" FROM main.entry WHERE kind = ? ORDER BY "index"'

const RECORDS = `SELECT r.id FROM base.record r LEFT JOIN main.record s ON s.id = r.id
  WHERE s.state IS NOT r.state OR s.seq IS NOT r.seq ORDER BY r.n LIMIT ${PAGES}`
