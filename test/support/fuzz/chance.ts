/** Chance that is the same in every run of a seed (mulberry32). */
export interface Chance {
  /** From 0, below 1. */
  next(): number
  whole(below: number): number
  is(probability: number): boolean
  of<T>(items: readonly [T, ...T[]]): T
  maybe<T>(items: readonly T[]): T | undefined
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (below: number) => Math.floor(next() * below)
  return {
    next,
    whole,
    is: (probability) => next() < probability,
    of: (items) => items[whole(items.length)] ?? items[0],
    maybe: (items) => items[whole(items.length)],
  }
}
