/** The side of the thread: a board that tells the page each change, and a memory that asks it. */
import { type Board, createBoard } from '../board.ts'
import type { Memory } from '../memory.ts'
import type { Ask, Tell } from './messages.ts'

/** A board of the thread, of which each change is told to the page before the next is made. */
export function relayBoard(
  indices: readonly number[],
  claims: readonly number[],
  tell: (told: Tell) => void,
): Board {
  const board = createBoard(indices, claims)
  return {
    ...board,
    set(states) {
      const told = [...states].map(([index, state]): [number, typeof state] => [index, state])
      tell({ tell: 'seals', states: told })
      board.set(told)
    },
    setMarks(states) {
      const told = [...states].map(([index, mark]): [number, typeof mark] => [index, mark])
      tell({ tell: 'marks', states: told })
      board.setMarks(told)
    },
    know(known) {
      tell({ tell: 'known', known })
      board.know(known)
    },
  }
}

type Answer = Extract<Ask, { call: number }>

/** A memory that asks the page, which answers through `answer`: a thread has no storage of its own. */
export function relayMemory(tell: (told: Tell) => void): { memory: Memory; answer(answered: Answer): void } {
  const waiting = new Map<number, (answered: Answer) => void>()
  let calls = 0
  const ask = (of: (call: number) => Tell): Promise<Answer> =>
    new Promise((resolve) => {
      calls += 1
      waiting.set(calls, resolve)
      tell(of(calls))
    })
  return {
    memory: {
      async read() {
        const answered = await ask((call) => ({ tell: 'read', call }))
        return answered.ask === 'remembered' ? answered.value : null
      },
      async write(remembered) {
        const answered = await ask((call) => ({ tell: 'write', call, remembered }))
        return answered.ask === 'written' && answered.value
      },
    },
    answer(answered) {
      waiting.get(answered.call)?.(answered)
      waiting.delete(answered.call)
    },
  }
}
