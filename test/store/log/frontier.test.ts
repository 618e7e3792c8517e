import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from '../../../worker/ledger/bytes.ts'
import { hashLeaf, rootOf } from '../../../worker/ledger/merkle.ts'
import { checkConsistency, checkInclusion } from '../../../worker/ledger/proof.ts'
import { Frontier, type FullTile, TileNodes, tileBytes } from '../../../worker/store/log/frontier.ts'
import { type LoadTiles, Tree } from '../../../worker/store/log/tree.ts'

const SIZE = 700
const leaves = Array.from({ length: SIZE }, (_, i) => hashLeaf(utf8(`leaf ${i}`)))

function grow(size: number): { frontier: Frontier; full: FullTile[] } {
  const frontier = Frontier.empty()
  const full: FullTile[] = []
  for (const leaf of leaves.slice(0, size)) frontier.push(leaf, (tile) => full.push(tile))
  return { frontier, full }
}

describe('frontier', () => {
  it('gives the naive root at every size', () => {
    const frontier = Frontier.empty()
    leaves.forEach((leaf, i) => {
      frontier.push(leaf, () => undefined)
      expect(toHex(frontier.root)).toBe(toHex(rootOf(leaves.slice(0, i + 1))))
    })
  })

  it('hands over each tile once, as it becomes full', () => {
    const { full } = grow(SIZE)
    expect(full.map(({ level, n }) => [level, n])).toEqual([
      [0, 0],
      [0, 1],
    ])
    expect(full.map(({ nodes }) => tileBytes(nodes).length)).toEqual([8192, 8192])
  })

  it('a copy grows apart from its original', () => {
    const { frontier } = grow(300)
    const copy = frontier.copy()
    copy.push(hashLeaf(utf8('other')), () => undefined)
    expect(frontier.size).toBe(300)
    expect(toHex(frontier.root)).toBe(toHex(rootOf(leaves.slice(0, 300))))
  })
})

describe('tree', () => {
  it('proves every entry in trees of many sizes, warm and cold', async () => {
    const { frontier, full } = grow(SIZE)
    let loads = 0
    const tree = new Tree(frontier, async (tiles) => {
      loads += tiles.length
      return tiles.map(({ level, n }) => {
        const tile = full.find((one) => one.level === level && one.n === n)
        if (tile === undefined) throw new Error(`tile ${level}/${n} is not full`)
        return tileBytes(tile.nodes)
      })
    })
    for (const size of [1, 2, 3, 7, 255, 256, 257, 511, 512, 513, 699, SIZE]) {
      const root = rootOf(leaves.slice(0, size))
      for (let index = 0; index < size; index += size < 20 ? 1 : 13) {
        const leaf = leaves[index] ?? new Uint8Array()
        checkInclusion(index, size, leaf, await tree.inclusion(index, size), root)
      }
    }
    expect(loads).toBe(2)
  })

  it('proves in a tree of far more tiles than it keeps in memory', async () => {
    const size = 257 * 256 + 5
    const leaf = hashLeaf(utf8('the same leaf'))
    const frontier = Frontier.empty()
    const full = new Map<string, FullTile>()
    for (let i = 0; i < size; i++) frontier.push(leaf, (tile) => full.set(`${tile.level}/${tile.n}`, tile))
    const load: LoadTiles = async (tiles) =>
      tiles.map(({ level, n }) => tileBytes(full.get(`${level}/${n}`)?.nodes ?? new TileNodes()))
    const tree = new Tree(frontier, load, 2)
    for (let index = 0; index < size; index += 251) {
      checkInclusion(index, size, leaf, await tree.inclusion(index, size), frontier.root)
    }
  })

  it('proves growth between many sizes', async () => {
    const { frontier, full } = grow(SIZE)
    const tree = new Tree(frontier, async () => [])
    tree.advance(frontier, full)
    const sizes = [0, 1, 2, 5, 255, 256, 257, 300, 512, 600, SIZE]
    for (const first of sizes) {
      for (const second of sizes.filter((size) => size >= first)) {
        const proof = await tree.consistency(first, second)
        checkConsistency(
          first,
          second,
          proof,
          rootOf(leaves.slice(0, first)),
          rootOf(leaves.slice(0, second)),
        )
      }
    }
  })

  it('refuses what it does not hold', async () => {
    const tree = new Tree(grow(10).frontier, async () => [])
    await expect(tree.inclusion(10, 10)).rejects.toMatchObject({ code: 'out_of_range' })
    await expect(tree.inclusion(0, 11)).rejects.toMatchObject({ code: 'out_of_range' })
    await expect(tree.inclusion(-1, 5)).rejects.toMatchObject({ code: 'out_of_range' })
    await expect(tree.consistency(5, 11)).rejects.toMatchObject({ code: 'out_of_range' })
  })
})
