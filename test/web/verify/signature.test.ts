import { beforeAll, describe, expect, it } from 'vitest'
import { type Board, createBoard } from '../../../web/verify/board.ts'
import { runChecks } from '../../../web/verify/run.ts'
import { type Source, SourceError } from '../../../web/verify/source.ts'
import type { SealState, SignedState } from '../../../web/verify/state.ts'
import { summarise, unchecked } from '../../../web/verify/summary.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { signPrepared } from '../../../worker/ledger/prepared.ts'
import type { Services } from '../../../worker/services/services.ts'
import type { Call } from '../../../worker/services/submit/call.ts'
import { newTicket } from '../../../worker/services/submit/prepare.ts'
import { departmentKey } from '../../support/ledger/department-key.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND, temporaryFolder } from '../../support/ledger/ledger.ts'
import { tilesOfLog } from '../../support/ledger/tree-of.ts'

const call: Call = { actor: OPERATOR, occurred: '2026-03-01' }
const ITEM = { name: '取水许可', type: 'licence' }

/** A ledger in which entry 1 registers a key and entry 2 is signed with it. */
async function signedLedger(label: string, name = '水务局'): Promise<Services> {
  const { services } = await freshLedger(await freshDatabase(temporaryFolder()))
  const { acts, ledger } = services
  const { key, sign } = await departmentKey(label)
  await acts.open(call, 'department', null, { code: 'water', name })
  await acts.act({ ...call, approver: SECOND }, 'department', 'key_registered', 'dep-water', {
    key,
    keptOn: '办公室电脑',
  })
  const signing = { ticket: newTicket(ledger.random), signatures: null }
  const { prepared } = await acts.open({ ...call, signing }, 'responsibility', 'dep-water', ITEM)
  if (prepared === undefined) throw new Error('not prepared')
  const signed = await signPrepared(prepared, new Set(['dep-water']), sign)
  await acts.open({ ...call, signing: signed }, 'responsibility', 'dep-water', ITEM)
  return services
}

/** The source that a browser would have, straight from the services. */
function sourceOf({ log, reading }: Services): Source {
  return {
    known: async () => ({ key: log.verifierKey, frozen: false }),
    checkpoint: async () => (await log.snapshot()).checkpoint(),
    async evidence(id) {
      const evidence = await reading.evidence(id)
      if (evidence === null) throw new SourceError(404, 'not_found')
      return {
        ...evidence,
        entries: evidence.entries.map((one) => ({ ...one, erasure: null })),
        catalogue: null,
      }
    },
    async entry(index) {
      const view = await reading.entry(index)
      if (view === null) throw new SourceError(404, 'not_found')
      return { ...view, erasure: null }
    },
    handIn: async () => undefined,
    keyHistory: async () => '',
    tiles: tilesOfLog(log),
  }
}

async function checked(source: Source, indices: number[], claims: number[] = []): Promise<Board> {
  const board = createBoard(indices, claims)
  await runChecks(
    { shown: null, indices },
    {
      source,
      memory: { read: () => null, write: () => true },
      board,
      unable: async () => null,
      clock: () => 0,
    },
  )
  return board
}

