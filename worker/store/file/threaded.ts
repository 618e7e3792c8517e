import { Worker } from 'node:worker_threads'
import { LibsqlError } from '@libsql/core/api'
import type { Answer, DatabaseClient, Statement } from '../database.ts'
import { errorOf } from './fault.ts'
import { answerOf } from './local.ts'
import type { Place } from './opening.ts'
import type { Asked, Told, Work } from './works.ts'

interface Waiting {
  resolve: (answers: Answer[]) => void
  reject: (reason: unknown) => void
}

/** Client of a database file on a thread of its own. */
export interface ThreadedClient extends DatabaseClient {
  /** Brings the search index up to a size of the ledger, between whatever else is asked. */
  index(size: number, also: readonly Statement[]): Promise<void>
}

/**
 * Opens a database file on a thread of its own. What is asked in one turn goes there together. The thread keeps the
 * process alive while something is asked of it, and no longer.
 *
 * @throws LibsqlError when the file cannot be opened
 */
export async function openThreaded(place: Place): Promise<ThreadedClient> {
  const waiting = new Map<number, Waiting>()
  let turn: Asked[number][] = []
  let next = 0
  let closed = false
  let thread: Worker | null = null

  /** A thread that ended by itself leaves open what was done of what it was asked; whoever asks next gets another. */
  function started(): Worker {
    if (thread !== null) return thread
    const made = new Worker(new URL('./thread.ts', import.meta.url), { workerData: place })
    let cause: unknown
    made.on('message', settle)
    made.on('error', (error) => {
      cause = error
    })
    made.on('exit', () => {
      thread = null
      const lost = [...waiting.values()]
      waiting.clear()
      for (const { reject } of lost) reject(new Error('the thread of the database has ended', { cause }))
    })
    thread = made
    return made
  }

  function settle(told: Told): void {
    for (const one of told) {
      const asked = waiting.get(one.id)
      waiting.delete(one.id)
      if ('fault' in one) asked?.reject(errorOf(one.fault))
      else asked?.resolve(one.answers.map(answerOf))
    }
    if (waiting.size === 0) thread?.unref()
  }

  function send(): void {
    const asked = turn
    turn = []
    const to = started()
    to.ref()
    try {
      to.postMessage(asked)
    } catch (error) {
      // Values that are no values of a database do not travel either.
      for (const { id } of asked) {
        waiting.get(id)?.reject(error)
        waiting.delete(id)
      }
    }
  }

  function ask(work: Work): Promise<Answer[]> {
    if (closed) return Promise.reject(new LibsqlError('The client is closed', 'CLIENT_CLOSED'))
    return new Promise((resolve, reject) => {
      const id = next++
      waiting.set(id, { resolve, reject })
      turn.push({ id, work })
      if (turn.length === 1) queueMicrotask(send)
    })
  }

  const client: ThreadedClient = {
    async execute(statement) {
      const [answer] = await ask({ does: 'execute', statement })
      if (answer === undefined) throw new Error('a statement was not answered')
      return answer
    },
    batch: (statements, mode) => ask({ does: 'batch', statements, mode }),
    async executeMultiple(sql) {
      await ask({ does: 'executeMultiple', sql })
    },
    async transaction() {
      throw new Error('a transaction would hold the one connection of everybody: open another one')
    },
    async index(size, also) {
      await ask({ does: 'index', size, also })
    },
    async close() {
      if (closed) return
      const ended = ask({ does: 'close' })
      closed = true
      await ended
    },
  }
  await client.execute('SELECT 1')
  return client
}
