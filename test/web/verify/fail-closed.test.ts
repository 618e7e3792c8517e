/** Whatever could not be checked never gives a good seal: one page, and every way in which a server may fall short. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import type { Remembered } from '../../../web/verify/memory.ts'
import { runChecks } from '../../../web/verify/run.ts'
import { type Catalogued, type Proven, type Source, SourceError } from '../../../web/verify/source.ts'
import type { Summary } from '../../../web/verify/summary.ts'
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

function provenIn(ledger: FakeLedger, index: number, size: number): Proven {
  const entry = ledger.entries[index]
  if (entry === undefined) throw new SourceError(404, 'not_found')
  const erasure = ledger.entries.find(({ envelope }) => envelope.record === `era-${index}`)
  return {
    ...entry,
    proof: ledger.inclusion(index, size),
    erasure:
      erasure === undefined
        ? null
        : { ...erasure, proof: ledger.inclusion(erasure.index, size), erasure: null },
  }
}

const alone = (one: Omit<Proven, 'erasure'>): Proven => ({ ...one, erasure: null })

function opened(told: Awaited<ReturnType<FakeLedger['catalogued']>>): Catalogued | null {
  if (told === null) return null
  return { ...told, entry: told.entry === null ? null : alone(told.entry), newest: alone(told.newest) }
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
        .map(({ index }) => provenIn(ledger, index, size))
      const catalogue = opened(await ledger.catalogued(id, size))
      return { checkpoint: await ledger.checkpointAt(size), record, entries, catalogue }
    },
    entry: async (index, at) => provenIn(ledger, index, at),
    handIn: async () => undefined,
    keyHistory: async () => '',
    consistency: async (from, to) => ledger.consistency(from, to),
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

async function altered(change: (entry: Proven) => Proven): Promise<Source> {
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
    [
      'a fork behind a server in trouble',
      async () => but(serve(forked), { consistency: down(503) }),
      'cannot',
    ],
    [
      'no connection for the proof of growth',
      async () => but(serve(honest), { consistency: down(0) }),
      'cannot',
    ],
    ['too many requests', async () => but(serve(honest), { consistency: down(429) }), 'cannot'],
    ['no proof at all', async () => but(serve(honest), { consistency: down(404) }), 'broken'],
    ['an empty proof', async () => but(serve(honest), { consistency: async () => [] }), 'broken'],
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
    const source = but(serve(honest), {
      consistency: async (from, to) => longAfter.consistency(from, to),
    })
    expect((await visit(source, seen)).summary).toMatchObject({ is: 'cannot', growth: { is: 'behind' } })
  })

  it('does not forget a fork once it was seen', async () => {
    const first = await visit(serve(forked), await remembers(honest, 9))
    expect(first.kept?.fork).toBeDefined()
    const later = await visit(serve(honest), first.kept)
    expect(later.summary).toMatchObject({ is: 'broken', growth: { is: 'differs' } })
  })

  async function frozen() {
    return { key: honest.reading.log.verifierKey, frozen: true }
  }
  function withText(catalogue: Catalogued | null, text: string): Catalogued | null {
    if (catalogue === null || catalogue.bucket === null) return null
    return { ...catalogue, bucket: { ...catalogue.bucket, text } }
  }
  function withoutErasure(entry: Proven): Proven {
    return { ...entry, erasure: null }
  }
  function otherErasure(entry: Proven): Proven {
    return { ...entry, erasure: entry.erasure === null ? null : provenIn(honest, 0, size()) }
  }
  function calledSealed(entry: Proven): Proven {
    return entry.withheld === null
      ? { ...entry, withheld: 'sealed', body: null, content: null, salt: null }
      : entry
  }
})
