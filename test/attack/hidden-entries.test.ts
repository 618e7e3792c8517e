/**
 * The newest entries of a record kept from its page: two later dates hidden, the record told as it was before them, and a
 * catalogue of records made afterwards that does not count them.
 */
import fc from 'fast-check'
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { lookThrough } from '../../web/redraw/others.ts'
import { createBoard } from '../../web/verify/board.ts'
import { digestMoment, digestState } from '../../web/verify/digest.ts'
import { runChecks } from '../../web/verify/run.ts'
import { createSource } from '../../web/verify/source.ts'
import type { Summary } from '../../web/verify/summary.ts'
import { createApi } from '../../worker/api/api.ts'
import type { ApiEnv } from '../../worker/api/http/context.ts'
import type { CatalogueState } from '../../worker/domain/kinds/catalogue/catalogue.ts'
import { decideCatalogued } from '../../worker/domain/kinds/catalogue/catalogue.ts'
import { checkEvidence, type Evidence as File, parseEvidence } from '../../worker/domain/proof/evidence.ts'
import { formatBundle, parseBundle } from '../../worker/ledger/bundle.ts'
import { toBase64 } from '../../worker/ledger/bytes.ts'
import { Catalogue } from '../../worker/ledger/catalogue.ts'
import { openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { parseLeaf } from '../../worker/ledger/envelope.ts'
import { LedgerError } from '../../worker/ledger/error.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import { parsePolicy } from '../../worker/ledger/policy.ts'
import { formatEntriesPath } from '../../worker/ledger/tile-path.ts'
import { checkedTree } from '../../worker/ledger/tree.ts'
import { openLedger } from '../../worker/services/open.ts'
import type { Evidence } from '../../worker/services/read/questions.ts'
import { createServices, type Services } from '../../worker/services/services.ts'
import { perform } from '../../worker/services/submit/perform.ts'
import { readEntriesFrom } from '../../worker/store/log/entries.ts'
import {
  freshDatabase,
  memoryHighWater,
  OPERATOR,
  SECOND,
  seededRandom,
  testSigner,
} from '../support/ledger/ledger.ts'
import { entryAt } from '../support/ledger/small-ledger.ts'
import { tilesOfLog } from '../support/ledger/tree-of.ts'

const call = { actor: OPERATOR, approver: SECOND }
const DAY = 86_400_000
/** Entries that are hidden: two later dates. */
const HIDDEN = 2

let services: Services
let milestone: string
let now = Date.parse('2026-03-02T01:00:00.000Z')
/** The evidence before the two dates were moved, and that of now. */
let before: Evidence
let honest: Evidence

async function evidence(): Promise<Evidence> {
  const told = await services.reading.evidence(milestone)
  if (told === null) throw new Error('no evidence')
  return told
}

/** Enters a catalogue of today with a head of one's own, and opens it from what is kept. */
const enter = (day: string, head: Pick<CatalogueState, 'size' | 'records' | 'root'>) =>
  perform(services.ledger, { actor: OPERATOR }, { verb: 'catalogue.record', day }, async () => ({
    drafts: [decideCatalogued(day, head)],
    before: new Map(),
  }))

beforeAll(async () => {
  const database = await freshDatabase()
  const clock = () => {
    now += 1000
    return new Date(now)
  }
  services = createServices(
    await openLedger({
      database,
      signer: await testSigner(),
      highWater: memoryHighWater(),
      now: clock,
      random: seededRandom(),
      place: { zh: '明川市', en: 'Mingchuan' },
      followDelay: 0,
    }),
  )
  const { acts } = services
  await acts.open(call, 'department', null, { code: 'water', name: '市水务局' })
  const opened = await acts.open(call, 'milestone', 'dep-water', {
    title: '河道整治完工',
    baselineDue: '2026-06-30',
  })
  milestone = opened.records[0]?.id ?? ''
  await services.catalogue()
  before = await evidence()
  now += DAY
  for (const to of ['2026-09-30', '2026-12-31'])
    await acts.act(call, 'milestone', 'rescheduled', milestone, { to, reason: '工期调整' })
  honest = await evidence()
})

/** The API, as pages ask it. */
function apiOf() {
  return new Hono<ApiEnv>()
    .use(async (c, next) => {
      c.set('requestId', 'test')
      c.set('actor', null)
      await next()
    })
    .route('/', createApi({ services, requestId: () => 'test', log: () => undefined }))
}

/** A visit to the page of the record as it was before, by a browser that was never here. */
async function visit(told: Evidence): Promise<Summary> {
  const shown = before.record
  const moments = (await services.reading.timeline(milestone)).slice(0, before.entries.length)
  const board = createBoard(moments.map(({ entry }) => entry.index))
  const api = apiOf()
  await runChecks(
    {
      indices: [],
      shown: {
        record: milestone,
        seq: shown.seq,
        state: digestState(shown.state),
        opened: {},
        moments: Object.fromEntries(moments.map((one) => [one.entry.index, digestMoment(one)])),
      },
    },
    {
      source: createSource(async (input) => {
        const path = String(input)
        if (path.includes('/evidence')) return Response.json(told)
        return await api.request(path)
      }),
      memory: { read: () => null, write: () => true },
      board,
      unable: async () => null,
      clock: () => 0,
    },
  )
  return board.summary()
}

/** The evidence of now with the two dates hidden and the record as it was. */
const hiding = (told: Evidence): Evidence => ({
  ...told,
  record: before.record,
  entries: told.entries.slice(0, -HIDDEN),
})

describe('two later dates that are hidden from a page', () => {
  it('are missed for as long as the true catalogue counts them', async () => {
    // Until the next one, nothing counts them: so long does a page not know.
    expect((await visit(hiding(honest))).is).toBe('good')
    now += DAY
    await services.catalogue()
    const told = await evidence()
    expect(await visit(hiding(told))).toMatchObject({ is: 'broken', broken: [{ part: 'missing' }] })
  })

  it('are not hidden by the catalogue of days ago, entered as that of today', async () => {
    const { body } = before.catalogue?.entry ?? {}
    const { size, records, root } = body as unknown as CatalogueState
    now += DAY
    await enter('2026-03-05', { size, records, root })
    const told = await evidence()
    const { catalogue } = told
    expect(catalogue?.uncounted).toMatchObject({ index: size })
    const bucket = before.catalogue?.bucket ?? null
    const lying: Evidence = { ...hiding(told), catalogue: catalogue && { ...catalogue, bucket } }
    expect(await visit(lying)).toMatchObject({ is: 'broken', broken: [{ part: 'catalogue' }] })
    // Nor by keeping back what dates it, nor by another entry in its place.
    for (const uncounted of [null, catalogue?.newest ?? null, { ...catalogue?.newest, index: size }])
      expect(
        await visit({ ...lying, catalogue: catalogue && ({ ...catalogue, bucket, uncounted } as never) }),
      ).toMatchObject({ is: 'broken', broken: [{ part: 'catalogue' }] })
  })

  it('are not hidden by it in an evidence file, which says nothing where the catalogue is not dated', async () => {
    const text = await services.evidenceFiles.of(milestone)
    const file = parseEvidence(text ?? '')
    const { verifierKey } = services.log
    const policy = parsePolicy(`log ${verifierKey}\nquorum none\n`)
    const outcome = (change: Partial<File>) =>
      checkEvidence({ ...file, ...change, entries: file.entries.slice(0, -HIDDEN) }, policy, null).then(
        ({ complete }) => complete,
        (error: unknown) => (error instanceof LedgerError ? error.code : String(error)),
      )
    const catalogue = file.catalogue
    if (catalogue === null) throw new Error('no catalogue')
    expect(catalogue.uncounted).not.toBeNull()
    expect(await outcome({})).toBe('malformed_evidence')
    expect(await outcome({ catalogue: { ...catalogue, uncounted: null } })).toBeNull()
    expect(await outcome({ catalogue: { ...catalogue, uncounted: catalogue.newest } })).toBe(
      'malformed_evidence',
    )
  })

  it('are found by whoever draws the record again, though the catalogue is untrue', async () => {
    const { database } = services.ledger
    const { size } = await services.log.snapshot()
    const entries = await readEntriesFrom(database, 0, size)
    const last = before.entries.at(-1)?.index ?? -1
    const untrue = new Catalogue()
    for (const { index, leaf } of entries) {
      const { record, seq } = parseLeaf(leaf)
      if (record !== milestone || index <= last) untrue.set({ record, index, seq })
    }
    await enter('2026-03-06', untrue.head(size))
    const told = await evidence()
    const { text, proof } = await untrue.prove(milestone)
    const bucket = { text, proof: proof.map(toBase64) }
    const lying: Evidence = { ...hiding(told), catalogue: told.catalogue && { ...told.catalogue, bucket } }
    // It stands in the log for whoever has all entries; a page alone cannot tell.
    expect((await visit(lying)).is).toBe('good')

    const api = apiOf()
    const bytes = async (path: string) => new Uint8Array(await (await api.request(path)).arrayBuffer())
    const checkpoint = await openCheckpoint(told.checkpoint, services.log.verifierKey)
    const looking = (bundle: (n: number, width: number) => Promise<Uint8Array>) => ({
      record: milestone,
      told: last,
      tree: checkedTree(checkpoint, tilesOfLog(services.log)),
      bundle,
    })
    const served = (n: number, width: number) => bytes(`/log/${formatEntriesPath({ n, width })}`)
    const newest = honest.entries.at(-1)?.index
    expect(await lookThrough(looking(served))).toMatchObject({ found: newest })
    // All of them told, there is nothing to find; and what is not of the tree is not looked through.
    expect(await lookThrough({ ...looking(served), told: newest ?? 0 })).toEqual({
      from: (newest ?? 0) + 1,
      found: null,
    })
    const bent = async (n: number, width: number) =>
      formatBundle(parseBundle(await served(n, width)).slice(1))
    await expect(lookThrough(looking(bent))).rejects.toThrow(LedgerError)
  })

  it('are found in whatever bundle they stand, and not beyond what was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 3000 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 3000 }),
        async (size, a, b, most) => {
          const [told, hidden] = [a % (size - 1), b % size]
          const tree = {
            size,
            need: async () => undefined,
            leafAt: (index: number) => hashes[index],
          } as never
          const bundle = async (n: number, width: number) =>
            formatBundle(leaves.slice(n * 256, n * 256 + width))
          const of = `res-${hidden}`
          const { from, found } = await lookThrough({ record: of, told, tree, bundle }, size, most)
          expect(found).toBe(hidden > told && hidden >= from ? hidden : null)
          expect(from).toBeGreaterThan(told)
          if (found === null) expect(from).toBeLessThanOrEqual(Math.max(told + 1, size - most))
        },
      ),
      { numRuns: 40 },
    )
  })
})

/** Entries, each of a record of its own. */
const leaves = Array.from({ length: 3000 }, (_, n) => entryAt(n, { record: `res-${n}` }).leaf)
const hashes = leaves.map((leaf) => hashLeaf(leaf))
