/** When islands are drawn again. No DOM: what draws, and what waits, is handed in. */
import type { Board } from '../board.ts'

/** A part of the page that is drawn again when what it tells has changed. */
export interface Island {
  /** Something that is another when the island has to be drawn anew. */
  told(): unknown
  draw(): void
}

/** Islands drawn before whoever reads is let in between: a page may have hundreds of seals. */
export const AT_ONCE = 12

/**
 * Milliseconds for which changes are gathered. Each drawing has a page laid out and painted anew, and most pages are
 * checked within this time: then they are drawn once, instead of once for each entry. On a slow connection the count
 * is still seen to go on.
 */
export const GATHERED = 300

/**
 * Draws islands after changes on the board, however many changes there were, and of those only whose told content
 * changed. What the server drew stands until then.
 *
 * @param after does a work after some milliseconds; 0 is as soon as the page was painted
 */
export function drawChanged(
  board: Pick<Board, 'listen'>,
  islands: readonly Island[],
  after: (work: () => void, milliseconds: number) => void,
): void {
  const drawn = new Map<Island, unknown>(islands.map((island) => [island, island.told()]))
  let isWaiting = false
  const draw = (): void => {
    const changed = islands.filter((island) => drawn.get(island) !== island.told())
    for (const island of changed.slice(0, AT_ONCE)) {
      drawn.set(island, island.told())
      island.draw()
    }
    isWaiting = changed.length > AT_ONCE
    if (isWaiting) after(draw, 0)
  }
  board.listen(() => {
    if (isWaiting) return
    isWaiting = true
    after(draw, GATHERED)
  })
}
