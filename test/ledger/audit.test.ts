import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AuditError, Auditor, checkBundle, type TreeHead } from '../../worker/ledger/audit.ts'
import { formatBundle } from '../../worker/ledger/bundle.ts'
import { concat, joined } from '../../worker/ledger/bytes.ts'
import { hashLeaf, treeHash } from '../../worker/ledger/merkle.ts'
import { OrderCheck } from '../../worker/ledger/order.ts'
import { tilesOf } from '../../worker/ledger/tiles.ts'
import { NaiveTree } from '../support/ledger/naive-tree.ts'
import { entryAt, SmallLedger } from '../support/ledger/small-ledger.ts'

const SIZE = 1000
const ledger = new SmallLedger(SIZE)
const bundles = [0, 1, 2, 3]

/** Runs an audit; what it found, as `part index`. */
function audit(run: () => void): string {
  try {
    run()
    return 'holds'
  } catch (error) {
    if (error instanceof AuditError) return `${error.part} ${error.index}`
    throw error
  }
}

function auditAll(head: TreeHead, earlier: TreeHead | null = null, upTo = bundles.length): string {
  return audit(() => {
    const auditor = new Auditor(head, earlier)
    for (const n of bundles.slice(0, upTo)) auditor.add(checkBundle(n, ledger.bundle(n), ledger.tile(n)))
    auditor.finish()
  })
}

describe('a bundle', () => {
  const check = (bundle: Uint8Array, tile: Uint8Array) => audit(() => void checkBundle(3, bundle, tile))
  const [leaves, tile] = [ledger.leaves(3), ledger.tile(3)]

  it('holds with its tile, whatever the SHA-256', () => {
    const checked = checkBundle(3, ledger.bundle(3), tile)
    expect(checked).toEqual({ n: 3, hashes: tile, root: null, leaves })
    const node = treeHash((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()))
    expect(checkBundle(0, ledger.bundle(0), ledger.tile(0), node).root).toEqual(ledger.tree.root(256))
  })

  it('names the first entry that does not hold', () => {
    expect(check(formatBundle(leaves.with(17, entryAt(1).leaf)), tile)).toBe('leaf 785')
    expect(check(formatBundle(leaves.toSpliced(17, 1)), tile)).toBe('leaf 785')
    expect(check(formatBundle(leaves.slice(0, -1)), tile)).toBe('bundle 999')
    expect(check(formatBundle([...leaves, entryAt(1).leaf]), tile)).toBe('leaf 1000')
    expect(check(formatBundle(leaves), concat(tile, Uint8Array.of(0)))).toBe('bundle 1000')
    expect(check(formatBundle(leaves).subarray(1), tile)).toBe('bundle 768')
  })
})

