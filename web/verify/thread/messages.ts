/** Messages between a page and the thread in which it is checked. */
import type { Remembered } from '../memory.ts'
import type { Task } from '../run.ts'
import type { SealState, SignedState } from '../state.ts'
import type { Summary } from '../summary.ts'

/** Said by the page: what is to be checked, then what the browser remembers whenever it is asked. */
export type Ask =
  | { ask: 'check'; task: Task; seals: number[]; marks: number[] }
  | { ask: 'remembered'; call: number; value: Remembered | null }
  | { ask: 'written'; call: number; value: boolean }

/** Said by the thread: changes of the board, in their order, and questions to the memory, which the page alone has. */
export type Tell =
  | { tell: 'seals'; states: [index: number, state: SealState][] }
  | { tell: 'marks'; states: [index: number, mark: SignedState][] }
  | { tell: 'known'; known: Partial<Summary> }
  | { tell: 'read'; call: number }
  | { tell: 'write'; call: number; remembered: Remembered }
