/** Checks in a thread: the page knows what the thread knows, and nothing good of what it did not hear. */
import { expect, it } from 'vitest'
import { type Board, createBoard } from '../../../web/verify/board.ts'
import type { Memory, Remembered } from '../../../web/verify/memory.ts'
import { checkInThread, type Thread } from '../../../web/verify/thread/follow.ts'
import type { Ask, Tell } from '../../../web/verify/thread/messages.ts'
import { relayBoard, relayMemory } from '../../../web/verify/thread/relay.ts'

const KEPT: Remembered = { key: 'key', checkpoint: 'note' }

/** A thread that runs in this one, and of which all messages are copied as between two. */
function threadOf(
  work: (board: Board, memory: Memory, asked: Extract<Ask, { ask: 'check' }>) => Promise<void>,
): { thread: Thread; asked: Ask[]; isOver: () => boolean } {
  const asked: Ask[] = []
  let isOver = false
  const thread: Thread = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate() {
      isOver = true
    },
    postMessage(ask) {
      const copy = structuredClone(ask)
      asked.push(copy)
      if (copy.ask !== 'check') return answer(copy)
      void work(relayBoard(copy.seals, copy.marks, tell), memory, copy)
    },
  }
  const tell = (told: Tell): void =>
    thread.onmessage?.(new MessageEvent('message', { data: structuredClone(told) }))
  const { memory, answer } = relayMemory(tell)
  return { thread, asked, isOver: () => isOver }
}

const memoryOf = (written: Remembered[]): Memory => ({
  read: () => KEPT,
  write(remembered) {
    written.push(remembered)
    return true
  },
})
const task = { shown: null, indices: [3, 4] }
const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('tells the page each change, and asks it what it remembers', async () => {
  const board = createBoard([3, 4], [4])
  const written: Remembered[] = []
  const { thread, asked } = threadOf(async (theirs, memory, { task: given }) => {
    theirs.set(given.indices.map((index) => [index, { is: 'good' }]))
    theirs.setMarks([[4, { is: 'good' }]])
    const remembered = await memory.read()
    if (remembered === null) throw new Error('nothing is remembered')
    const remembers = await memory.write({ ...remembered, checkpoint: 'next' })
    theirs.know({ size: 7, growth: { is: 'grew', from: 5 }, remembers })
  })
  checkInThread(() => thread, task, board, memoryOf(written))
  await turns()
  expect(asked[0]).toEqual({ ask: 'check', task, seals: [3, 4], marks: [4] })
  expect(written).toEqual([{ key: 'key', checkpoint: 'next' }])
  expect(board.summary()).toMatchObject({ is: 'good', checked: 2, size: 7, remembers: true })
})

it('hears both sides alike: the board of the thread ends as that of the page', async () => {
  const board = createBoard([3, 4], [])
  let theirs: Board | null = null
  const { thread } = threadOf(async (relayed) => {
    theirs = relayed
    relayed.know({ is: 'checking', signing: true })
    relayed.set([[3, { is: 'broken', part: 'body' }]])
    relayed.know({ broken: [{ part: 'state', index: null }], size: 9, signing: false })
  })
  checkInThread(() => thread, task, board, memoryOf([]))
  await turns()
  expect(board.summary()).toEqual((theirs as Board | null)?.summary())
})

it('leaves everything unchecked where the thread cannot be started', () => {
  const board = createBoard([3, 4], [4])
  checkInThread(
    () => {
      throw new Error('no threads here')
    },
    task,
    board,
    memoryOf([]),
  )
  expect([board.seal(3).is, board.seal(4).is, board.mark(4).is]).toEqual(['cannot', 'cannot', 'cannot'])
  expect(board.summary()).toMatchObject({ is: 'cannot', why: 'thread' })
})

it.each(['onerror', 'onmessageerror'] as const)(
  'hears nothing more of a thread that fails (%s)',
  async (way) => {
    const board = createBoard([3, 4], [4])
    let theirs: Board | null = null
    const { thread, isOver } = threadOf(async (relayed) => {
      theirs = relayed
      relayed.know({ is: 'checking', signing: true })
      relayed.set([
        [3, { is: 'good' }],
        [4, { is: 'checking' }],
      ])
    })
    checkInThread(() => thread, task, board, memoryOf([]))
    await turns()
    if (way === 'onerror') thread.onerror?.(new Event('error') as ErrorEvent)
    else thread.onmessageerror?.(new MessageEvent('messageerror'))
    const late = theirs as Board | null
    late?.set([[4, { is: 'good' }]])
    late?.know({ size: 7, growth: { is: 'first', from: 0 }, signing: false })
    expect(isOver()).toBe(true)
    expect([board.seal(3).is, board.seal(4).is, board.mark(4).is]).toEqual(['good', 'cannot', 'cannot'])
    expect(board.summary()).toMatchObject({ is: 'cannot', why: 'thread' })
  },
)
