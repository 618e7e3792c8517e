import { describe, expect, it } from 'vitest'
import { toHex, utf8 } from '../../../worker/ledger/bytes.ts'
import { INNER_BYTES, innerHashes } from '../../../worker/ledger/inner.ts'
import { hashLeaf, rootOf } from '../../../worker/ledger/merkle.ts'
import { checkConsistency, checkInclusion } from '../../../worker/ledger/proof.ts'
import {
  Frontier,
  type FullTile,
  PackedTile,
  storedTile,
  TileNodes,
} from '../../../worker/store/log/tree/frontier.ts'
import { KeptTiles } from '../../../worker/store/log/tree/kept-tiles.ts'
import { type LoadTiles, Tree } from '../../../worker/store/log/tree/tree.ts'

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
    const stored = full.map(({ nodes }) => storedTile(nodes))
    expect(stored.map(({ hashes, inner }) => [hashes.length, inner.length])).toEqual([
      [8192, 8128],
      [8192, 8128],
    ])
    for (const { hashes, inner } of stored) expect(inner).toEqual(innerHashes(hashes))
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
        return storedTile(tile.nodes)
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
    // Every other tile as it was stored before inner hashes were.
    const load: LoadTiles = async (tiles) =>
      tiles.map(({ level, n }) => {
        const { hashes, inner } = storedTile(full.get(`${level}/${n}`)?.nodes ?? new TileNodes())
        return { hashes, inner: n % 2 === 0 ? inner : null }
      })
    const tree = new Tree(frontier, load, 2)
    for (let index = 0; index < size; index += 251) {
      checkInclusion(index, size, leaf, await tree.inclusion(index, size), frontier.root)
    }
  })

  it('asks once for the tiles of a proof, one at most for each level, and never again', async () => {
    const size = 300 * 256 + 9
    const leaf = hashLeaf(utf8('the same leaf'))
    const frontier = Frontier.empty()
    const full = new Map<string, FullTile>()
    for (let i = 0; i < size; i++) frontier.push(leaf, (tile) => full.set(`${tile.level}/${tile.n}`, tile))
    const asked: number[] = []
    const load: LoadTiles = async (tiles) => {
      asked.push(tiles.length)
      return tiles.map(({ level, n }) => storedTile(full.get(`${level}/${n}`)?.nodes ?? new TileNodes()))
    }
    const tree = new Tree(frontier, load)
    await tree.inclusion(0, size)
    expect(asked).toEqual([2])
    for (let index = 256; index < size; index += 256) await tree.inclusion(index, size)
    expect(asked.slice(1).every((tiles) => tiles === 1)).toBe(true)
    const before = asked.length
    expect(before).toBeLessThanOrEqual(301)
    for (let index = 7; index < size; index += 99) await tree.inclusion(index, size)
    expect(asked).toHaveLength(before)
  })

  it('what a proof was given stays as it was when another tile takes the place of its own', () => {
    const tiles = new KeptTiles(2)
    const bytes = (value: number, length: number): Uint8Array => new Uint8Array(length).fill(value)
    const keep = (key: number): void => tiles.keep(key, bytes(key, 8192), bytes(key + 100, INNER_BYTES))
    keep(1)
    keep(2)
    const given = [tiles.hash(1, 0, 255), tiles.hash(1, 7, 1)]
    // The second was not read since: it makes room first, and then the first, of which the hand took the mark.
    keep(3)
    expect([1, 2, 3].map((key) => tiles.hash(key, 3, 4)?.[31])).toEqual([101, undefined, 103])
    keep(4)
    keep(5)
    expect([1, 2, 3, 4, 5].filter((key) => tiles.hash(key, 0, 0) !== undefined)).toHaveLength(2)
    expect(given).toEqual([bytes(1, 32), bytes(101, 32)])
  })

  it('makes proofs of the inner hashes that are stored, and hashes nothing below them', async () => {
    const { frontier, full } = grow(512)
    // Tiles whose inner hashes are zeros: a proof that hashed would hold none of them.
    const load: LoadTiles = async (tiles) =>
      tiles.map(({ n }) => ({
        hashes: storedTile(full[n]?.nodes ?? new TileNodes()).hashes,
        inner: new Uint8Array(INNER_BYTES),
      }))
    const proof = await new Tree(frontier, load).inclusion(77, 512)
    expect(proof.map((hash) => hash.every((byte) => byte === 0))).toEqual([
      false,
      ...Array.from({ length: 7 }, () => true),
      false,
    ])
  })

  it('gives the same nodes of a tile that is stored with inner hashes, and of one without', () => {
    const [tile] = grow(256).full
    if (tile === undefined) throw new Error('a full tile')
    const stored = storedTile(tile.nodes)
    const [kept, hashed] = [new PackedTile(stored), new PackedTile({ ...stored, inner: null })]
    for (let row = 0; row < 8; row++)
      for (let at = 0; at < 256 / 2 ** row; at++) {
        expect(kept.at(row, at)).toEqual(tile.nodes.at(row, at))
        expect(hashed.at(row, at)).toEqual(tile.nodes.at(row, at))
      }
    expect(() => innerHashes(new Uint8Array(32))).toThrow('256 hashes')
  })

  it('says which tile is missing', async () => {
    const tree = new Tree(grow(300).frontier, async (tiles) => tiles.map(() => null))
    await expect(tree.inclusion(3, 300)).rejects.toMatchObject({ code: 'out_of_range' })
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
