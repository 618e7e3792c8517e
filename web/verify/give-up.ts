/** The end of checking where it cannot go on: what is left unchecked says so, and never looks good. */
import type { Board } from './board.ts'
import type { SealKind, SignedState, Why } from './state.ts'

const OPEN: ReadonlySet<SealKind | SignedState['is']> = new Set(['unchecked', 'checking'])

/** Leaves the rest unchecked. A ledger that refuses to sign is itself something that does not add up. */
export function giveUp(board: Board, why: Why | 'frozen'): void {
  const open = board.indices().filter((index) => OPEN.has(board.seal(index).is))
  board.set(open.map((index) => [index, { is: 'cannot' }]))
  const left = board.marked().filter((index) => OPEN.has(board.mark(index).is))
  board.setMarks(left.map((index) => [index, { is: 'cannot' }]))
  board.know(why === 'frozen' ? { broken: [{ part: 'frozen', index: null }] } : { why })
}
