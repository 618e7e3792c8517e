import { describe, expect, it } from 'vitest'
import { type ReadTiles, type TileCoord, tilesOf } from '../../worker/ledger/tiles.ts'
import { checkedTree } from '../../worker/ledger/tree.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'
import { NaiveTree } from '../support/ledger/naive-tree.ts'

const SIZES = [1, 2, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 66_000]
const tree = NaiveTree.ofSize(66_000)
const at = (size: number) => ({ size, root: tree.root(size) })

/** Leaves at both ends of a tree, and around the ends of its tiles. */
const leavesOf = (size: number): number[] =>
  [0, 1, 127, 128, 255, 256, 300, 65_279, 65_535, 65_536, size - 1].filter((index) => index < size)

describe('a tree that is read from tiles', () => {
  it.each(SIZES)('of %i entries gives each leaf, and each root that it had', async (size) => {
    const asked: TileCoord[] = []
    const read: ReadTiles = (coords) => {
      asked.push(...coords)
      return tree.read(coords)
    }
    const checked = checkedTree(at(size), read)
    const leaves = leavesOf(size)
    const older = [...leaves, size]
    await checked.need(leaves, older)
    for (const index of leaves) expect(checked.leafAt(index)).toEqual(tree.leaf(index))
    for (const one of older) expect(checked.rootAt(one)).toEqual(tree.root(one))
    // Each once, and none that such a tree has not.
    const own = [...tilesOf(size)].map((coord) => JSON.stringify(coord))
    const told = asked.map(({ level, n, width }) => JSON.stringify({ level, n, width }))
    expect(new Set(told).size).toBe(told.length)
    expect(told.filter((one) => !own.includes(one))).toEqual([])
    await checked.need(leaves, older)
    expect(asked).toHaveLength(told.length)
  })

  it('gives nothing of a tile in which a bit is another, nor of what stands under it', async () => {
    for (const size of [3, 256, 300, 66_000]) {
      const all = checkedTree(at(size), async (coords) => coords.map(() => new Uint8Array()))
      for (const index of leavesOf(size)) expect(codeOf(() => all.leafAt(index))).toBe('proof_invalid')
      for (const index of leavesOf(size)) {
        const coords: TileCoord[] = []
        await checkedTree(at(size), async (asked) => {
          coords.push(...asked)
          return tree.read(asked)
        }).need([index])
        for (const bent of coords)
          for (const bit of [0, bent.width * 128, bent.width * 256 - 1]) {
            const checked = checkedTree(at(size), async (asked) => {
              const tiles = await tree.read(asked)
              return tiles.map((tile, i) => {
                if (asked[i]?.level !== bent.level || asked[i]?.n !== bent.n) return tile
                const copy = tile.slice()
                copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
                return copy
              })
            })
            await checked.need([index])
            // Another tile at the right edge makes up another root; another one within holds for nothing under it.
            const isAbove = bent.width < 256 || bent.level > 0 || Math.floor(index / 256) === bent.n
            if (isAbove) expect(codeOf(() => checked.leafAt(index))).toBe('proof_invalid')
          }
      }
    }
  })

  it('gives nothing under another root, of another size, or that was not read', async () => {
    const other = checkedTree({ size: 300, root: tree.root(299) }, tree.read)
    await other.need([0, 299], [7])
    expect(codeOf(() => other.leafAt(0))).toBe('proof_invalid')
    expect(codeOf(() => other.rootAt(7))).toBe('proof_invalid')
    const longer = checkedTree({ size: 301, root: tree.root(300) }, tree.read)
    await longer.need([0])
    expect(codeOf(() => longer.leafAt(0))).toBe('proof_invalid')
    const unread = checkedTree(at(66_000), tree.read)
    await unread.need([0])
    expect(unread.leafAt(0)).toEqual(tree.leaf(0))
    for (const index of [5_000, 66_000, 2 ** 40])
      expect(codeOf(() => unread.leafAt(index))).toBe('proof_invalid')
    expect(codeOf(() => unread.rootAt(66_001))).toBe('proof_invalid')
    expect(codeOf(() => unread.leafAt(-1))).toBe('out_of_range')
    const empty = checkedTree(at(0), tree.read)
    await empty.need([0, 1], [0])
    expect(empty.rootAt(0)).toEqual(tree.root(0))
    expect(codeOf(() => empty.leafAt(0))).toBe('proof_invalid')
  })
})
