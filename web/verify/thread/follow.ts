/** The side of the page: what the thread tells goes on the board, and what it asks is answered from the memory. */
import type { Board } from '../board.ts'
import { giveUp } from '../give-up.ts'
import type { Memory } from '../memory.ts'
import type { Task } from '../run.ts'
import type { Ask, Tell } from './messages.ts'

/** A thread as the page sees it: a `Worker`, or what stands for it in a test. */
export interface Thread {
  postMessage(ask: Ask): void
  terminate(): void
  onmessage: ((event: MessageEvent<Tell>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  onmessageerror: ((event: MessageEvent) => void) | null
}

/**
 * Has a page checked in a thread of its own. Where the thread cannot be started, or fails, what it has not
 * checked by then stays unchecked, and nothing of it is heard any more.
 */
export function checkInThread(open: () => Thread, task: Task, board: Board, memory: Memory): void {
  const thread = opened(open)
  if (thread === null) {
    giveUp(board, 'thread')
    return
  }
  const fail = (): void => {
    thread.onmessage = null
    thread.terminate()
    giveUp(board, 'thread')
  }
  thread.onerror = fail
  thread.onmessageerror = fail
  thread.onmessage = ({ data }) => void heed(data).catch(fail)
  const heed = async (told: Tell): Promise<void> => {
    switch (told.tell) {
      case 'seals':
        return board.set(told.states)
      case 'marks':
        return board.setMarks(told.states)
      case 'known':
        return board.know(told.known)
      case 'read':
        return thread.postMessage({ ask: 'remembered', call: told.call, value: await memory.read() })
      case 'write':
        return thread.postMessage({
          ask: 'written',
          call: told.call,
          value: await memory.write(told.remembered),
        })
    }
  }
  thread.postMessage({ ask: 'check', task, seals: board.indices(), marks: board.marked() })
}

function opened(open: () => Thread): Thread | null {
  try {
    return open()
  } catch {
    return null
  }
}
