/** How long one answer keeps the thread from everybody else: by processor time, which other work on the machine changes little. */
import type { Database, DatabaseClient } from '../../../worker/store/database.ts'

export interface Kept<T> {
  /** Milliseconds of the thread without a turn for anybody else, at the longest, as on a machine of the usual speed. */
  longest: number
  /** Turns that were longer than anybody should wait. */
  over: number
  /** Milliseconds of the thread in all. */
  all: number
  value: T
}

/** Milliseconds of the thread for which anybody may be kept waiting. */
export const BEARABLE = 50

/** Milliseconds of a turn in which nothing was done but looking. */
const IDLE = 0.02

const spent = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(since)
  return (user + system) / 1000
}

const SAMPLE = JSON.stringify(
  Array.from({ length: 400 }, (_, i) => ({ id: `mil-${i}`, title: '进展正常，已完成部分工程。', n: i })),
)
/** Milliseconds of the thread for a fixed piece of work on the machine for which the limits are meant. */
const USUAL = 20

/** How many times as long the thread takes for the same work as it usually does, as where other threads share its core. */
function slowness(): number {
  const since = process.threadCpuUsage()
  for (let i = 0; i < 100; i++) JSON.stringify(JSON.parse(SAMPLE))
  return Math.max(1, spent(since) / USUAL)
}

/** Watches the thread while something is done. One at a time: the work of others would count as its own. */
export async function watched<T>(work: () => Promise<T>): Promise<Kept<T>> {
  const before = slowness()
  let last = process.threadCpuUsage()
  const turns: number[] = []
  let [longest, all] = [0, 0]
  let isDone = false
  const look = (): void => {
    const turn = spent(last)
    last = process.threadCpuUsage()
    longest = Math.max(longest, turn)
    if (turn > BEARABLE) turns.push(turn)
    // Looking costs some microseconds itself, as long as nothing else is to do.
    if (turn > IDLE) all += turn
  }
  const tick = (): void => {
    look()
    if (!isDone) setImmediate(tick)
  }
  setImmediate(tick)
  try {
    const value = await work()
    look()
    const slow = Math.max(before, slowness())
    return { longest: longest / slow, all, over: turns.filter((one) => one / slow > BEARABLE).length, value }
  } finally {
    isDone = true
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * A database on this thread that is asked as one on a thread of its own, as ledgers are served: each question takes a
 * turn, in which nothing but the question is worked on.
 */
export function askedInTurns(database: Database): Database {
  const { client } = database
  async function inTurn<R>(ask: () => Promise<R>): Promise<R> {
    await turn()
    try {
      return await ask()
    } finally {
      await turn()
    }
  }
  const turning: DatabaseClient = {
    execute: (statement) => inTurn(() => client.execute(statement)),
    batch: (statements, mode) => inTurn(() => client.batch(statements, mode)),
    executeMultiple: (sql) => inTurn(() => client.executeMultiple(sql)),
    transaction: (mode) => client.transaction(mode),
    close: () => client.close(),
  }
  return { ...database, client: turning }
}
