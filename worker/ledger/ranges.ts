/**
 * Parts of the tree of which a proof is made, as plain numbers: the recursions of RFC 6962 §2.1.1 and §2.1.2
 * without a single hash. Whoever stores the tree looks the parts up.
 */
import { LedgerError, requireCount } from './error.ts'

/** The leaves [start, end); its hash is MTH(D[start:end]). */
export type Range = readonly [start: number, end: number]

/** A perfect subtree: the leaves [index·2^height, (index + 1)·2^height). */
export interface Subtree {
  height: number
  index: number
}

/**
 * The ranges whose hashes are PATH(index, D[0:size]), from the leaf's sibling up (RFC 6962 §2.1.1).
 *
 * @throws LedgerError `out_of_range` unless 0 ≤ index < size
 */
export function inclusionRanges(index: number, size: number): Range[] {
  requireCount(index, 'index')
  requireCount(size, 'size', 1)
  if (index >= size) throw new LedgerError('out_of_range', `no entry ${index} in a tree of ${size}`)
  const ranges: Range[] = []
  // From the leaf up: what stands beside each node that it is in, as far as the tree has it. One step for each level.
  for (let width = 1; width < size; width *= 2) {
    const start = index - (index % width)
    if (start % (2 * width) !== 0) ranges.push([start - width, start])
    else if (start + width < size) ranges.push([start + width, Math.min(start + 2 * width, size)])
  }
  return ranges
}

/**
 * The ranges whose hashes are PROOF(first, D[0:second]) (RFC 6962 §2.1.2). None when nothing is to be proved:
 * first is 0, or the same as second.
 *
 * @throws LedgerError `out_of_range` unless 0 ≤ first ≤ second
 */
export function consistencyRanges(first: number, second: number): Range[] {
  requireCount(first, 'first size')
  requireCount(second, 'second size', first)
  if (first === 0 || first === second) return []
  const { ranges, last } = siblings(
    second,
    (middle) => first <= middle,
    (_, end) => end === first,
  )
  return last[0] === 0 ? ranges : [last, ...ranges]
}

/** Descends from the root by halves until `arrived`; the halves left aside, lowest first, and where it ended. */
function siblings(
  size: number,
  goesLeft: (middle: number) => boolean,
  arrived: (start: number, end: number) => boolean,
): { ranges: Range[]; last: Range } {
  const ranges: Range[] = []
  let start = 0
  let end = size
  while (!arrived(start, end)) {
    const middle = start + splitOf(end - start)
    if (goesLeft(middle)) {
      ranges.push([middle, end])
      end = middle
    } else {
      ranges.push([start, middle])
      start = middle
    }
  }
  return { ranges: ranges.reverse(), last: [start, end] }
}

/** The largest power of two below `n`, for n ≥ 2. */
function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The one perfect subtree that a range is; null for a range that several make up. */
export function subtreeOf([start, end]: Range): Subtree | null {
  const width = end - start
  const height = Math.round(Math.log2(width))
  return 2 ** height === width && start % width === 0 ? { height, index: start / width } : null
}

/** The perfect subtrees that make up a range of a tree, left to right; folded from the right they give its hash. */
export function subtreesOf([start, end]: Range): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = start; at < end; ) {
    let height = 0
    let width = 1
    for (; at % (2 * width) === 0 && at + 2 * width <= end; width *= 2) height += 1
    subtrees.push({ height, index: at / width })
    at += width
  }
  return subtrees
}
