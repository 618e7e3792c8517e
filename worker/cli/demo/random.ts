/** A small seeded generator (mulberry32): the same seed gives the same city. Never for secrets. */

export interface Chance {
  /** A number from 0 up to but not including 1. */
  next(): number
  /** An integer from 0 up to but not including `below`. */
  below(below: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  bytes(count: number): Uint8Array
}

/** Generator of chance from a seed. */
export function chanceOf(seed: number): Chance {
  let state = seed % 2 ** 32
  const next = (): number => {
    state = (state + 0x6d2b79f5) % 2 ** 32
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  }
}
