/**
 * Turnstile before what the public sends: of a thousand that come at once a few are worked on, and the others stand in
 * line, so that a reader's page waits behind those few and not behind all.
 */
export interface Turnstile {
  /** Does a work in its turn. */
  pass<T>(work: () => Promise<T>): Promise<T>
}

/** @param most works that are done at the same time */
export function createTurnstile(most: number): Turnstile {
  const line: (() => void)[] = []
  let inside = 0

  return {
    async pass(work) {
      if (inside >= most) await new Promise<void>((resolve) => line.push(resolve))
      else inside += 1
      try {
        return await work()
      } finally {
        // Whoever is next takes the place that is left: none is free in between.
        const next = line.shift()
        if (next === undefined) inside -= 1
        else next()
      }
    },
  }
}
