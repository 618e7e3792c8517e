/** Whatever could not be checked never gives a good seal: one page, and every way in which a server may fall short. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import type { Remembered } from '../../../web/verify/memory.ts'
import { runChecks } from '../../../web/verify/run.ts'
import { type Proven, type Source, SourceError } from '../../../web/verify/source.ts'
import type { Summary } from '../../../web/verify/summary.ts'
import { city } from '../../support/site/fake-city.ts'
import { createFakeLedger, type FakeLedger } from '../../support/site/fake-reading.ts'

let honest: FakeLedger
let forked: FakeLedger
/** A record one entry of which was lawfully erased. */
const ERASED = city.find(({ erased }) => erased)?.record ?? ''

beforeAll(async () => {
  honest = await createFakeLedger()
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
      return { checkpoint: await ledger.checkpointAt(size), record, entries }
    },
    entry: async (index, at) => provenIn(ledger, index, at),
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

  it('gives no good seal for a head older than one that it has seen', async () => {
    const longer = await createFakeLedger([...city, ...city.slice(-1)])
    const seen = await remembers(longer, city.length + 1)
    const source = but(serve(honest), {
      consistency: async (from, to) => longer.consistency(from, to),
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
