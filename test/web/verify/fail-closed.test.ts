/** Whatever could not be checked never gives a good seal: one page, and every way in which a server may fall short. */

import { beforeAll, describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import type { Remembered } from '../../../web/verify/memory.ts'
import { runChecks } from '../../../web/verify/run.ts'
import { type Catalogued, type Claimed, type Source, SourceError } from '../../../web/verify/source.ts'
import type { Summary } from '../../../web/verify/summary.ts'
import { concat } from '../../../worker/ledger/bytes.ts'
import { tileWidth } from '../../../worker/ledger/tiles.ts'
import { catalogueScene } from '../../support/site/fake-catalogue.ts'
import { city } from '../../support/site/fake-city.ts'
import { createFakeLedger, type FakeLedger } from '../../support/site/fake-reading.ts'

let honest: FakeLedger
let forked: FakeLedger
/** Entries of a month that followed the only catalogue. */
let longAfter: FakeLedger
/** A record one entry of which was lawfully erased. */
const ERASED = city.find(({ erased }) => erased)?.record ?? ''

beforeAll(async () => {
  honest = await createFakeLedger()
  const last = city
    .slice(-1)
    .map((scene) => ({ ...scene, record: 'res-00many0009', recorded: '2026-12-28T02:00:00.000Z' }))
  longAfter = await createFakeLedger([...city, catalogueScene(city), ...last], 7, false)
  forked = await createFakeLedger(
    city.map((scene, i) => (i === 3 ? { ...scene, occurred: '2023-12-31' } : scene)),
  )
})

function claimedIn(ledger: FakeLedger, index: number): Claimed {
  const entry = ledger.entries[index]
  if (entry === undefined) throw new SourceError(404, 'not_found')
  const erasure = ledger.entries.find(({ envelope }) => envelope.record === `era-${index}`)
  return {
    ...entry,
    erasure: erasure === undefined ? null : { ...erasure, erasure: null },
  }
}

const alone = (one: Omit<Claimed, 'erasure'>): Claimed => ({ ...one, erasure: null })

function opened(told: Awaited<ReturnType<FakeLedger['catalogued']>>): Catalogued | null {
  if (told === null) return null
  return { ...told, entry: told.entry === null ? null : alone(told.entry) }
}

/** What an honest server gives at a size. */
function serve(ledger: FakeLedger, size = ledger.entries.length): Source {
  return {
    known: async () => ({ key: ledger.reading.log.verifierKey, frozen: false }),
    checkpoint: () => ledger.checkpointAt(size),
    async evidence(id) {
      const record = await ledger.reading.record(id)
      if (record === null) throw new SourceError(404, 'not_found')
      const entries = ledger.entries
        .filter(({ envelope, index }) => envelope.record === id && index < size)
        .map(({ index }) => claimedIn(ledger, index))
      const catalogue = opened(await ledger.catalogued(id, size))
      return { checkpoint: await ledger.checkpointAt(size), record, entries, catalogue }
    },
    entry: async (index) => claimedIn(ledger, index),
    handIn: async () => undefined,
    keyHistory: async () => '',
    tiles: async (coords) => {
      if (coords.some(({ level, n, width }) => width > tileWidth(level, n, size)))
        throw new SourceError(404, null)
      return ledger.tiles(coords)
    },
  }
}

interface Visit {
  summary: Summary
  kept: Remembered | null
}

/** One visit to the page of the record, by a browser that remembers something. */
async function visit(source: Source, remembered: Remembered | null): Promise<Visit> {
  const record = await honest.reading.record(ERASED)
  const moments = await honest.reading.timeline(ERASED)
  const indices = moments.map(({ entry }) => entry.index)
  const board = createBoard(indices)
  let kept = remembered
  await runChecks(
    {
      indices: [],
      shown: {
        record: ERASED,
        seq: record?.seq ?? 0,
        state: digestState(record?.state),
        opened: {},
        moments: Object.fromEntries(moments.map((one) => [one.entry.index, digestMoment(one)])),
      },
    },
    {
      source,
      memory: {
        read: () => kept,
        write: (one) => {
          kept = one
          return true
        },
      },
      board,
      unable: async () => null,
      clock: () => 0,
    },
  )
  return { summary: board.summary(), kept }
}

const remembers = async (ledger: FakeLedger, size: number): Promise<Remembered> => ({
  key: ledger.reading.log.verifierKey,
  checkpoint: await ledger.checkpointAt(size),
})

/** A source that differs from an honest one in something. */
const but = (source: Source, change: Partial<Source>): Source => ({ ...source, ...change })

/** A source that tells another catalogue, or other entries beside it. */
function told(
  change: (
    whole: Awaited<ReturnType<Source['evidence']>>,
  ) => Partial<Awaited<ReturnType<Source['evidence']>>>,
  source = serve(honest),
): Source {
  return but(source, {
    async evidence(id) {
      const whole = await source.evidence(id)
      return { ...whole, ...change(whole) }
    },
  })
}

async function altered(change: (entry: Claimed) => Claimed): Promise<Source> {
  const source = serve(honest)
  return but(source, {
    async evidence(id) {
      const whole = await source.evidence(id)
      return { ...whole, entries: whole.entries.map(change) }
    },
  })
}

describe('a browser that checks a page', () => {
  it('stamps a good seal on an honest ledger, seen before or not', async () => {
    expect((await visit(serve(honest), null)).summary.is).toBe('good')
    expect((await visit(serve(honest), await remembers(honest, 9))).summary).toMatchObject({
      is: 'good',
      growth: { is: 'grew', from: 9 },
    })
  })

  const down = (status: number) => () => Promise.reject(new SourceError(status, null))
  const size = () => honest.entries.length
  it.each<[string, () => Promise<Source>, string]>([
    ['a fork', async () => serve(forked), 'broken'],
    ['a fork behind a server in trouble', async () => but(serve(forked), { tiles: down(503) }), 'cannot'],
    ['no connection for the tiles', async () => but(serve(honest), { tiles: down(0) }), 'cannot'],
    ['too many requests', async () => but(serve(honest), { tiles: down(429) }), 'cannot'],
    ['no tiles at all', async () => but(serve(honest), { tiles: down(404) }), 'cannot'],
    ['empty tiles', async () => but(serve(honest), { tiles: bent(() => new Uint8Array()) }), 'broken'],
    ['tiles of one hash too many', async () => but(serve(honest), { tiles: bent(longer) }), 'broken'],
    ['tiles in which one bit is another', async () => but(serve(honest), { tiles: bent(flipped) }), 'broken'],
    ['tiles of a fork', async () => but(serve(honest), { tiles: forked.tiles }), 'broken'],
    ['a fork that shows honest tiles', async () => but(serve(forked), { tiles: honest.tiles }), 'broken'],
    ['a frozen ledger', async () => but(serve(honest), { known: frozen }), 'broken'],
    ['a body called erased that no entry erased', async () => altered(withoutErasure), 'broken'],
    ['a body called erased by an entry about another', async () => altered(otherErasure), 'broken'],
    ['a public body called withheld', async () => altered(calledSealed), 'broken'],
  ])('gives no good seal for %s', async (_, source, is) => {
    const { summary } = await visit(await source(), await remembers(honest, size() - 1))
    expect(summary.is).toBe(is)
  })

  it.each<[string, () => Source, object]>([
    [
      'the newest entry of the record kept back',
      () => told(({ entries }) => ({ entries: entries.slice(0, -1) })),
      { is: 'broken', part: 'missing' },
    ],
    ['no catalogue told', () => told(() => ({ catalogue: null })), { is: 'cannot' }],
    [
      'a catalogue said not to be there',
      () =>
        told(({ catalogue }) => ({ catalogue: catalogue && { ...catalogue, entry: null, bucket: null } })),
      { is: 'cannot' },
    ],
    [
      'another bucket than that of the record',
      () => told(({ catalogue }) => ({ catalogue: withText(catalogue, 'res-0000000001 1 1\n') })),
      { is: 'broken', part: 'catalogue' },
    ],
    [
      'a line that counts fewer entries',
      () =>
        told(({ catalogue }) => ({
          catalogue: withText(catalogue, (catalogue?.bucket?.text ?? '').replace(/ \d+\n/, ' 9\n')),
        })),
      { is: 'broken', part: 'catalogue' },
    ],
    [
      'an old entry told to be the newest',
      () =>
        told(
          ({ catalogue }) => ({
            catalogue: catalogue?.entry ? { ...catalogue, newest: catalogue.entry } : null,
          }),
          serve(longAfter),
        ),
      { is: 'broken', part: 'catalogue' },
    ],
    ['a catalogue of long ago', () => serve(longAfter), { is: 'cannot', complete: 'stale' }],
  ])('gives no good seal for %s', async (_, source, wanted) => {
    const { summary } = await visit(source(), null)
    expect({
      is: summary.is,
      ...('part' in wanted ? { part: summary.broken.at(-1)?.part } : {}),
      ...('complete' in wanted ? { complete: summary.complete?.is } : {}),
    }).toEqual(wanted)
  })

  it('says up to which day no entry is missing', async () => {
    expect((await visit(serve(honest), null)).summary.complete).toMatchObject({ is: 'complete' })
  })

  it('gives no good seal for a head older than one that it has seen', async () => {
    const seen = await remembers(longAfter, longAfter.entries.length)
    const source = but(serve(honest), { tiles: longAfter.tiles })
    expect((await visit(source, seen)).summary).toMatchObject({ is: 'cannot', growth: { is: 'behind' } })
    // One that has lost what it has signed since is another history.
    expect((await visit(serve(honest), seen)).summary).toMatchObject({
      is: 'broken',
      growth: { is: 'differs' },
    })
  })

  it('does not forget a fork once it was seen', async () => {
    const first = await visit(serve(forked), await remembers(honest, 9))
    expect(first.kept?.fork).toBeDefined()
    const later = await visit(serve(honest), first.kept)
    expect(later.summary).toMatchObject({ is: 'broken', growth: { is: 'differs' } })
  })

  /** Tiles of the honest ledger, each bent in some way. */
  function bent(bend: (tile: Uint8Array) => Uint8Array): Source['tiles'] {
    return async (coords) => (await honest.tiles(coords)).map(bend)
  }
  function longer(tile: Uint8Array): Uint8Array {
    return concat(tile, tile.slice(0, 32))
  }
  function flipped(tile: Uint8Array): Uint8Array {
    return tile.map((byte, at) => (at === 40 ? byte ^ 1 : byte))
  }
  async function frozen() {
    return { key: honest.reading.log.verifierKey, frozen: true }
  }
  function withText(catalogue: Catalogued | null, text: string): Catalogued | null {
    if (catalogue === null || catalogue.bucket === null) return null
    return { ...catalogue, bucket: { ...catalogue.bucket, text } }
  }
  function withoutErasure(entry: Claimed): Claimed {
    return { ...entry, erasure: null }
  }
  function otherErasure(entry: Claimed): Claimed {
    return { ...entry, erasure: entry.erasure === null ? null : claimedIn(honest, 0) }
  }
  function calledSealed(entry: Claimed): Claimed {
    return entry.withheld === null
      ? { ...entry, withheld: 'sealed', body: null, content: null, salt: null }
      : entry
  }
})
