import { diffText, type Piece } from './diff.ts'

export interface ItemChanges {
  removed: string[]
  added: string[]
  /** Items that were changed in part, with what changed in them. */
  reworded: { to: string; pieces: Piece[] }[]
  /** Number of items that stayed as they were. */
  same: number
}

/** Above this many comparisons, items are only taken out and put in. */
const MOST_PAIRS = 64

/** Changes of the items of a list. Items that are alike count as reworded, whatever their place. Pure. */
export function compareItems(from: readonly string[], to: readonly string[]): ItemChanges {
  const left = new Set(to)
  const had = new Set(from)
  const gone = [...had].filter((item) => !left.has(item))
  const came = [...left].filter((item) => !had.has(item))
  const reworded: ItemChanges['reworded'] = []
  if (gone.length * came.length <= MOST_PAIRS) {
    for (const old of [...gone]) {
      for (const now of came) {
        const pieces = diffText(old, now)
        if (pieces === null) continue
        reworded.push({ to: now, pieces })
        gone.splice(gone.indexOf(old), 1)
        came.splice(came.indexOf(now), 1)
        break
      }
    }
  }
  return { removed: gone, added: came, reworded, same: [...had].filter((item) => left.has(item)).length }
}
