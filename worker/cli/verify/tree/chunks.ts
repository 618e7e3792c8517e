/** Checks all bundles against their leaf hashes and hands them on in order: in this thread, or in several. */
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../domain/record/problem.ts'
import { Failure } from '../../../intake/run/failure.ts'
import { AuditError, checkBundle } from '../../../ledger/audit.ts'
import { TILE_WIDTH, tileWidth } from '../../../ledger/tiles.ts'
import { type Finding, finding, findingOf } from '../finding.ts'
import type { Source } from '../source/source.ts'
import { nativeTree } from './hash.ts'

/** A bundle that was looked at. */
export interface Checked {
  n: number
  /** Leaf hashes one after the other; null when the bundle does not hold, and the tree ends here. */
  hashes: Uint8Array | null
  root: Uint8Array | null
  /** Null when they were not brought along. */
  leaves: Uint8Array[] | null
  findings: Finding[]
}

/** Number of bundles one thread takes at a time, and of such portions under way. */
export const PORTION = 32
const AHEAD = 3

/** Number of requests under way at once. */
const FETCHES = 8

/** Checks one bundle; what is wrong comes back as a finding. */
export function checkChunk(n: number, bundle: Uint8Array, tile: Uint8Array): Checked {
  try {
    return { ...checkBundle(n, bundle, tile, nativeTree), findings: [] }
  } catch (error) {
    const found = error instanceof AuditError ? findingOf(error) : undefined
    if (found === undefined) throw error
    return { n, hashes: null, root: null, leaves: null, findings: [found] }
  }
}

/** The log answered, but not with what it must serve. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem || (error instanceof Failure && error.code === 'refused')
}

function notServed(index: number): Finding {
  return finding(
    'bundle',
    {
      zh: `账本没有给出从第 ${index} 条起的账目或其哈希。`,
      en: `The log does not serve the entries from ${index} on, or their hashes.`,
    },
    { index },
  )
}

/**
 * Finding on a full tile that differs from the entries below it.
 *
 * @param n number of the tile on its level, from 0
 */
export function tileFinding(level: number, n: number): Finding {
  const index = n * TILE_WIDTH ** (level + 1)
  return finding(
    'tile',
    {
      zh: `瓦片 ${level}/${n} 与账目不符（从第 ${index} 条起）。`,
      en: `Tile ${level}/${n} differs from the entries from ${index} on.`,
    },
    { index },
  )
}

/** All bundles of a tree of `size` entries, read through the source, some ahead. */
export async function* checkInline(source: Source, size: number): AsyncGenerator<Checked> {
  const waiting: Promise<Checked>[] = []
  const bundles = Math.ceil(size / TILE_WIDTH)
  const fetch = async (n: number): Promise<Checked> => {
    try {
      const { bundle, tile } = await source.chunk(n, tileWidth(0, n, size))
      return checkChunk(n, bundle, tile)
    } catch (error) {
      if (!isRefusal(error)) throw error
      return { n, hashes: null, root: null, leaves: null, findings: [notServed(n * TILE_WIDTH)] }
    }
  }
  for (let n = 0, next = 0; n < bundles; n++) {
    for (; next < Math.min(bundles, n + FETCHES); next++) {
      const one = fetch(next)
      // Awaited in its turn; until then a failure must not count as unhandled.
      one.catch(() => undefined)
      waiting.push(one)
    }
    const checked = await waiting.shift()
    if (checked !== undefined) yield checked
  }
}

/** Portion for a thread: the bundles [from, to) of a tree of `size` entries. */
export interface Portion {
  from: number
  to: number
  size: number
}

/** All bundles of a database file, read and hashed by threads of their own. */
export async function* checkInThreads(
  database: string,
  size: number,
  threads: number,
): AsyncGenerator<Checked> {
  const workers = Array.from({ length: threads }, () => threadOn(database))
  const bundles = Math.ceil(size / TILE_WIDTH)
  const waiting: Promise<Checked[]>[] = []
  try {
    for (let from = 0, sent = 0; from < bundles; from += PORTION) {
      for (; sent < Math.min(bundles, from + PORTION * threads * AHEAD); sent += PORTION) {
        const worker = workers[(sent / PORTION) % threads]
        if (worker === undefined) throw new Error('no thread to check with')
        const one = worker.ask({ from: sent, to: Math.min(bundles, sent + PORTION), size })
        one.catch(() => undefined)
        waiting.push(one)
      }
      yield* (await waiting.shift()) ?? []
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()))
  }
}

interface Thread {
  ask(portion: Portion): Promise<Checked[]>
  /** Lets it close its database and end: a thread that is torn away from an open one can take the process with it. */
  end(): Promise<void>
}

/** A thread answers in the order in which it was asked. */
function threadOn(database: string): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: database })
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const asked: { resolve: (checked: Checked[]) => void; reject: (error: unknown) => void }[] = []
  worker.on('message', (checked: Checked[]) => asked.shift()?.resolve(checked))
  worker.on('error', (error) => {
    for (const { reject } of asked.splice(0)) reject(error)
  })
  return {
    ask: (portion) =>
      new Promise((resolve, reject) => {
        asked.push({ resolve, reject })
        worker.postMessage(portion)
      }),
    end: () => {
      worker.postMessage(null)
      return gone
    },
  }
}