describe('signatures on a page', () => {
  let services: Services
  let source: Source
  beforeAll(async () => {
    services = await signedLedger('water')
    source = sourceOf(services)
  })

  it('count when they hold by a key whose entry was checked, claimed by the page or not', async () => {
    for (const claims of [[2], []]) {
      const board = await checked(source, [0, 1, 2], claims)
      expect([board.mark(2), board.marked()]).toEqual([{ is: 'good' }, [2]])
      expect(board.summary()).toMatchObject({
        is: 'good',
        signed: { good: 1, of: 1, revoked: [], lost: [] },
        signing: false,
      })
    }
  })

  it('are not looked at where there are none: no department is fetched', async () => {
    let fetched = 0
    const counting: Source = {
      ...source,
      evidence: (id) => {
        fetched += 1
        return source.evidence(id)
      },
    }
    expect((await checked(counting, [0, 1])).summary()).toMatchObject({ is: 'good', signed: { of: 0 } })
    expect(fetched).toBe(0)
  })

  it('are wrong where the entry carries none, or does not add up itself', async () => {
    const claimed = await checked(source, [0, 1], [1])
    expect(claimed.mark(1)).toEqual({ is: 'wrong' })
    expect(claimed.summary()).toMatchObject({ is: 'broken', broken: [{ part: 'sig', index: 1 }] })
    const edited: Source = {
      ...source,
      entry: async (index, size) => {
        const told = await source.entry(index, size)
        return { ...told, content: told.content?.replace('取水', '排水') ?? null }
      },
    }
    const broken = await checked(edited, [2], [2])
    expect([broken.seal(2), broken.mark(2)]).toEqual([{ is: 'broken', part: 'body' }, { is: 'wrong' }])
    expect(broken.summary().broken).toEqual([
      { part: 'body', index: 2 },
      { part: 'sig', index: 2 },
    ])
  })

  const withEvidence = (evidence: Source['evidence']): Source => ({ ...source, evidence })
  it.each<[string, () => Promise<Source>, SignedState['is'], string]>([
    [
      'of a department that is not there',
      async () => withEvidence(() => Promise.reject(new SourceError(404, 'not_found'))),
      'unknown',
      'broken',
    ],
    [
      'whose department cannot be fetched',
      async () => withEvidence(() => Promise.reject(new SourceError(0, null))),
      'cannot',
      'good',
    ],
    [
      'whose department has another body than was recorded',
      async () =>
        withEvidence(async (id) => {
          const evidence = await source.evidence(id)
          const entries = evidence.entries.map((one) => ({
            ...one,
            content: one.content?.replace('办公室', '办公实') ?? null,
          }))
          return { ...evidence, entries }
        }),
      'unknown',
      'broken',
    ],
    [
      'whose department is shown without its first entries',
      async () =>
        withEvidence(async (id) => {
          const evidence = await source.evidence(id)
          return { ...evidence, entries: evidence.entries.slice(1) }
        }),
      'unknown',
      'broken',
    ],
    [
      'whose department comes from another ledger of the same key',
      async () => withEvidence(sourceOf(await signedLedger('water', '另一水务局')).evidence),
      'unknown',
      'broken',
    ],
    [
      'whose department registered another key',
      async () => sourceOf(await forgedLedger()),
      'wrong',
      'broken',
    ],
  ])('%s', async (_, made, is, summary) => {
    const board = await checked(await made(), [2], [2])
    expect([board.mark(2).is, board.summary().is]).toEqual([is, summary])
  })

  it('hold by keys that come under a later checkpoint of the same ledger, and stay with a revocation', async () => {
    const growing = await signedLedger('water')
    const now = sourceOf(growing)
    const then = await now.checkpoint()
    await growing.acts.open(call, 'responsibility', 'dep-water', { ...ITEM, name: '排污许可' })
    const earlier: Source = { ...now, checkpoint: async () => then }
    expect((await checked(earlier, [2], [2])).mark(2)).toEqual({ is: 'good' })
    // Of the later tree it has none.
    const lying: Source = {
      ...earlier,
      tiles: async (coords) =>
        (await now.tiles(coords)).map((tile, i) => (coords[i]?.width === 4 ? new Uint8Array() : tile)),
    }
    expect((await checked(lying, [2], [2])).mark(2)).toEqual({ is: 'unknown' })
    const { key } = await departmentKey('water')
    const lost = { key, from: '2026-03-02', reasonCode: 'lost' }
    await growing.acts.act(call, 'department', 'key_revoked', 'dep-water', lost)
    const board = await checked(now, [2], [2])
    expect(board.mark(2)).toEqual({ is: 'lost', from: '2026-03-02' })
    expect(board.summary()).toMatchObject({
      is: 'good',
      signed: { good: 1, of: 1, revoked: [], lost: [{ index: 2, from: '2026-03-02' }] },
    })
  })
})

/** Entry 2 is signed with a key that the department never had. */
async function forgedLedger(): Promise<Services> {
  const { services } = await freshLedger(await freshDatabase(temporaryFolder()))
  const { key } = await departmentKey('water')
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  await services.acts.act({ ...call, approver: SECOND }, 'department', 'key_registered', 'dep-water', {
    key,
    keptOn: '办公室电脑',
  })
  const state = (await services.reading.record('dep-water'))?.state ?? null
  const draft = {
    kind: 'department.renamed',
    record: 'dep-water',
    seq: 3,
    department: 'dep-water',
    occurred: '2026-03-01',
    visibility: 'public',
    body: { name: '水利局', nameEn: null, reason: null },
    sig: toBase64(new Uint8Array(64)),
  } as const
  const before = new Map([['dep-water', state]])
  await services.ledger.committer.submit({
    key: 'x',
    digest: '',
    actor: OPERATOR,
    drafts: [draft],
    before,
    since: 0,
  })
  return services
}

describe('the summary', () => {
  it('waits for the signatures, and is broken by one that does not hold', () => {
    const seals = new Map<number, SealState>([[5, { is: 'good' }]])
    const known = { ...unchecked(1), size: 6, is: 'checking', growth: { is: 'first', from: 0 } } as const
    const of = (mark: SignedState, signing: boolean) =>
      summarise(seals, new Map([[5, mark]]), { ...known, signing })
    expect(of({ is: 'checking' }, true).is).toBe('checking')
    expect(of({ is: 'good' }, false)).toMatchObject({ is: 'good', signed: { good: 1, of: 1 } })
    expect(of({ is: 'wrong' }, true)).toMatchObject({ is: 'broken', broken: [{ part: 'sig', index: 5 }] })
    expect(of({ is: 'unknown' }, false)).toMatchObject({
      is: 'broken',
      broken: [{ part: 'sigKey', index: 5 }],
    })
    expect(of({ is: 'cannot' }, false).is).toBe('good')
  })
})
