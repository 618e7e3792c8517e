/** The catalogue of records: made once a day, opened with the evidence of a record, held against the entries. */

import { beforeAll, describe, expect, it } from 'vitest'
import { checkCatalogue } from '../../../web/verify/catalogue.ts'
import type { Catalogued, Claimed } from '../../../web/verify/source.ts'
import { Replay } from '../../../worker/cli/verify/replay/replay.ts'
import { decideCatalogued } from '../../../worker/domain/kinds/catalogue/catalogue.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import { perform } from '../../../worker/services/submit/perform.ts'
import { keepServedCatalogue } from '../../../worker/store/catalogue/catalogue.ts'
import { readEntriesFrom } from '../../../worker/store/log/entries.ts'
import {
  freshDatabase,
  freshLedger,
  memoryHighWater,
  OPERATOR,
  SECOND,
  seededRandom,
  testSigner,
} from '../../support/ledger/ledger.ts'
import { tilesOfLog, treeUnder } from '../../support/ledger/tree-of.ts'

const call = { actor: OPERATOR, approver: SECOND }
/** More than one bucket holds. */
const ITEMS = 150

let services: Services
let ids: string[]

beforeAll(async () => {
  services = (await freshLedger()).services
  const { acts, deliveries } = services
  await acts.open(call, 'department', null, { code: 'water', name: '市水务局' })
  const added = Array.from({ length: ITEMS }, (_, n) => ({ name: `取水许可 ${n}`, type: 'licence' as const }))
  ids = (await deliveries.deliver(call, 'dep-water', { added })).records.map(({ id }) => id)
  await services.catalogue()
})

async function evidenceOf(id: string) {
  const { log, reading } = services
  const told = await reading.evidence(id)
  if (told?.catalogue == null) throw new Error('no evidence')
  const alone = (one: Omit<Claimed, 'erasure'>): Claimed => ({ ...one, erasure: null })
  const { entry, ...beside } = told.catalogue
  const catalogue: Catalogued = { ...beside, entry: entry && alone(entry) }
  return {
    entries: told.entries.map(alone),
    catalogue,
    tree: await treeUnder(await openCheckpoint(told.checkpoint, log.verifierKey), tilesOfLog(log)),
  }
}

async function replayed(): Promise<Replay> {
  const replay = new Replay({ showsSealed: true })
  const { database } = services.ledger
  for (const one of await readEntriesFrom(database, 0, 10_000)) {
    const { index, leaf, salt, content } = one
    const body = salt === null ? undefined : { index, leaf, salt, content, columns: columnsOf(leaf) }
    replay.take(index, leaf, body)
  }
  return replay
}

function columnsOf(leaf: Uint8Array) {
  const { record, seq, kind, department } = JSON.parse(new TextDecoder().decode(leaf))
  return { record, seq, kind, department }
}

