/**
 * Long work in parts: between two of them whoever else waits may have their turn. Pure: who has nobody waiting, as the
 * browser of one reader, takes it at once.
 */
export type Parts<T> = Generator<undefined, T>

/** The result of a work in parts, with nobody else in between. */
export function atOnce<T>(work: Parts<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
