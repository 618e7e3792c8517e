import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBundle, parseBundle } from '../../worker/ledger/bundle.ts'
import { fromHex, toHex } from '../../worker/ledger/bytes.ts'
import { formatEntriesPath, formatTilePath, parseTilePath } from '../../worker/ledger/tile-path.ts'
import { fullTilesBetween, partialWidth, tilesOf, tileWidth } from '../../worker/ledger/tiles.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'
import { readVectors } from '../support/shared.ts'

interface PathVectors {
  tile_path: { level: number; index: number; width: number; path: string }[]
  entries_path: { index: number; width: number; path: string }[]
  entries_path_for_log_index: { seq: number; log_size: number; path: string }[]
  parse_ok: { level: string; index_path: string; want: { level: number; index: number; width: number } }[]
  parse_error: { level: string; index_path: string }[]
  entry_bundle: { cases: { hex: string; entries_hex?: string[]; ok: boolean }[] }
}

const vectors = readVectors<PathVectors>('tile-paths.json')
const size = fc.integer({ min: 0, max: 3_000_000 })

describe('tiles of a size', () => {
  it('known answers: 0, 256 and 70 000 entries', () => {
    expect([...tilesOf(0)]).toEqual([])
    expect([...tilesOf(256)]).toEqual([
      { level: 0, n: 0, width: 256 },
      { level: 1, n: 0, width: 1 },
    ])
    const tiles = [...tilesOf(70_000)]
    const widths = (level: number) => tiles.filter((tile) => tile.level === level).map(({ width }) => width)
    expect(widths(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112])
    expect(widths(1)).toEqual([256, 17])
    expect(widths(2)).toEqual([1])
    expect(widths(3)).toEqual([])
  })

  it('agree with each other', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [before, after] = a <= b ? [a, b] : [b, a]
        const tiles = [...tilesOf(after)]
        for (const { level, n, width } of tiles) expect(tileWidth(level, n, after)).toBe(width)
        const level0 = tiles.filter(({ level }) => level === 0)
        expect(level0.reduce((sum, { width }) => sum + width, 0)).toBe(after)
        for (let level = 0; level < 4; level++) {
          const last = tiles.filter((tile) => tile.level === level && tile.width < 256)
          expect(last.map(({ width }) => width)).toEqual(
            [partialWidth(level, after)].filter((width) => width > 0),
          )
        }
        const isFull = ({ width }: { width: number }) => width === 256
        const was = new Set([...tilesOf(before)].filter(isFull).map(({ level, n }) => `${level}/${n}`))
        const became = tiles.filter(isFull).filter(({ level, n }) => !was.has(`${level}/${n}`))
        expect(fullTilesBetween(before, after)).toEqual(became.map(({ level, n }) => ({ level, n })))
      }),
      { numRuns: 15 },
    )
  })

  it('hold at the end of the ledger', () => {
    const end = Number.MAX_SAFE_INTEGER
    expect(partialWidth(0, end)).toBe(255)
    expect(tileWidth(6, 0, end)).toBe(31)
    expect(tileWidth(7, 0, end)).toBe(0)
    expect(fullTilesBetween(end - 255, end)).toEqual([])
  })

  it('refuse sizes that are none', () => {
    expect(codeOf(() => [...tilesOf(2 ** 53)])).toBe('out_of_range')
    expect(codeOf(() => [...tilesOf(-1)])).toBe('out_of_range')
    expect(codeOf(() => fullTilesBetween(2, 1))).toBe('out_of_range')
  })
})

