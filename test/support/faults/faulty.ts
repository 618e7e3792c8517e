/**
 * A store that fails when it is told to: at the call with a number, in one of the ways in which stores fail; or a place
 * beside it that is away.
 */
import { LibsqlError } from '@libsql/core/api'
import type { Post } from '../../../worker/services/witnesses/submission.ts'
import type { BlobStore } from '../../../worker/store/blobs/blobs.ts'
import type { Database, DatabaseClient } from '../../../worker/store/database.ts'
import type { HighWater } from '../../../worker/store/log/notary.ts'

/** One way in which a call fails. */
export interface Fault {
  name: string
  /** True if the call takes effect all the same, and its answer alone is lost. */
  takesEffect: boolean
  error: () => Error
  /** True if the process is gone with it: nothing that follows happens, and another one goes on. */
  dies?: boolean
  /** Work of others that comes between the call and its effect; then it goes on, without an error. */
  between?: boolean
  /** Milliseconds by which the clock of the server jumps at the call; it does not fail. */
  jumps?: number
  /** Place beside the database that answers nothing for the whole of a request, and is back afterwards. */
  away?: Beside
}

/** Places beside the database: where the bytes of documents lie (a folder, R2), and a witness. */
export type Beside = 'documents' | 'witness'

const lost = (): Error => new Error('socket hang up')
const DAY = 86_400_000

export const FAULTS: readonly Fault[] = [
  { name: 'lost before', takesEffect: false, error: lost },
  { name: 'lost after', takesEffect: true, error: lost },
  { name: 'busy', takesEffect: false, error: () => new LibsqlError('database is locked', 'SQLITE_BUSY') },
  {
    name: 'disk full',
    takesEffect: false,
    error: () => new LibsqlError('database or disk is full', 'SQLITE_FULL'),
  },
  { name: 'disk error', takesEffect: false, error: () => new LibsqlError('disk I/O error', 'SQLITE_IOERR') },
  { name: 'killed before', takesEffect: false, error: lost, dies: true },
  { name: 'killed after', takesEffect: true, error: lost, dies: true },
  { name: 'another writes', takesEffect: true, error: lost, between: true },
  { name: 'asked twice', takesEffect: true, error: lost, between: true },
  { name: 'clock back', takesEffect: true, error: lost, jumps: -40 * DAY },
  { name: 'clock ahead', takesEffect: true, error: lost, jumps: 400 * DAY },
  { name: 'documents away', takesEffect: false, error: lost, away: 'documents' },
  { name: 'witness away', takesEffect: false, error: lost, away: 'witness' },
]

export interface FaultyStore {
  database: Database
  highWater: HighWater
  blobs: BlobStore
  post: Post
  /** Arms the store: the call with this number, counted from 1, meets the fault. */
  arm(at: number, fault: Fault, between: () => Promise<unknown>): void
  /** Takes the fault away. @returns true if a call has met it */
  disarm(): boolean
  /** Milliseconds by which the clock has jumped. */
  readonly jumped: number
}

/** What is sound, and what fails is over. */
export interface Sound {
  database: Database
  mark: HighWater
  blobs: BlobStore
  post: Post
}

/** A store over a sound one. Marks and documents that are kept beside the database count as calls as well. */
export function faultyStore({ database: sound, mark, blobs, post }: Sound): FaultyStore {
  let n = 0
  let armed: { at: number; fault: Fault; between: () => Promise<unknown> } | null = null
  let met = false
  let isDead = false
  let jumped = 0

  async function through<T>(call: () => Promise<T>): Promise<T> {
    if (isDead) throw lost()
    n += 1
    if (armed === null || armed.fault.away !== undefined || n !== armed.at) return call()
    const { fault, between } = armed
    met = true
    isDead = fault.dies === true
    if (fault.jumps !== undefined) {
      jumped = fault.jumps
      return call()
    }
    if (fault.between === true) {
      armed = null
      await between()
      return call()
    }
    if (fault.takesEffect) await call()
    throw fault.error()
  }

  /** A call of a place beside the database, while that is away. */
  async function unless<T>(place: Beside, call: () => Promise<T>): Promise<T> {
    if (armed?.fault.away !== place) return call()
    met = true
    throw armed.fault.error()
  }

  const stored = <T>(call: () => Promise<T>): Promise<T> => unless('documents', () => through(call))

  const { client } = sound
  const faulty: DatabaseClient = {
    execute: (statement) => through(() => client.execute(statement)),
    batch: (statements, mode) => through(() => client.batch(statements, mode)),
    executeMultiple: (sql) => through(() => client.executeMultiple(sql)),
    transaction: (mode) => client.transaction(mode),
    close: () => undefined,
  }
  return {
    database: { client: faulty },
    highWater: {
      read: () => through(() => mark.read()),
      write: (next) => through(() => mark.write(next)),
    },
    blobs: {
      put: (stream, options) => stored(() => blobs.put(stream, options)),
      open: (sha256, part) => stored(() => blobs.open(sha256, part)),
      delete: (sha256) => stored(() => blobs.delete(sha256)),
    },
    post: (url, body) => unless('witness', () => post(url, body)),
    arm(at, fault, between) {
      n = 0
      met = false
      jumped = 0
      armed = { at, fault, between }
    },
    disarm() {
      armed = null
      isDead = false
      jumped = 0
      return met
    },
    get jumped() {
      return jumped
    },
  }
}
