/**
 * The one way into the ledger. While a commit is in flight the next submissions queue up and go together
 * (group commit). Safety comes from the database's unique keys and triggers alone: any number of
 * committers, in any number of processes, give one history.
 */

import { type Closing, LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { digestBody, SALT_BYTES } from '../../ledger/body.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { LedgerKey } from '../../ledger/keys.ts'
import { type AtRest, sealBody } from '../at-rest.ts'
import type { Database } from '../database.ts'
import { numberOf } from '../database.ts'
import { pause } from '../pause.ts'
import { type Batch, buildBatch, type DraftToSubmit, readingOf, type Submission } from './batch.ts'
import { overtakenRecord } from './forget.ts'
import { type Head, loadFrontier, UNCHANGED } from './head.ts'
import {
  BROKEN_TREE,
  checkHistory,
  checkWitnesses,
  closedBy,
  type Frozen,
  FrozenError,
  type Notary,
} from './notary.ts'
import type { Meter } from './outcome.ts'
import { type Failure, failureOf } from './outcome.ts'
import { UnmetError, unmetOf } from './requirement.ts'
import { loadTiles } from './tree/tiles.ts'
import { Tree } from './tree/tree.ts'
import { overrule } from './witnesses.ts'

/** Entries that go together at most: beyond this a larger batch gains nothing. */
const GROUP_ENTRIES = 512
const ATTEMPTS = 40
/** After so many conflicts that nobody in the group explains, each goes alone: one bad apple spoils only itself. */
const GROUP_ATTEMPTS = 8

/** Place of a submission in the ledger, and the signed head that covers it. */
export interface Committed {
  first: number
  count: number
  head: Head
  checkpoint: string
  /** Leaf hashes of the entries; left out when they were recorded earlier. */
  leafHashes?: Uint8Array[]
}

/** Another writer was first on one of the records: load it again and decide again. */
export class ConflictError extends Error {
  override name = 'ConflictError'
  readonly record: string

  constructor(record: string) {
    super(`another entry of ${record} was recorded, or its content erased, first`)
    this.record = record
  }
}

/** The idempotency key was used before, for another request. */
export class KeyReusedError extends Error {
  override name = 'KeyReusedError'
}

/** Nothing was written: there is no room on the disk. */
export class FullError extends Error {
  override name = 'FullError'
}

/** Nothing was written, and trying again at once would not help. */
export class UnavailableError extends Error {
  override name = 'UnavailableError'
}

/**
 * The end of the ledger as it was last seen, kept by whoever makes a committer for each request. A head is never taken
 * from here for what is shown without asking the database whether it still is the last one.
 */
export interface Memory {
  seen: { head: Head; tree: Tree; keys: readonly LedgerKey[]; ended: Closing | null } | null
}

/** True for what says nothing of the submission itself: the same one may be written later. */
const isPassing = (error: unknown): boolean =>
  error instanceof UnavailableError || error instanceof FullError || error instanceof FrozenError

interface Waiting {
  submission: Submission
  resolve: (committed: Committed) => void
  reject: (reason: unknown) => void
}

export interface CommitterDeps {
  database: Database
  atRest: AtRest
  notary: Notary
  now: () => Date
  random: (bytes: number) => Uint8Array
  /** Memory of an earlier committer over the same database; kept up to date by this one. */
  memory?: Memory | undefined
  /** Reason for which nothing is ever appended, as in a mirror; left out elsewhere. */
  closed?: Frozen | undefined
  /**
   * Error for which no time is written just now, asked in the moment in which one is taken from the clock; null while
   * the clock is believed.
   *
   * @param recorded when the newest entry was recorded; null in an empty ledger
   */
  untimely?: (recorded: string | null) => Error | null
  /** Called after each durable commit, for what may follow behind: the search index, the checkpoint row. */
  onCommitted?: (head: Head, checkpoint: string) => void
}

export class Committer {
  readonly #deps: CommitterDeps
  #queue: Waiting[] = []
  #running = false
  #head: Head | null = null
  #tree: Tree | null = null
  #frozen: Frozen | null = null
  #ended: Closing | null = null
  #full = false
  #last: Promise<unknown> = Promise.resolve()
  #meter: Meter | null = null

  constructor(deps: CommitterDeps) {
    this.#deps = deps
    const { memory, database } = deps
    const seen = memory?.seen ?? null
    if (seen === null) return
    deps.notary.follow(seen.keys)
    this.#ended = seen.ended
    this.#head = seen.head
    this.#tree = seen.tree.readingFrom((tiles) => loadTiles(database, tiles))
  }

  /** Appends a submission; settles when it is durable, or when nothing of it was written. */
  async submit(given: Submission): Promise<Committed> {
    if (this.#deps.closed !== undefined) throw new FrozenError(this.#deps.closed)
    const { drafts } = given
    const submission = drafts.some(({ visibility }) => visibility === 'sealed')
      ? { ...given, drafts: await Promise.all(drafts.map((draft) => this.#sealed(draft))) }
      : given
    const settled = this.#meter?.submitted(drafts.length)
    const committed = new Promise<Committed>((resolve, reject) => {
      this.#queue.push({ submission, resolve, reject })
      if (!this.#running) void this.#run()
    })
    if (settled === undefined) return committed
    return committed.then(
      (done) => {
        settled('committed')
        return done
      },
      (error: unknown) => {
        settled(isPassing(error) ? 'failed' : 'refused')
        throw error
      },
    )
  }

  /** From now on, what is committed and tried again is measured. */
  measure(meter: Meter): void {
    this.#meter = meter
  }

  /** Submissions that wait for a commit. */
  get queued(): number {
    return this.#queue.length
  }

  /** Draft with its content sealed where it is withheld: it never comes to the database otherwise. */
  async #sealed(draft: DraftToSubmit): Promise<DraftToSubmit> {
    if (draft.visibility !== 'sealed') return draft
    const { atRest, random } = this.#deps
    const salt = draft.salt ?? random(SALT_BYTES)
    const content = canonicalJson(draft.body)
    const digest = toBase64(digestBody(salt, content))
    return { ...draft, salt, atRest: await sealBody(atRest, { content, salt }, digest) }
  }

  /** The tree as this committer last saw it; reads it from the database when it has not yet. */
  async tree(): Promise<{ head: Head; tree: Tree }> {
    return this.#known() ?? this.#alone(() => this.#view())
  }

  /** Looks again, in one round trip: another process may have written. */
  refresh(): Promise<{ head: Head; tree: Tree }> {
    return this.#alone(() => this.#load(this.#known()))
  }

  /**
   * Looks again at all that says whether the ledger may sign: marks and answers of witnesses, also where the ledger has
   * not grown.
   *
   * @returns the reason not to sign; null when there is none
   */
  async recheck(): Promise<Frozen | null> {
    await this.#alone(() => this.#load())
    return this.#frozen
  }

  /**
   * Takes the ledger as it is committed for all that was ever signed, on the word of the operator; an unreadable
   * mark is kept aside by whoever keeps marks.
   */
  accept(): Promise<Head> {
    return this.#alone(async () => {
      const { head } = await this.#load()
      await this.#deps.notary.accept(head)
      await overrule(this.#deps.database, head.size)
      return (await this.#load()).head
    })
  }

  /** One at a time: a head that was read before a commit must not take the place of the one after it. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work)
    this.#last = result.catch(() => undefined)
    return result
  }

  #known(): { head: Head; tree: Tree } | null {
    return this.#head === null || this.#tree === null ? null : { head: this.#head, tree: this.#tree }
  }

  async #view(): Promise<{ head: Head; tree: Tree }> {
    return this.#known() ?? this.#load()
  }

  /** The size of the ledger as it was last seen; null when it was not. */
  get expected(): number | null {
    return this.#head?.size ?? null
  }

  /** Reason for which nothing is signed; null while all is well. */
  get frozen(): Frozen | null {
    return this.#frozen
  }

  /** The end of the ledger, as of the last look at it; null while entries are recorded. */
  get ended(): Closing | null {
    return this.#ended
  }

  /** True if the last commit failed for want of room on the disk. */
  get full(): boolean {
    return this.#full
  }

  /** @param known what is taken as it is when the ledger has not grown beyond it */
  async #load(known: { head: Head; tree: Tree } | null = null): Promise<{ head: Head; tree: Tree }> {
    const { database, notary } = this.#deps
    // The mark comes first: another process may commit in between, and then the head is beyond the mark.
    let mark = await notary.mark()
    const loaded = known === null ? null : await loadFrontier(database, known.head)
    if (known !== null && loaded === UNCHANGED) return known
    const { head, frontier, broken, witnessed, keys, ended } =
      loaded === null || loaded === UNCHANGED ? await loadFrontier(database) : loaded
    notary.follow(keys)
    this.#ended = ended
    if (mark === 'absent') {
      // A new ledger gets its mark before its first entry: from then on, absent is not zero.
      if (head.size === 0) await notary.accept(head)
      else mark = await notary.mark()
    }
    this.#frozen = broken
      ? BROKEN_TREE
      : ((await notary.standing(head)) ??
        (await checkHistory(database, head, mark)) ??
        checkWitnesses(head, witnessed))
    if (this.#tree === null) this.#tree = new Tree(frontier, (tiles) => loadTiles(database, tiles))
    else this.#tree.advance(frontier)
    this.#head = head
    this.#remember()
    return { head, tree: this.#tree }
  }

  /**
   * Keeps what the next committer may know. Of a ledger that may not sign, nothing is kept: each looks for
   * itself.
   */
  #remember(): void {
    const { memory, notary } = this.#deps
    const known = this.#frozen === null ? this.#known() : null
    if (memory !== undefined)
      memory.seen = known === null ? null : { ...known, keys: notary.keys, ended: this.#ended }
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      while (this.#queue.length > 0) await this.#alone(() => this.#commitGroup(this.#takeGroup()))
    } finally {
      this.#running = false
    }
  }

  #takeGroup(): Waiting[] {
    let entries = 0
    const end = this.#queue.findIndex((waiting, i) => {
      entries += waiting.submission.drafts.length
      return i > 0 && entries > GROUP_ENTRIES
    })
    return this.#queue.splice(0, end === -1 ? this.#queue.length : end)
  }

  async #commitGroup(group: Waiting[]): Promise<void> {
    // Nothing goes in behind the entry that closes a ledger, also not with it.
    if (group.length > 1 && group.some(isClosing)) return this.#commitEach(group)
    let waiting = refuseTwins(group)
    let cause: unknown
    try {
      for (let attempt = 0; attempt < ATTEMPTS && waiting.length > 0; attempt++) {
        const { head, tree } = await this.#view()
        if (this.#frozen !== null) throw new FrozenError(this.#frozen)
        if (this.#ended !== null) throw new FrozenError(closedBy(this.#ended))
        const untimely = this.#deps.untimely?.(head.recorded) ?? null
        if (untimely !== null) throw untimely
        const batch =
          attempt < GROUP_ATTEMPTS || waiting.length === 1 ? this.#build(head, tree, waiting) : null
        if (batch === null) return await this.#commitEach(waiting)
        const failed = await this.#write(batch)
        if (failed === null) {
          await this.#settle(waiting, batch)
          return
        }
        const { failure, error } = failed
        cause = error
        this.#head = null
        this.#meter?.retried(failure)
        if (failure === 'full') throw new FullError('no room on the disk', { cause })
        if (attempt > 0 || failure === 'busy') await pause(this.#deps.random, attempt)
        if (failure !== 'busy') waiting = await this.#sortOut(waiting, failure)
      }
      if (waiting.length > 0) throw new UnavailableError('nothing was written', { cause })
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }

  async #commitEach(waiting: readonly Waiting[]): Promise<void> {
    for (const one of waiting) await this.#commitGroup([one])
  }

  /** @returns null when the group cannot be written as one because something in it can never be written */
  #build(head: Head, tree: Tree, waiting: readonly Waiting[]): Batch | null {
    try {
      return this.#batchOf(head, tree, waiting)
    } catch (error) {
      if (waiting.length === 1) throw error
      return null
    }
  }

  #batchOf(head: Head, tree: Tree, waiting: readonly Waiting[]): Batch {
    const now = this.#deps.now().toISOString()
    const recorded = head.recorded !== null && head.recorded > now ? head.recorded : now
    return buildBatch(
      head,
      tree.frontier,
      waiting.map(({ submission }) => submission),
      recorded,
      this.#deps.random,
    )
  }

  async #write(batch: Batch): Promise<{ failure: Failure; error: unknown } | null> {
    try {
      await this.#deps.database.client.batch(batch.statements, 'write')
      this.#full = false
      return null
    } catch (error) {
      const failure = failureOf(error)
      this.#full = failure === 'full'
      return { failure, error }
    }
  }

  async #settle(waiting: readonly Waiting[], batch: Batch): Promise<void> {
    this.#head = batch.head
    this.#tree?.advance(batch.frontier, batch.fullTiles)
    this.#remember()
    // What the ledger enters about its keys holds for the checkpoint over it.
    if (waiting.some(({ submission }) => submission.drafts.some(({ record }) => record === LEDGER)))
      await this.#load()
    const checkpoint = await this.#deps.notary.sign(batch.head)
    waiting.forEach(({ submission, resolve }, i) => {
      const first = batch.firsts[i] ?? 0
      const count = submission.drafts.length
      const from = first - batch.leafHashes.first
      const leafHashes = batch.leafHashes.hashes.slice(from, from + count)
      resolve({ first, count, head: batch.head, checkpoint, leafHashes })
    })
    this.#deps.onCommitted?.(batch.head, checkpoint)
  }

  /**
   * After a failed batch: what is there by its key was written (a repeated request, or an answer that
   * was lost on the way); what meets a taken (record, seq) must be decided again; the rest tries again.
   */
  async #sortOut(waiting: readonly Waiting[], failure: 'conflict' | 'unknown'): Promise<Waiting[]> {
    const remaining: Waiting[] = []
    for (const one of waiting) {
      const { submission, resolve, reject } = one
      const found = await findSubmission(this.#deps.database, submission)
      if (found === 'reused') reject(new KeyReusedError('this idempotency key was used for another request'))
      else if (found !== null) resolve(await this.#committed(found))
      else {
        const taken = failure === 'conflict' ? await takenRecord(this.#deps.database, submission) : null
        const unmet =
          failure === 'conflict' ? await unmetOf(this.#deps.database, submission.requires ?? []) : null
        if (unmet !== null) reject(new UnmetError(unmet.what))
        else if (taken === null) remaining.push(one)
        else reject(new ConflictError(taken))
      }
    }
    return remaining
  }

  /** A submission that is already in the ledger, under the head as it is now. */
  async #committed({ first, count }: { first: number; count: number }): Promise<Committed> {
    const { head } = await this.#load()
    if (this.#frozen !== null) throw new FrozenError(this.#frozen)
    return { first, count, head, checkpoint: await this.#deps.notary.sign(head) }
  }

  /** Looks a key up before anything is decided, so that a repeated request gets its first answer. */
  async find(key: string, digest: string): Promise<Committed | null> {
    const found = await findSubmission(this.#deps.database, { key, digest })
    if (found === 'reused') throw new KeyReusedError('this idempotency key was used for another request')
    return found === null ? null : this.#alone(() => this.#committed(found))
  }
}

/** True for a submission that closes the ledger. */
const isClosing = ({ submission }: Waiting): boolean =>
  submission.drafts.some(({ record, kind }) => record === LEDGER && kind === 'ledger.closed')

/**
 * Two submissions of one group on the same (record, seq), or on a record of which one erases content: the later one
 * must be decided again.
 */
function refuseTwins(group: readonly Waiting[]): Waiting[] {
  const taken = new Set<string>()
  const shared = new Set<string>()
  const touched = new Set<string>()
  const erased = new Set<string>()
  return group.filter(({ submission, reject }) => {
    const { records } = readingOf(submission)
    const gone = submission.erased?.map(({ record }) => record) ?? []
    const overtaken = records.find((one) => erased.has(one)) ?? gone.find((one) => touched.has(one))
    if (overtaken !== undefined) {
      reject(new ConflictError(overtaken))
      return false
    }
    const known = submission.requires?.find(
      ({ what, shared: isShared }) => taken.has(what) || (isShared !== true && shared.has(what)),
    )
    if (known !== undefined) {
      reject(new UnmetError(known.what))
      return false
    }
    const requires = (submission.requires ?? []).flatMap((one) => (one.shared === true ? [] : [one.what]))
    const places = [
      submission.key,
      ...requires,
      ...submission.drafts.map(({ record, seq }) => `${record} ${seq}`),
    ]
    const twin = submission.drafts.find(({ record, seq }) => taken.has(`${record} ${seq}`))
    if (twin !== undefined || taken.has(submission.key)) {
      reject(new ConflictError(twin?.record ?? submission.key))
      return false
    }
    for (const place of places) taken.add(place)
    for (const one of submission.requires ?? []) if (one.shared === true) shared.add(one.what)
    for (const one of records) touched.add(one)
    for (const one of gone) erased.add(one)
    return true
  })
}

async function findSubmission(
  { client }: Database,
  { key, digest }: Pick<Submission, 'key' | 'digest'>,
): Promise<{ first: number; count: number } | 'reused' | null> {
  const { rows } = await client.execute({
    sql: 'SELECT digest, first, count FROM submission WHERE key = ?',
    args: [key],
  })
  const row = rows[0]
  if (row === undefined) return null
  return row.digest === digest ? { first: numberOf(row.first), count: numberOf(row.count) } : 'reused'
}

async function takenRecord(database: Database, submission: Submission): Promise<string | null> {
  const { client } = database
  for (const { record, seq } of submission.drafts) {
    const { rows } = await client.execute({
      sql: 'SELECT 1 FROM entry WHERE record = ? AND seq = ?',
      args: [record, seq],
    })
    if (rows.length > 0) return record
  }
  return overtakenRecord(database, readingOf(submission))
}
