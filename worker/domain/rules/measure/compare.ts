/** 同类比较: one value among those of its peers, of which as many are shown as can be looked at. */

export interface Valued {
  subject: string
  value: number
}

export interface Ranked extends Valued {
  /** Its place from the least value on, 1 for the first; equals stand one after the other. */
  rank: number
  /** The one about which it is asked. */
  own: boolean
}

/**
 * Peers by rank, evenly spread: the least, the greatest, the one about which it is asked, and others between them.
 *
 * @param most how many are wanted, two at the least
 */
export function spreadByRank(values: readonly Valued[], own: string, most: number): Ranked[] {
  const ranked = [...values]
    .sort((a, b) => a.value - b.value || (a.subject < b.subject ? -1 : 1))
    .map((one, i): Ranked => ({ ...one, rank: i + 1, own: one.subject === own }))
  if (ranked.length <= most) return ranked
  const wanted = new Set(
    Array.from({ length: most }, (_, i) => Math.round((i * (ranked.length - 1)) / (most - 1)) + 1),
  )
  return ranked.filter((one) => one.own || wanted.has(one.rank))
}
