/** The likeness of two texts, by the short runs of characters that they share: no words are cut, so any script will do. */

import { atOnce, type Parts } from './parts.ts'

/** Characters of one run. */
const RUN = 4

/** The text without spaces, punctuation, width and case. */
export function bare(text: string): string {
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

/** The runs of many texts. */
export function* runsOfAll(texts: readonly string[]): Parts<Set<string>[]> {
  const found: Set<string>[] = []
  for (const text of texts) {
    found.push(runsOf(text))
    yield
  }
  return found
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
 * Only texts of a like number of runs are compared, and of those only texts that share one of their rarest runs: others
 * cannot be that alike.
 */
export function* alikeInParts(
  texts: readonly ReadonlySet<string>[],
  least: number,
): Parts<[number, number][]> {
  const among = new Map<string, number>()
  for (const runs of texts) {
    for (const run of runs) among.set(run, (among.get(run) ?? 0) + 1)
    yield
  }
  const rarity = (a: string, b: string): number =>
    (among.get(a) ?? 0) - (among.get(b) ?? 0) || (a < b ? -1 : 1)
  const order = texts.map((runs, i) => ({ runs, i })).sort((a, b) => a.runs.size - b.runs.size)
  const pairs: [number, number][] = []
  const holders = new Map<string, { runs: ReadonlySet<string>; i: number }[]>()
  for (const one of order) {
    // Of two that are alike, one of the first so many runs of each, the rarest first, is in both.
    const first = [...one.runs].sort(rarity).slice(0, one.runs.size - Math.ceil(least * one.runs.size) + 1)
    const near = new Set(first.flatMap((run) => holders.get(run) ?? []))
    for (const other of near)
      if (other.runs.size >= least * one.runs.size && (similarity(one.runs, other.runs) ?? 0) >= least)
        pairs.push(one.i < other.i ? [one.i, other.i] : [other.i, one.i])
    for (const run of first) {
      const holding = holders.get(run)
      if (holding === undefined) holders.set(run, [one])
      else holding.push(one)
    }
    yield
  }
  return pairs.sort(([a, b], [c, d]) => a - c || b - d)
}

/** The same for whoever has nobody waiting. */
export function alike(texts: readonly ReadonlySet<string>[], least: number): [number, number][] {
  return atOnce(alikeInParts(texts, least))
}
