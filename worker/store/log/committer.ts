/**
 * The one way into the ledger. While a commit is in flight the next submissions queue up and go together
 * (group commit). Safety comes from the database's unique keys and triggers alone: any number of
 * committers, in any number of processes, give one history.
 */

import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { digestBody, SALT_BYTES } from '../../ledger/body.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { type AtRest, sealBody } from '../at-rest.ts'
import type { Database } from '../database.ts'
import { pause } from '../pause.ts'
import { type Batch, buildBatch, type DraftToSubmit, type Submission } from './batch.ts'
import { type End, LedgerEnd, type Memory } from './end.ts'
import type { Head } from './head.ts'
import { closedBy, type Frozen, FrozenError, type Notary } from './notary.ts'
import {
  ConflictError,
  type Failure,
  FullError,
  failureOf,
  KeyReusedError,
  type Meter,
  UnavailableError,
} from './outcome.ts'
import { UnmetError, unmetOf } from './requirement.ts'
import { type Committed, findSubmission, takenRecord } from './submitted.ts'
import { isClosing, refuseTwins, type Waiting } from './waiting.ts'

/** Entries that go together at most: beyond this a larger batch gains nothing. */
const GROUP_ENTRIES = 512
const ATTEMPTS = 40
/** After so many conflicts that nobody in the group explains, each goes alone: one bad apple spoils only itself. */
const GROUP_ATTEMPTS = 8

/** True for what says nothing of the submission itself: the same one may be written later. */
const isPassing = (error: unknown): boolean =>
  error instanceof UnavailableError || error instanceof FullError || error instanceof FrozenError

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
  /** The end of the ledger that new entries join. */
  readonly end: LedgerEnd
  readonly #deps: CommitterDeps
  #queue: Waiting[] = []
  #running = false
  #full = false
  #meter: Meter | null = null

  constructor(deps: CommitterDeps) {
    this.#deps = deps
    this.end = new LedgerEnd(deps.database, deps.notary, deps.memory)
  }

  /** True if the last commit failed for want of room on the disk. */
  get full(): boolean {
    return this.#full
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

  async #run(): Promise<void> {
    this.#running = true
    try {
      while (this.#queue.length > 0) await this.end.alone(() => this.#commitGroup(this.#takeGroup()))
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
        const end = await this.end.view()
        const { frozen, ended } = this.end
        if (frozen !== null) throw new FrozenError(frozen)
        if (ended !== null) throw new FrozenError(closedBy(ended))
        const untimely = this.#deps.untimely?.(end.head.recorded) ?? null
        if (untimely !== null) throw untimely
        const batch = attempt < GROUP_ATTEMPTS || waiting.length === 1 ? this.#build(end, waiting) : null
        if (batch === null) return await this.#commitEach(waiting)
        const failed = await this.#write(batch)
        if (failed === null) {
          await this.#settle(waiting, batch)
          return
        }
        const { failure, error } = failed
        cause = error
        this.end.doubt()
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
  #build(end: End, waiting: readonly Waiting[]): Batch | null {
    try {
      return this.#batchOf(end, waiting)
    } catch (error) {
      if (waiting.length === 1) throw error
      return null
    }
  }

  #batchOf({ head, tree }: End, waiting: readonly Waiting[]): Batch {
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
    this.end.advance(batch)
    // What the ledger enters about its keys holds for the checkpoint over it.
    if (waiting.some(({ submission }) => submission.drafts.some(({ record }) => record === LEDGER)))
      await this.end.load()
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
    const { head } = await this.end.load()
    if (this.end.frozen !== null) throw new FrozenError(this.end.frozen)
    return { first, count, head, checkpoint: await this.#deps.notary.sign(head) }
  }

  /** Looks a key up before anything is decided, so that a repeated request gets its first answer. */
  async find(key: string, digest: string): Promise<Committed | null> {
    const found = await findSubmission(this.#deps.database, { key, digest })
    if (found === 'reused') throw new KeyReusedError('this idempotency key was used for another request')
    return found === null ? null : this.end.alone(() => this.#committed(found))
  }
}
