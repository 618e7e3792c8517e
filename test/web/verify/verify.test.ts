import { beforeAll, describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import { checkEntry } from '../../../web/verify/entry.ts'
import { checkGrowth } from '../../../web/verify/growth.ts'
import { createMemory } from '../../../web/verify/memory.ts'
import { checkRecord, type Shown } from '../../../web/verify/record.ts'
import type { Claimed } from '../../../web/verify/source.ts'
import { replay } from '../../../worker/domain/kinds/replay.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../../worker/ledger/bytes.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { hashLeaf } from '../../../worker/ledger/merkle.ts'
import { type CheckedTree, checkedTree } from '../../../worker/ledger/tree.ts'
import { treeUnder } from '../../support/ledger/tree-of.ts'
import { LIFT } from '../../support/site/fake-city.ts'
import { createFakeLedger, type FakeLedger } from '../../support/site/fake-reading.ts'

let ledger: FakeLedger
let tree: CheckedTree
let told: Claimed[]
let shown: Shown
let state: unknown

beforeAll(async () => {
  ledger = await createFakeLedger()
  const size = ledger.entries.length
  const checkpoint = await openCheckpoint(await ledger.checkpointAt(size), ledger.reading.log.verifierKey)
  tree = await treeUnder(checkpoint, ledger.tiles)
  told = ledger.entries
    .filter(({ envelope }) => envelope.record === LIFT)
    .map((entry) => ({ ...entry, erasure: null }))
  const record = await ledger.reading.record(LIFT)
  const moments = await ledger.reading.timeline(LIFT)
  state = record?.state
  shown = {
    record: LIFT,
    seq: record?.seq ?? 0,
    state: digestState(state),
    opened: {},
    moments: Object.fromEntries(moments.map((moment) => [moment.entry.index, digestMoment(moment)])),
  }
})

function first(change: Partial<Claimed>): Claimed {
  const [entry] = told
  if (entry === undefined) throw new Error('the fake ledger has no entry for the record')
  return { ...entry, ...change }
}

/** Another valid leaf with its own hash: everything agrees except the tree. */
function forged(): Partial<Claimed> {
  const { envelope } = first({})
  const changed = { ...envelope, occurred: '1999-01-01' }
  const leaf = utf8(
    fromUtf8(fromBase64(first({}).leaf)).replace(
      `"occurred":"${envelope.occurred}"`,
      '"occurred":"1999-01-01"',
    ),
  )
  return { envelope: changed, leaf: toBase64(leaf), leafHash: toBase64(hashLeaf(leaf)) }
}

describe('checkEntry', () => {
  it('passes what is in the ledger', () => {
    for (const entry of told) expect(checkEntry(entry, tree)).toMatchObject({ good: true })
  })

  it.each<[string, () => Partial<Claimed>, string]>([
    ['content', () => ({ content: '{"name":"另一项"}', body: { name: '另一项' } }), 'body'],
    ['body beside its content', () => ({ body: { name: '另一项' } }), 'body'],
    ['salt', () => ({ salt: toBase64(new Uint8Array(32)) }), 'body'],
    ['a body that is held back', () => ({ content: null }), 'body'],
    ['leaf', () => ({ leaf: toBase64(utf8('{}')) }), 'leaf'],
    ['envelope', () => ({ envelope: { ...first({}).envelope, seq: 9 } }), 'leaf'],
    ['leaf and its hash', forged, 'inclusion'],
    ['index past the end', () => ({ index: 1_000_000 }), 'inclusion'],
    ['index', () => ({ index: 0 }), 'inclusion'],
    ['malformed base64', () => ({ leaf: '*' }), 'leaf'],
  ])('names the part when the %s was altered', (_, change, part) => {
    expect(checkEntry(first(change()), tree)).toEqual({ good: false, part })
  })
})

describe('checkRecord', () => {
  const seals = (verdict: ReturnType<typeof checkRecord>): string[] =>
    [...verdict.seals.values()].map(({ is }) => is)

  it('passes a record as it is, and replays it', () => {
    const verdict = checkRecord(told, state, shown, tree)
    expect(seals(verdict)).toEqual(told.map(() => 'good'))
    expect(verdict).toMatchObject({ broken: [], newer: 0, replayed: true })
  })

  it('finds a page that shows another state than the ledger gives', () => {
    const verdict = checkRecord(told, state, { ...shown, state: digestState({ name: '另一项' }) }, tree)
    expect(verdict.broken).toEqual([{ part: 'state', index: null }])
    expect(verdict.replayed).toBe(false)
  })

  it('finds an API that returns another state', () => {
    expect(checkRecord(told, { name: '另一项' }, shown, tree).broken).toEqual([{ part: 'api', index: null }])
  })

  it('finds an event that is shown otherwise', () => {
    const [index = ''] = Object.keys(shown.moments)
    const moments = { ...shown.moments, [index]: digestState('something else') }
    expect(checkRecord(told, state, { ...shown, moments }, tree).seals.get(Number(index))).toEqual({
      is: 'broken',
      part: 'shown',
    })
  })

  it('finds an entry left out, or one of another record put in', () => {
    const left = checkRecord(told.slice(1), state, shown, tree)
    expect([...left.seals.values()].every(({ is }) => is === 'broken')).toBe(true)
    const [other] = ledger.entries
    if (other === undefined) throw new Error('the fake ledger is empty')
    const foreign = { ...other, erasure: null }
    expect(checkRecord([foreign, ...told], state, shown, tree).seals.get(0)).toEqual({
      is: 'broken',
      part: 'order',
    })
  })

  it('does not call a page wrong for being older than the ledger', () => {
    const moments = Object.fromEntries(Object.entries(shown.moments).slice(0, 1))
    const { index, envelope, body } = first({})
    const then = digestState(replay(LIFT, [{ index, envelope, body }]))
    const verdict = checkRecord(told, state, { ...shown, seq: 1, moments, state: then }, tree)
    expect(verdict).toMatchObject({ newer: told.length - 1, broken: [], replayed: true })
  })
})

describe('growth', () => {
  const at = async (size: number, of: FakeLedger = ledger) => {
    const note = await of.checkpointAt(size)
    return { note, tree: checkedTree(await openCheckpoint(note, of.reading.log.verifierKey), of.tiles) }
  }
  const source = (of: FakeLedger) => ({
    known: async () => ({ key: of.reading.log.verifierKey, frozen: false }),
    checkpoint: async () => of.checkpointAt(of.entries.length),
    evidence: () => Promise.reject(new Error('not asked')),
    entry: () => Promise.reject(new Error('not asked')),
    handIn: async () => undefined,
    keyHistory: async () => '',
    tiles: of.tiles,
  })
  const remembered = async (size: number) => ({
    key: ledger.reading.log.verifierKey,
    checkpoint: await ledger.checkpointAt(size),
  })

  it('knows first, same, grown and older', async () => {
    const size = ledger.entries.length
    expect(await checkGrowth(source(ledger), null, await at(size))).toEqual({ is: 'first', from: 0 })
    expect(await checkGrowth(source(ledger), await remembered(size), await at(size))).toEqual({
      is: 'same',
      from: size,
    })
    expect(await checkGrowth(source(ledger), await remembered(9), await at(size))).toEqual({
      is: 'grew',
      from: 9,
    })
    expect(await checkGrowth(source(ledger), await remembered(size), await at(9))).toEqual({
      is: 'behind',
      from: size,
    })
  })

  it('keeps both notes when the ledger was rewritten', async () => {
    const { city } = await import('../../support/site/fake-city.ts')
    const rewritten = await createFakeLedger(
      city.map((scene, i) => (i === 3 ? { ...scene, occurred: '2023-12-31' } : scene)),
    )
    const given = await at(rewritten.entries.length, rewritten)
    const seen = await remembered(9)
    expect(await checkGrowth(source(rewritten), seen, given)).toEqual({
      is: 'differs',
      from: 9,
      seen: seen.checkpoint,
      given: given.note,
    })
  })

  it('remembers in storage, and does without', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (k: string) => kept.get(k) ?? null,
      setItem: (k: string, v: string) => void kept.set(k, v),
    }
    const memory = createMemory(() => storage)
    expect(memory.read()).toBeNull()
    expect(memory.write({ key: 'k', checkpoint: 'c' })).toBe(true)
    expect(memory.read()).toEqual({ key: 'k', checkpoint: 'c' })
    kept.set('mingzhang:ledger', '{"key":1}')
    expect(memory.read()).toBeNull()
    const none = createMemory(() => {
      throw new Error('denied')
    })
    expect(none.read()).toBeNull()
    expect(none.write({ key: 'k', checkpoint: 'c' })).toBe(false)
  })
})

describe('the board', () => {
  it('folds seals into one summary', () => {
    const board = createBoard([1, 2])
    board.know({ is: 'checking', size: 3, growth: { is: 'first', from: 0 } })
    board.set([[1, { is: 'good' }]])
    expect(board.summary()).toMatchObject({ is: 'checking', checked: 1, of: 2 })
    board.set([[2, { is: 'good' }]])
    expect(board.summary()).toMatchObject({ is: 'good', checked: 2 })
    board.set([[2, { is: 'waiting' }]])
    expect(board.summary()).toMatchObject({ is: 'waiting', waiting: 1 })
    board.set([[2, { is: 'broken', part: 'body' }]])
    expect(board.summary()).toMatchObject({ is: 'broken', broken: [{ part: 'body', index: 2 }] })
    board.set([[7, { is: 'good' }]])
    expect(board.indices()).toEqual([1, 2])
  })
})