describe('the catalogue of a day', () => {
  it('is made once, whoever asks', async () => {
    const { size } = await services.log.snapshot()
    await Promise.all([services.catalogue(), services.catalogue(), services.closeDays()])
    expect((await services.log.snapshot()).size).toBe(size)
  })

  it('shows of every record that no entry is missing', async () => {
    for (const id of ids.filter((_, n) => n % 10 === 0)) {
      const { entries, catalogue, tree } = await evidenceOf(id)
      expect(checkCatalogue(catalogue, id, entries, tree)).toMatchObject({
        good: true,
        complete: { is: 'complete' },
      })
      expect(checkCatalogue(catalogue, id, [], tree)).toEqual({ good: false, part: 'missing' })
    }
  })

  it('is opened from the entries where its buckets are not kept, as in a mirror', async () => {
    const [id = ''] = ids
    const kept = await evidenceOf(id)
    const { client } = services.ledger.database
    await client.batch(['DELETE FROM catalogue_bucket', 'DELETE FROM catalogue_tile'], 'write')
    expect((await evidenceOf(id)).catalogue.bucket).toEqual(kept.catalogue.bucket)
  })

  it('is kept again by whoever mirrors the ledger: once, and not where a part is missing', async () => {
    const { database } = services.ledger
    const { size } = await services.log.snapshot()
    const rowsOf = async (table: string) => (await database.client.execute(`SELECT * FROM ${table}`)).rows
    const kept = async () => [await rowsOf('catalogue_bucket'), await rowsOf('catalogue_tile')]
    await database.client.batch(['DELETE FROM catalogue_bucket', 'DELETE FROM catalogue_tile'], 'write')
    await keepServedCatalogue(database, size)
    const [buckets = [], tiles = []] = await kept()
    expect([buckets.length, tiles.length]).toEqual([4, 1])
    await keepServedCatalogue(database, size)
    expect(await kept()).toEqual([buckets, tiles])
    await database.client.execute('DELETE FROM catalogue_tile')
    await keepServedCatalogue(database, size)
    expect(await kept()).toEqual([buckets, tiles])
  })

  it('says nothing of what was recorded after it', async () => {
    const { acts } = services
    const { records } = await acts.open(call, 'responsibility', 'dep-water', {
      name: '河道巡查',
      type: 'inspection',
    })
    const id = records[0]?.id ?? ''
    const { entries, catalogue, tree } = await evidenceOf(id)
    expect(checkCatalogue(catalogue, id, entries, tree)).toMatchObject({ good: true })
  })
})

describe('an audit', () => {
  it('holds the catalogue against the entries', async () => {
    const replay = await replayed()
    expect(replay.findings).toEqual([])
    expect(replay.catalogues).toBe(1)
  })

  it.each([
    ['2027-01-01', 'a root that is not that of the entries', { size: 12, records: 12, root: 'AAAA' }, 'root'],
    [
      '2027-01-02',
      'a size that the ledger had not reached',
      { size: 1_000_000, records: 3, root: 'AAAA' },
      'size',
    ],
    ['2027-01-03', 'another number of records', { size: 170, records: 3, root: 'AAAA' }, 'records'],
  ])('names on %s a catalogue with %s', async (day, _, head, field) => {
    const { size } = await services.log.snapshot()
    const told = field === 'size' ? head : { ...head, size, records: field === 'root' ? recordsOf() : 3 }
    await perform(services.ledger, { actor: OPERATOR }, { verb: 'catalogue.record', day }, async () => ({
      drafts: [decideCatalogued(day, told)],
      before: new Map(),
    }))
    const { findings } = await replayed()
    expect(findings.at(-1)).toMatchObject({ part: 'record', index: size, field })
  })
})

/** Department, items, the first catalogue, and the item that came after it. */
const recordsOf = (): number => ITEMS + 3

describe('a ledger that starts', () => {
  it('gets a catalogue where it is old and has none, or rested for days, and else is left alone', async () => {
    let now = new Date('2026-03-02T01:00:00.000Z')
    const { acts, log, reading, renewCatalogue } = createServices(
      await openLedger({
        database: await freshDatabase(),
        signer: await testSigner(),
        highWater: memoryHighWater(),
        now: () => now,
        random: seededRandom(),
        place: { zh: '明川市', en: 'Mingchuan' },
        followDelay: 0,
      }),
    )
    await acts.open(call, 'department', null, { code: 'water', name: '市水务局' })
    await renewCatalogue()
    expect((await log.snapshot()).size).toBe(1)
    now = new Date('2026-03-09T01:00:00.000Z')
    await acts.open(call, 'department', null, { code: 'works', name: '市建设局' })
    await renewCatalogue()
    await renewCatalogue()
    const { items } = await reading.changes({})
    expect(items.map(({ envelope }) => envelope.kind)).toEqual([
      'department.listed',
      'department.listed',
      'catalogue.recorded',
    ])
    // It rested: what comes next is not to stand beside a catalogue of long ago.
    now = new Date('2026-03-20T01:00:00.000Z')
    await renewCatalogue()
    await renewCatalogue()
    expect((await log.snapshot()).size).toBe(4)
  })
})
