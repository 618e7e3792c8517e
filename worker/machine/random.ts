import { randomFillSync } from 'node:crypto'

/** Bytes that are drawn at once. */
const BULK = 8192

/** Source of random bytes that draws them in bulk: every entry takes a salt of its own. No byte is given twice. */
export function bulkRandom(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(BULK)
  let at = BULK
  return (bytes) => {
    if (bytes > BULK) return randomFillSync(new Uint8Array(bytes))
    if (at + bytes > BULK) {
      randomFillSync(pool)
      at = 0
    }
    const given = pool.slice(at, at + bytes)
    pool.fill(0, at, at + bytes)
    at += bytes
    return given
  }
}
