/** The likeness of two texts, by the short runs of characters that they share: no words are cut, so any script will do. */

/** Characters of one run. */
const RUN = 4

/** The text without spaces, punctuation, width and case. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '')
}

/** The runs of a text. A text shorter than one run is one run itself; an empty one has none. */
export function runsOf(text: string): Set<string> {
  const symbols = [...bare(text)]
  if (symbols.length === 0) return new Set()
  const last = Math.max(0, symbols.length - RUN)
  return new Set(Array.from({ length: last + 1 }, (_, i) => symbols.slice(i, i + RUN).join('')))
}

/** Jaccard similarity, 0 to 1: of all their runs, how many are in both. Null when either has none. */
export function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number | null {
  if (one.size === 0 || other.size === 0) return null
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  let shared = 0
  for (const run of small) if (large.has(run)) shared += 1
  return shared / (one.size + other.size - shared)
}

/**
 * The pairs of texts, by their places, that are at least `least` alike (above 0, up to 1).
 * Only texts of a like number of runs are compared: others cannot be that alike.
 */
export function alike(texts: readonly ReadonlySet<string>[], least: number): [number, number][] {
  const order = texts.map((runs, i) => ({ runs, i })).sort((a, b) => a.runs.size - b.runs.size)
  const pairs: [number, number][] = []
  order.forEach((one, at) => {
    for (const other of order.slice(at + 1)) {
      if (one.runs.size < least * other.runs.size) break
      if ((similarity(one.runs, other.runs) ?? 0) >= least)
        pairs.push(one.i < other.i ? [one.i, other.i] : [other.i, one.i])
    }
  })
  return pairs.sort(([a, b], [c, d]) => a - c || b - d)
}
