import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal, fromBase64, fromHex } from '../../worker/ledger/bytes.ts'
import { LedgerError } from '../../worker/ledger/error.ts'
import { EMPTY_ROOT } from '../../worker/ledger/merkle.ts'
import {
  checkConsistency,
  checkInclusion,
  proveConsistency,
  proveInclusion,
  treeRoot,
} from '../../worker/ledger/proof.ts'
import { consistencyRanges, inclusionRanges, subtreesOf } from '../../worker/ledger/ranges.ts'
import type { ReadTiles, TileCoord } from '../../worker/ledger/tiles.ts'
import { codeOf, codeOfPromise } from '../support/ledger/ledger-error.ts'
import { NaiveTree } from '../support/ledger/naive-tree.ts'
import { readVectors } from '../support/shared.ts'

const MOST = 300
const tree = NaiveTree.ofSize(MOST)

function holds(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'proof_invalid') return false
    throw error
  }
}

/** Every way to spoil a list of hashes a little. */
function* mutationsOf(proof: readonly Uint8Array[]): Generator<Uint8Array[]> {
  for (const [i, hash] of proof.entries()) {
    const flipped = hash.slice()
    flipped[(i * 7) % 32] = (flipped[(i * 7) % 32] ?? 0) ^ (1 << (i % 8))
    yield proof.with(i, flipped)
    yield proof.toSpliced(i, 1)
    yield proof.toSpliced(i, 0, hash)
    yield proof.with(i, hash.subarray(1))
    const next = proof[i + 1]
    if (next !== undefined && !equal(next, hash)) yield proof.with(i, next).with(i + 1, hash)
  }
  yield [...proof, new Uint8Array(32)]
  yield [new Uint8Array(32), ...proof]
}

describe('every size up to 300', () => {
  it('every inclusion proof is that of RFC 6962 and checks', () => {
    for (let size = 1; size <= MOST; size++) {
      const root = tree.root(size)
      for (let index = 0; index < size; index++) {
        const proof = inclusionRanges(index, size).map(([start, end]) => tree.hash(start, end))
        checkInclusion(index, size, tree.leaf(index), proof, root)
        if (size % 16 < 2) expect(proof).toEqual(tree.inclusion(index, size))
      }
    }
  })

  it('every consistency proof is that of RFC 6962 and checks', () => {
    for (let second = 0; second <= MOST; second++) {
      for (let first = 0; first <= second; first++) {
        const proof = consistencyRanges(first, second).map(([start, end]) => tree.hash(start, end))
        checkConsistency(first, second, proof, tree.root(first), tree.root(second))
        if (second % 16 < 2) expect(proof).toEqual(tree.consistency(first, second))
      }
    }
  })

  it('every range falls into perfect subtrees', () => {
    for (let size = 1; size <= MOST; size++) {
      const spans = subtreesOf([0, size]).map(({ height, index }) => [
        index * 2 ** height,
        (index + 1) * 2 ** height,
      ])
      expect(spans[0]?.[0]).toBe(0)
      expect(spans.at(-1)?.[1]).toBe(size)
      spans.slice(1).forEach(([start], i) => {
        expect(start).toBe(spans[i]?.[1])
      })
    }
  })
})