describe('a ledger', () => {
  it('holds, and went through every earlier size', () => {
    expect(auditAll(ledger.head())).toBe('holds')
    for (const earlier of [0, 1, 255, 256, 257, 511, 512, 513, 768, 999, 1000]) {
      expect(auditAll(ledger.head(), ledger.head(earlier))).toBe('holds')
    }
    expect(audit(() => new Auditor({ size: 0, root: new NaiveTree([]).root(0) }).finish())).toBe('holds')
  })

  it.each([0, 1, 255, 256, 257, 600, 768, 1000])('shows when it was another at %i', (size) => {
    expect(auditAll(ledger.head(), { size, root: new Uint8Array(32) })).toBe('growth null')
  })

  it('shows when it became shorter', () => {
    expect(auditAll(ledger.head(), { size: 1001, root: new Uint8Array(32) })).toBe('growth 1000')
  })

  it('shows when the tree is not the one that was signed', () => {
    expect(auditAll({ size: SIZE, root: new Uint8Array(32) })).toBe('root null')
    expect(auditAll({ size: 768, root: new Uint8Array(32) }, null, 3)).toBe('root null')
  })

  it('shows what is missing, in excess or out of order', () => {
    expect(auditAll(ledger.head(), null, 3)).toBe('bundle 768')
    expect(auditAll(ledger.head(999))).toBe('bundle 768')
    const auditor = new Auditor(ledger.head())
    expect(audit(() => auditor.add(checkBundle(1, ledger.bundle(1), ledger.tile(1))))).toBe('bundle 0')
    const whole = checkBundle(0, ledger.bundle(0), ledger.tile(0))
    expect(audit(() => auditor.add({ ...whole, root: null }))).toBe('bundle 0')
    auditor.add(whole)
    expect(auditor.size).toBe(256)
    expect(audit(() => auditor.add(whole))).toBe('bundle 256')
  })

  it('shows an entry that was changed together with its level-0 tile', () => {
    const leaves = ledger.leaves(2).with(5, entryAt(1).leaf)
    const hashes = joined(leaves.map(hashLeaf))
    const auditor = new Auditor(ledger.head())
    for (const n of bundles) {
      const [bundle, tile] = n === 2 ? [formatBundle(leaves), hashes] : [ledger.bundle(n), ledger.tile(n)]
      auditor.add(checkBundle(n, bundle, tile))
    }
    const top = { level: 1, n: 0, width: 3 }
    expect(audit(() => auditor.checkTile(top, ledger.tree.tile(1, 0, 3)))).toBe('tile 512')
    expect(audit(() => auditor.finish())).toBe('root null')
  })
})

describe('upper tiles', () => {
  const size = 66_000
  const entries = Array.from({ length: size }, (_, i) => new TextEncoder().encode(`entry-${i}`))
  const tree = new NaiveTree(entries)
  const head = { size, root: tree.root(size) }

  it('hold at every level, and each difference is found', () => {
    const auditor = new Auditor(head, { size: 65_537, root: tree.root(65_537) })
    const upper = [...tilesOf(size)].filter(({ level }) => level > 0)
    for (const { level, n, width } of tilesOf(size)) {
      if (level > 0) continue
      const hashes = tree.tile(0, n, width)
      const root = width === 256 ? tree.hash(n * 256, n * 256 + 256) : null
      auditor.add({ n, hashes, root })
    }
    for (const coord of upper) auditor.checkTile(coord, tree.tile(coord.level, coord.n, coord.width))
    auditor.finish()
    expect(upper.map(({ level, n, width }) => [level, n, width])).toEqual([
      [1, 0, 256],
      [1, 1, 1],
      [2, 0, 1],
    ])
    const tile = tree.tile(1, 0, 256)
    tile[32 * 40] = (tile[32 * 40] ?? 0) ^ 1
    expect(audit(() => auditor.checkTile({ level: 1, n: 0, width: 256 }, tile))).toBe(`tile ${40 * 256}`)
    const last = { level: 1, n: 1, width: 1 }
    expect(audit(() => auditor.checkTile(last, new Uint8Array()))).toBe('tile 65536')
    expect(audit(() => auditor.checkTile(last, new Uint8Array(33)))).toBe('tile 65536')
    expect(audit(() => auditor.checkTile({ level: 3, n: 0, width: 1 }, new Uint8Array(32)))).toBe('tile 0')
  })
})

describe('the order of envelopes', () => {
  const check = (change: Parameters<typeof entryAt>[1]) =>
    audit(() => {
      const order = new OrderCheck()
      for (let index = 0; index < 30; index++) {
        order.add(index, entryAt(index, index === 25 ? change : {}).envelope)
      }
    })

  it('holds, and shows a clock that went back and a number that is not the next', () => {
    expect(check({})).toBe('holds')
    expect(check({ recorded: entryAt(24).envelope.recorded })).toBe('holds')
    expect(check({ recorded: entryAt(23).envelope.recorded })).toBe('order 25')
    expect(check({ seq: 2 })).toBe('order 25')
    expect(check({ seq: 4 })).toBe('order 25')
    expect(check({ record: 'res-new' })).toBe('order 25')
  })
})
