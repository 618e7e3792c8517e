import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { equal, fromBase64, fromHex, toBase64, toHex, utf8 } from '../../worker/ledger/bytes.ts'
import {
  EMPTY_ROOT,
  formatEdge,
  growEdge,
  growEdgeBy,
  hashLeaf,
  hashNode,
  parseEdge,
  rootOf,
  rootOfEdge,
  treeHash,
} from '../../worker/ledger/merkle.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'
import { NaiveTree } from '../support/ledger/naive-tree.ts'
import { readVectors } from '../support/shared.ts'

/** The leaves of the CT reference tree, and the roots of its first 0 … 8 leaves (RFC 6962 test data). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

interface TreeVectors {
  hasher: { op: string; data_utf8?: string; left_utf8?: string; right_utf8?: string; hash: string }[]
  leaf_inputs_hex: string[]
  leaf_hashes_hex: string[]
  root_hashes_hex_by_size: string[]
}
interface RootVectors {
  derived_roots: Record<string, string>
  record_hash_kat: { data: string; leaf_hash: string }
}

describe('known answers', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('root of %i leaves', (size, root) => {
    const leafHashes = LEAVES.slice(0, size).map((leaf) => hashLeaf(fromHex(leaf)))
    expect(toHex(rootOf(leafHashes))).toBe(root)
  })

  const tree = readVectors<TreeVectors>('rfc6962-tree.json')
  it.skipIf(tree === null)('rfc6962-tree', () => {
    for (const { op, data_utf8 = '', left_utf8 = '', right_utf8 = '', hash } of tree?.hasher ?? []) {
      if (op === 'empty_root') expect(toHex(EMPTY_ROOT)).toBe(hash)
      if (op === 'leaf') expect(toHex(hashLeaf(utf8(data_utf8)))).toBe(hash)
      // These nodes are over 4 bytes each, so that they are hashed here by hand.
      if (op === 'node') {
        const bytes = utf8(`\u0001${left_utf8}${right_utf8}`)
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
      }
    }
    const hashes = (tree?.leaf_inputs_hex ?? []).map((leaf) => hashLeaf(fromHex(leaf)))
    expect(hashes.map(toHex)).toEqual(tree?.leaf_hashes_hex)
    const roots = [...hashes.keys(), hashes.length].map((size) => toHex(rootOf(hashes.slice(0, size))))
    expect(roots).toEqual(tree?.root_hashes_hex_by_size)
  })

  const large = readVectors<RootVectors>('large-roots.json')
  it.skipIf(large === null)('large-roots', () => {
    const { data = '', leaf_hash } = large?.record_hash_kat ?? {}
    expect(toBase64(hashLeaf(utf8(data)))).toBe(leaf_hash)
    const sizes = Object.entries(large?.derived_roots ?? {}).map(([size, root]) => ({
      size: Number(size),
      root,
    }))
    let edge: Uint8Array[] = []
    let grown = 0
    for (const { size, root } of sizes.sort((a, b) => a.size - b.size)) {
      const added = Array.from({ length: size - grown }, (_, i) => hashLeaf(utf8(`entry-${grown + i}`)))
      edge = growEdgeBy(edge, grown, added)
      grown = size
      expect(toBase64(rootOfEdge(edge, size))).toBe(root)
    }
    expect(grown).toBe(70_000)
  })
})

describe('compact range', () => {
  const tree = NaiveTree.ofSize(300)

  it('has the root of RFC 6962 at every size, and comes back from bytes', () => {
    let edge: Uint8Array[] = []
    for (let size = 0; size <= 300; size++) {
      expect(equal(rootOfEdge(edge, size), tree.root(size))).toBe(true)
      expect(parseEdge(formatEdge(edge), size)).toEqual(edge)
      edge = growEdge(edge, size, tree.leaf(size))
    }
  })

  it('grows by many as by one', () => {
    for (const [from, to] of [
      [0, 0],
      [0, 7],
      [5, 64],
      [255, 257],
      [100, 300],
    ] as const) {
      const start = growEdgeBy([], 0, tree.leafHashes.slice(0, from))
      const grown = growEdgeBy(start, from, tree.leafHashes.slice(from, to))
      expect(equal(rootOfEdge(grown, to), tree.root(to))).toBe(true)
      expect(start).toEqual(growEdgeBy([], 0, tree.leafHashes.slice(0, from)))
    }
  })

  it('carries sizes past 2^32', () => {
    const size = 2 ** 40 - 1
    const hash = new Uint8Array(32)
    const edge = Array.from({ length: 40 }, () => hash)
    expect(growEdge(edge, size, hash)).toHaveLength(1)
    expect(growEdge(growEdge(edge, size, hash), size + 1, hash)).toHaveLength(2)
  })

  it('refuses an edge that is not of that size', () => {
    const edge = growEdgeBy([], 0, tree.leafHashes.slice(0, 6))
    expect(codeOf(() => growEdge(edge, 7, tree.leaf(7)))).toBe('out_of_range')
    expect(codeOf(() => rootOfEdge(edge, 1))).toBe('out_of_range')
    expect(codeOf(() => rootOfEdge(edge, 2 ** 53))).toBe('out_of_range')
    expect(codeOf(() => rootOfEdge(edge, -1))).toBe('out_of_range')
    expect(codeOf(() => parseEdge(formatEdge(edge), 7))).toBe('malformed_proof')
    expect(codeOf(() => parseEdge(formatEdge(edge).subarray(1), 6))).toBe('malformed_proof')
  })
})

it('an empty root is not shared: whoever changes it harms nobody', () => {
  rootOf([]).fill(0)
  expect(toHex(EMPTY_ROOT)).toBe(ROOTS[0])
})

it('another SHA-256 gives the same tree', () => {
  const hash = treeHash((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()))
  const long = new Uint8Array(70_000).fill(1)
  for (const entry of [new Uint8Array(), utf8('权责'), long, utf8('短')]) {
    expect(hash.leaf(entry)).toEqual(hashLeaf(entry))
  }
  const left = fromBase64('TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=')
  expect(hash.node(left, EMPTY_ROOT)).toEqual(hashNode(left, EMPTY_ROOT))
})
