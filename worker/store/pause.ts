import type { Parts } from '../domain/text/parts.ts'

/** Waits a random moment, longer with each attempt, so that writers do not meet again and again. */
export async function pause(random: (bytes: number) => Uint8Array, attempt: number): Promise<void> {
  const [byte = 0] = random(1)
  await new Promise((resolve) => setTimeout(resolve, (byte / 255) * Math.min(10 * (attempt + 1), 200)))
}

/** Milliseconds that a long work goes on before others have their turn. */
const TURN = 8

/** Workers have no turn of the loop to wait for but that of a timer. */
const later: (next: () => void) => unknown =
  typeof setImmediate === 'function' ? setImmediate : (next) => setTimeout(next, 0)

/** When whoever works at length last came back from waiting, in milliseconds from any point on. */
let begun = Number.NEGATIVE_INFINITY

/**
 * Lets whoever else waits have their turn, when this one has lasted for some milliseconds: one thread answers
 * everybody. To be asked at every item of a work whose length the ledger decides; it costs next to nothing.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - begun < TURN) return
  await new Promise<void>((resolve) => later(resolve))
  begun = performance.now()
}

/** The result of a work in parts, with others having their turn between them. */
export async function inParts<T>(work: Parts<T>): Promise<T> {
  for (;;) {
    await breathe()
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** Results for each item, in their order, with others having their turn in between. */
export async function eachInTurn<T, R>(items: Iterable<T>, make: (item: T, i: number) => R): Promise<R[]> {
  const made: R[] = []
  for (const item of items) {
    await breathe()
    made.push(make(item, made.length))
  }
  return made
}

/** Items that are worked on at once: what they ask of a database far away still goes there together. */
const AT_ONCE = 200

/** Results of a work on each item, in their order; many at once, with others having their turn in between. */
export async function manyInTurn<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const made: R[][] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await breathe()
    made.push(await Promise.all(items.slice(at, at + AT_ONCE).map(make)))
  }
  return made.flat()
}
