/** The addresses of tiles and entry bundles (C2SP tlog-tiles). Each has exactly one; nothing else parses. */
import { LedgerError, requireCount } from './error.ts'
import { MAX_LEVEL, TILE_WIDTH, type TileCoord } from './tiles.ts'

export type TilePath =
  | { kind: 'tile'; level: number; n: number; width: number }
  | { kind: 'entries'; n: number; width: number }

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** `tile/<level>/<n>[.p/<width>]`. @throws LedgerError `out_of_range` */
export function formatTilePath({ level, n, width }: TileCoord): string {
  requireCount(level, 'level')
  if (level > MAX_LEVEL) throw new LedgerError('out_of_range', `level ${level} is above ${MAX_LEVEL}`)
  return `tile/${level}/${numberPath(n)}${widthPath(width)}`
}

/** `tile/entries/<n>[.p/<width>]`. @throws LedgerError `out_of_range` */
export function formatEntriesPath({ n, width }: { n: number; width: number }): string {
  return `tile/entries/${numberPath(n)}${widthPath(width)}`
}

/**
 * Reads a path without a leading slash. A path without `.p/` is of the full tile, width 256.
 *
 * @throws LedgerError `malformed_path`, or `out_of_range` for a number that a safe integer does not hold
 */
export function parseTilePath(path: string): TilePath {
  const found = PATH.exec(path)
  if (found === null) throw malformed()
  const [, kind = '', number = '', partial] = found
  const n = Number(number.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  requireCount(n, 'tile number')
  if (number.startsWith('x000')) throw malformed()
  if (partial !== undefined && width >= TILE_WIDTH) throw malformed()
  if (kind === 'entries') return { kind, n, width }
  const level = Number(kind)
  if (level > MAX_LEVEL) throw malformed()
  return { kind: 'tile', level, n, width }
}

/** 1234067 → `x001/x234/067`. */
function numberPath(n: number): string {
  requireCount(n, 'tile number')
  let path = String(n % 1000).padStart(3, '0')
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
  }
  return path
}

function widthPath(width: number): string {
  requireCount(width, 'width', 1)
  if (width > TILE_WIDTH) throw new LedgerError('out_of_range', `a tile of ${width} hashes`)
  return width === TILE_WIDTH ? '' : `.p/${width}`
}

function malformed(): LedgerError {
  return new LedgerError('malformed_path', 'not the path of a tile or an entry bundle')
}