describe('paths', () => {
  it('known answers of the specification', () => {
    expect(formatTilePath({ level: 0, n: 1234067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(formatTilePath({ level: 15, n: 123456789, width: 41 })).toBe('tile/15/x123/x456/789.p/41')
    expect(formatEntriesPath({ n: 1000, width: 5 })).toBe('tile/entries/x001/000.p/5')
  })

  it('come back', () => {
    const n = fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.maxSafeNat())
    const width = fc.integer({ min: 1, max: 256 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 63 }), n, width, (level, at, wide) => {
        const coord = { level, n: at, width: wide }
        expect(parseTilePath(formatTilePath(coord))).toEqual({ kind: 'tile', ...coord })
        expect(parseTilePath(formatEntriesPath(coord))).toEqual({ kind: 'entries', n: at, width: wide })
      }),
    )
  })

  it.each([
    '',
    'tile',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/data/000',
    'tile/entries/x000/067',
    'tile/0/x000/067',
    'tile/0/X001/067',
    'tile/0/000.p/0',
    'tile/0/000.p/05',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000.p/1\n',
    'tile/0/٠٠٠',
    'tile/0/x001/x001/x001/x001/x001/x001/001',
  ])('refuses %j', (path) => {
    expect(codeOf(() => parseTilePath(path))).toBe('malformed_path')
  })

  it('refuses coordinates that have no path', () => {
    for (const coord of [
      { level: 64, n: 0, width: 1 },
      { level: 0, n: -1, width: 1 },
      { level: 0, n: 0, width: 0 },
      { level: 0, n: 0, width: 257 },
      { level: 0.5, n: 0, width: 1 },
    ]) {
      expect(codeOf(() => formatTilePath(coord))).toBe('out_of_range')
    }
  })

  it.skipIf(vectors === null)('tile-paths', () => {
    const wide = (width: number) => (width === 0 ? 256 : width)
    for (const { level, index, width, path } of vectors?.tile_path ?? []) {
      expect(formatTilePath({ level, n: index, width: wide(width) })).toBe(path)
      expect(parseTilePath(path)).toEqual({ kind: 'tile', level, n: index, width: wide(width) })
    }
    for (const { index, width, path } of vectors?.entries_path ?? []) {
      expect(formatEntriesPath({ n: index, width: wide(width) })).toBe(path)
      expect(parseTilePath(path)).toEqual({ kind: 'entries', n: index, width: wide(width) })
    }
    for (const { seq, log_size, path } of vectors?.entries_path_for_log_index ?? []) {
      const n = Math.floor(seq / 256)
      expect(formatEntriesPath({ n, width: tileWidth(0, n, log_size) })).toBe(path)
    }
    for (const { level, index_path, want } of vectors?.parse_ok ?? []) {
      const path = `tile/${level}/${index_path}`
      // One published case has a tile number past 2^53, which this ledger can never reach.
      if (Number.isSafeInteger(want.index)) {
        const expected = { kind: 'tile', level: want.level, n: want.index, width: wide(want.width) }
        expect(parseTilePath(path)).toEqual(expected)
      } else {
        expect(codeOf(() => parseTilePath(path))).toBe('out_of_range')
      }
    }
    for (const { level, index_path } of vectors?.parse_error ?? []) {
      expect(codeOf(() => parseTilePath(`tile/${level}/${index_path}`))).toBe('malformed_path')
    }
  })
})

describe('entry bundles', () => {
  it.skipIf(vectors === null)('tile-paths', () => {
    for (const { hex, entries_hex, ok } of vectors?.entry_bundle.cases ?? []) {
      if (ok) {
        expect(parseBundle(fromHex(hex)).map(toHex)).toEqual(entries_hex)
        expect(toHex(formatBundle((entries_hex ?? []).map(fromHex)))).toBe(hex)
      } else {
        expect(codeOf(() => parseBundle(fromHex(hex)))).toBe('malformed_bundle')
      }
    }
  })

  it('come back, and none cut short is read as whole', () => {
    const leaves = fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 12 })
    fc.assert(
      fc.property(leaves, fc.nat(), (entries, cut) => {
        const bundle = formatBundle(entries)
        expect(parseBundle(bundle)).toEqual(entries)
        if (bundle.length === 0) return
        let read: Uint8Array[] = []
        try {
          read = parseBundle(bundle.subarray(0, cut % bundle.length))
        } catch {
          return
        }
        expect(read.length).toBeLessThan(entries.length)
      }),
    )
  })

  it('carry entries of 65 535 bytes, 256 of them, and no more', () => {
    const longest = new Uint8Array(65_535).fill(1)
    expect(parseBundle(formatBundle([longest, new Uint8Array()]))).toEqual([longest, new Uint8Array()])
    expect(codeOf(() => formatBundle([new Uint8Array(65_536)]))).toBe('too_large')
    const empty = Array.from({ length: 257 }, () => new Uint8Array())
    expect(parseBundle(formatBundle(empty.slice(1)))).toHaveLength(256)
    expect(codeOf(() => formatBundle(empty))).toBe('out_of_range')
    expect(codeOf(() => parseBundle(new Uint8Array(2 * 257)))).toBe('malformed_bundle')
  })
})
