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
  const symbols = bare(text)
  const runs = new Set<string>()
  if (symbols === '') return runs
  // Where the last characters begin: a run ends with one, and begins where the first of them does.
  const starts: number[] = []
  let at = 0
  for (const symbol of symbols) {
    starts.push(at)
    at += symbol.length
    const from = starts[starts.length - RUN]
    if (from !== undefined) runs.add(symbols.slice(from, at))
  }
  if (runs.size === 0) runs.add(symbols)
  return runs
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

/** Places at which it is counted how many texts have a run: a power of two, far more than a campaign has runs. */
const PLACES = 1 << 18

/** FNV-1a of a run, 32 bits. */
function hashOf(run: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < run.length; i++) hash = Math.imul(hash ^ run.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A text while it is held against others: its runs, and the hash of each. */
interface Held {
  i: number
  runs: ReadonlySet<string>
  hashes: Uint32Array
}

/** Action on two texts that may be alike, by their places. */
interface Meeting {
  /** False where it does not matter whether they are. */
  matters(one: number, other: number): boolean
  /** They are. */
  found(one: number, other: number): void
}

/**
 * Only texts of a like number of runs are compared, and of those only texts that share one of their rarest runs: others
 * cannot be that alike. Runs are ordered by numbers, which is many times faster than by their characters: how many texts
 * have one of its place, then its hash. Whatever meets there by chance is compared and no pair.
 */
function* meetInParts(
  texts: readonly ReadonlySet<string>[],
  least: number,
  { matters, found }: Meeting,
): Parts<void> {
  const among = new Uint32Array(PLACES)
  const held: Held[] = []
  for (const [i, runs] of texts.entries()) {
    const hashes = new Uint32Array(runs.size)
    let n = 0
    for (const run of runs) {
      const hash = hashOf(run)
      hashes[n++] = hash
      among[hash % PLACES] = (among[hash % PLACES] ?? 0) + 1
    }
    held.push({ i, runs, hashes })
    yield
  }
  const holders = new Map<number, Held[]>()
  /** By whom a text was met last. */
  const metBy = new Int32Array(texts.length).fill(-1)
  for (const one of held.sort((a, b) => a.runs.size - b.runs.size)) {
    const order = new Float64Array(one.hashes)
    for (const [n, hash] of one.hashes.entries()) order[n] = (among[hash % PLACES] ?? 0) * 2 ** 32 + hash
    order.sort()
    // Of two that are alike, one of the first so many runs of each, the rarest first, is in both.
    const last = order[one.runs.size - Math.ceil(least * one.runs.size)] ?? Number.NEGATIVE_INFINITY
    const first = new Int32Array(new Set(order.filter((key) => key <= last)))
    for (const key of first) {
      const holding = holders.get(key)
      if (holding === undefined) {
        holders.set(key, [one])
        continue
      }
      for (const other of holding) {
        if (metBy[other.i] === one.i) continue
        metBy[other.i] = one.i
        if (other.runs.size < least * one.runs.size || !matters(one.i, other.i)) continue
        if ((similarity(one.runs, other.runs) ?? 0) >= least) found(one.i, other.i)
      }
      holding.push(one)
    }
    yield
  }
}

/** The pairs of texts, by their places, that are at least `least` alike (above 0, up to 1). */
export function* alikeInParts(
  texts: readonly ReadonlySet<string>[],
  least: number,
): Parts<[number, number][]> {
  const pairs: [number, number][] = []
  yield* meetInParts(texts, least, {
    matters: () => true,
    found: (one, other) => pairs.push(one < other ? [one, other] : [other, one]),
  })
  return pairs.sort(([a, b], [c, d]) => a - c || b - d)
}

/**
 * For each text the first, by its place, to which it is linked: by being at least `least` alike, or through others that
 * are. Two that are linked already are not compared, so that a campaign costs no more than its texts.
 */
export function* linkedInParts(texts: readonly ReadonlySet<string>[], least: number): Parts<number[]> {
  const leader = texts.map((_, at) => at)
  const firstOf = (at: number): number => {
    let first = at
    for (let up = leader[first]; up !== undefined && up !== first; up = leader[first]) first = up
    leader[at] = first
    return first
  }
  yield* meetInParts(texts, least, {
    matters: (one, other) => firstOf(one) !== firstOf(other),
    found(one, other) {
      const [a, b] = [firstOf(one), firstOf(other)]
      leader[Math.max(a, b)] = Math.min(a, b)
    },
  })
  return texts.map((_, at) => firstOf(at))
}

/** The same for whoever has nobody waiting. */
export function alike(texts: readonly ReadonlySet<string>[], least: number): [number, number][] {
  return atOnce(alikeInParts(texts, least))
}