describe('mutations', () => {
  it('no inclusion proof that was changed holds', () => {
    for (let size = 1; size <= 20; size++) {
      for (let index = 0; index < size; index++) {
        const [leaf, proof, root] = [tree.leaf(index), tree.inclusion(index, size), tree.root(size)]
        for (const changed of mutationsOf(proof)) {
          expect(holds(() => checkInclusion(index, size, leaf, changed, root))).toBe(false)
        }
        for (let other = 0; other < 40; other++) {
          if (other !== index) {
            expect(holds(() => checkInclusion(other, size, leaf, proof, root))).toBe(false)
            expect(holds(() => checkInclusion(index, size, tree.leaf(other), proof, root))).toBe(false)
          }
          if (other !== size) {
            expect(holds(() => checkInclusion(index, size, leaf, proof, tree.root(other)))).toBe(false)
            expect(holds(() => checkInclusion(index, other, leaf, proof, tree.root(other)))).toBe(false)
          }
        }
      }
    }
  })

  it('no consistency proof that was changed holds', () => {
    for (let second = 0; second <= 20; second++) {
      for (let first = 0; first <= second; first++) {
        const [proof, before, after] = [tree.consistency(first, second), tree.root(first), tree.root(second)]
        for (const changed of mutationsOf(proof)) {
          expect(holds(() => checkConsistency(first, second, changed, before, after))).toBe(false)
        }
        for (let other = 0; other < 40; other++) {
          if (other !== first) {
            expect(holds(() => checkConsistency(first, second, proof, tree.root(other), after))).toBe(false)
            if (first > 0 && other > 0 && other !== second) {
              expect(holds(() => checkConsistency(other, second, proof, tree.root(other), after))).toBe(false)
            }
          }
          if (other !== second && first > 0) {
            expect(holds(() => checkConsistency(first, second, proof, before, tree.root(other)))).toBe(false)
            if (other !== first) {
              expect(holds(() => checkConsistency(first, other, proof, before, tree.root(other)))).toBe(false)
            }
          }
        }
      }
    }
  })

  it('nor any of larger trees', () => {
    const pair = fc
      .integer({ min: 2, max: MOST })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
    fc.assert(
      fc.property(pair, ([size, index]) => {
        for (const changed of mutationsOf(tree.inclusion(index, size))) {
          expect(holds(() => checkInclusion(index, size, tree.leaf(index), changed, tree.root(size)))).toBe(
            false,
          )
        }
        for (const changed of mutationsOf(tree.consistency(index, size))) {
          expect(holds(() => checkConsistency(index, size, changed, tree.root(index), tree.root(size)))).toBe(
            false,
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  it('numbers past 2^53, broken or below zero are refused', () => {
    for (const wrong of [2 ** 53, 2 ** 64, -1, 0.5, Number.NaN]) {
      expect(codeOf(() => checkInclusion(wrong, 5, EMPTY_ROOT, [], EMPTY_ROOT))).toBe('out_of_range')
      expect(codeOf(() => checkInclusion(0, wrong, EMPTY_ROOT, [], EMPTY_ROOT))).toBe('out_of_range')
      expect(codeOf(() => checkConsistency(wrong, 5, [], EMPTY_ROOT, EMPTY_ROOT))).toBe('out_of_range')
      expect(codeOf(() => checkConsistency(0, wrong, [], EMPTY_ROOT, EMPTY_ROOT))).toBe('out_of_range')
      expect(codeOf(() => inclusionRanges(wrong, 5))).toBe('out_of_range')
      expect(codeOf(() => consistencyRanges(wrong, 5))).toBe('out_of_range')
    }
    const long = Array.from({ length: 64 }, () => EMPTY_ROOT)
    expect(holds(() => checkInclusion(0, Number.MAX_SAFE_INTEGER, EMPTY_ROOT, long, EMPTY_ROOT))).toBe(false)
    expect(inclusionRanges(2 ** 52, Number.MAX_SAFE_INTEGER)).toHaveLength(53)
  })
})

describe('from tiles', () => {
  const large = NaiveTree.ofSize(66_000)
  const sizes = [1, 2, 7, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 65_793, 66_000]

  it.each(sizes)('proofs in a tree of %i are those of RFC 6962', async (size) => {
    const places = [0, 1, Math.floor(size / 2), size - 2, size - 1, 255, 256, 65_535, 65_536]
    for (const at of places.filter((place) => place >= 0 && place < size)) {
      expect(await proveInclusion(at, size, large.read)).toEqual(large.inclusion(at, size))
      expect(await proveConsistency(at, size, large.read)).toEqual(large.consistency(at, size))
    }
    expect(await treeRoot(size, large.read)).toEqual(large.root(size))
  })

  it('reads each tile once, all at once, and only tiles of that size', async () => {
    const asked: (readonly TileCoord[])[] = []
    const read: ReadTiles = (coords) => {
      asked.push(coords)
      return large.read(coords)
    }
    await proveInclusion(5, 66_000, read)
    expect(asked).toEqual([
      [
        { level: 0, n: 0, width: 256 },
        { level: 1, n: 0, width: 256 },
        { level: 1, n: 1, width: 1 },
        { level: 0, n: 257, width: 208 },
      ],
    ])
    asked.length = 0
    expect(await proveConsistency(66_000, 66_000, read)).toEqual([])
    expect(await treeRoot(0, read)).toEqual(EMPTY_ROOT)
    expect(asked).toEqual([])
  })

  it('refuses tiles of another width and places outside the tree', async () => {
    const short: ReadTiles = async (coords) => (await large.read(coords)).map((bytes) => bytes.subarray(32))
    expect(await codeOfPromise(proveInclusion(5, 1000, short))).toBe('malformed_proof')
    expect(await codeOfPromise(proveInclusion(5, 1000, async () => []))).toBe('malformed_proof')
    expect(await codeOfPromise(proveInclusion(5, 5, large.read))).toBe('out_of_range')
    expect(await codeOfPromise(proveConsistency(6, 5, large.read))).toBe('out_of_range')
    expect(await codeOfPromise(treeRoot(-1, large.read))).toBe('out_of_range')
  })
})

interface TreeVectors {
  leaf_hashes_hex: string[]
  root_hashes_hex_by_size: string[]
  derived: {
    inclusion: { index: number; size: number; proof_hex: string[] }[]
    consistency: { size1: number; size2: number; proof_hex: string[] }[]
  }
}
interface ProbeVectors {
  probes: {
    inclusion: {
      leafIdx: number
      treeSize: number
      root: string
      leafHash: string
      proof: string[] | null
      wantErr: boolean
      path: string
    }[]
    consistency: {
      size1: number
      size2: number
      root1: string
      root2: string
      proof: string[] | null
      wantErr: boolean
      path: string
    }[]
  }
}

describe('published vectors', () => {
  const vectors = readVectors<TreeVectors>('rfc6962-tree.json')
  it.skipIf(vectors === null)('rfc6962-tree: all proofs of the reference tree', () => {
    const roots = (vectors?.root_hashes_hex_by_size ?? []).map(fromHex)
    const leaves = (vectors?.leaf_hashes_hex ?? []).map(fromHex)
    const at = (hashes: Uint8Array[], i: number) => hashes[i] ?? new Uint8Array()
    const { inclusion, consistency } = vectors?.derived ?? { inclusion: [], consistency: [] }
    for (const { index, size, proof_hex } of inclusion) {
      checkInclusion(index, size, at(leaves, index), proof_hex.map(fromHex), at(roots, size))
    }
    for (const { size1, size2, proof_hex } of consistency) {
      checkConsistency(size1, size2, proof_hex.map(fromHex), at(roots, size1), at(roots, size2))
    }
    expect([inclusion.length, consistency.length]).toEqual([36, 45])
  })

  const probes = readVectors<ProbeVectors>('merkle-probes.json')?.probes ?? { inclusion: [], consistency: [] }

  /** `out_of_range` for numbers past 2^53, which this ledger refuses; all of these are negative probes. */
  function answerTo(check: () => void, ...numbers: number[]): boolean {
    if (numbers.every(Number.isSafeInteger)) return holds(check)
    expect(codeOf(check)).toBe('out_of_range')
    return false
  }

  it.skipIf(probes.inclusion.length === 0)('merkle-probes: inclusion', () => {
    for (const { leafIdx, treeSize, root, leafHash, proof, wantErr, path } of probes.inclusion) {
      const hashes = (proof ?? []).map(fromBase64)
      const check = () => checkInclusion(leafIdx, treeSize, fromBase64(leafHash), hashes, fromBase64(root))
      expect(answerTo(check, leafIdx, treeSize), path).toBe(!wantErr)
    }
    expect(probes.inclusion).toHaveLength(98)
  })

  it.skipIf(probes.consistency.length === 0)('merkle-probes: consistency', () => {
    for (const { size1, size2, root1, root2, proof, wantErr, path } of probes.consistency) {
      const hashes = (proof ?? []).map(fromBase64)
      const check = () => checkConsistency(size1, size2, hashes, fromBase64(root1), fromBase64(root2))
      // One probe takes two equal roots of 12 bytes for good. They are not roots of this tree.
      const isRoots = fromBase64(root1).length === 32 && fromBase64(root2).length === 32
      expect(answerTo(check, size1, size2), path).toBe(!wantErr && isRoots)
    }
    expect(probes.consistency).toHaveLength(98)
  })
})
