/**
 * Replays the ledger with the same pure reducers that the server uses, and compares what comes out with what
 * is published. Takes the entries one by one, in order; keeps one state per record and nothing else.
 */

import { LEDGER, type LedgerState } from '../../../domain/kinds/ledger/ledger.ts'
import { applyEntry } from '../../../domain/kinds/replay.ts'
import { versionOf } from '../../../domain/kinds/table.ts'
import { canonicalJson } from '../../../ledger/canonical.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import type { Words } from '../../shell/usage.ts'
import { countsOf } from '../counts.ts'
import { differenceOf, placeDifferenceOf, type Replayed } from '../difference.ts'
import { type Finding, finding } from '../finding.ts'
import { Others } from '../others.ts'
import { Signatures } from '../signatures.ts'
import type { Body, Counts, Published, Source } from '../source/source.ts'
import { Bodies } from './bodies.ts'
import { Catalogues } from './catalogues.ts'
import { Envelopes, type Note } from './envelopes.ts'

const ERASED = 'entry.erased'

export class Replay {
  readonly #records = new Map<string, Replayed>()
  readonly #compared = new Set<string>()
  readonly #signatures: Signatures
  readonly #others = new Others()
  readonly #findings: Finding[] = []
  readonly #most: number
  readonly #envelopes: Envelopes
  readonly #bodies: Bodies
  readonly #catalogues: Catalogues
  #size = 0

  /**
   * @param showsSealed whether the source holds withheld bodies: then one that is gone is missing
   * @param now the auditor's clock; null looks at no entry of the future
   * @param origin of the ledger, which departments sign beside the envelope
   * @param most how many findings are kept: the first ones say enough
   * @param from entries that were replayed before
   */
  constructor({
    showsSealed = false,
    now = null,
    origin = '',
    most = 100,
    from = 0,
  }: {
    showsSealed?: boolean
    now?: Date | null
    origin?: string
    most?: number
    from?: number
  } = {}) {
    this.#most = most
    this.#signatures = new Signatures(origin)
    const note: Note = (part, index, zh, en, record, field) => this.#found(part, index, zh, en, record, field)
    this.#envelopes = new Envelopes(now, note)
    this.#bodies = new Bodies(showsSealed, note)
    this.#catalogues = new Catalogues(note, from)
  }

  /**
   * Goes on from records that were replayed before, as a mirror keeps them.
   *
   * @param size entries that they take into account
   */
  static resume(records: Iterable<readonly [id: string, replayed: Replayed]>, size: number): Replay {
    const replay = new Replay({ from: size })
    for (const [id, replayed] of records) {
      replay.#records.set(id, replayed)
      replay.#catalogues.resume({ record: id, index: replayed.lastIndex, seq: replayed.seq })
      replay.#envelopes.resume(id, replayed.seq, replayed.recorded)
    }
    replay.#size = size
    return replay
  }

  get size(): number {
    return this.#size
  }

  /** Number of bodies that were compared with their digests. */
  get bodies(): number {
    return this.#bodies.count
  }

  /** Number of signatures of departments that hold. */
  get signatures(): number {
    return this.#signatures.count
  }

  /** Number of stored records that other code derived: they wait to be derived again. */
  get waiting(): number {
    return this.#others.stored
  }

  /**
   * Remarks that are no fault but must be said: signatures by keys that were revoked, records that other code
   * derived.
   */
  notes(): Words[] {
    return [
      ...this.#signatures.notes((id) => this.#records.get(id)?.state),
      ...this.#others.notes(),
      ...this.#catalogues.notes(),
    ]
  }

  get records(): number {
    return this.#records.size
  }

  /** Number of catalogues of records that agree with the entries, or were found not to. */
  get catalogues(): number {
    return this.#catalogues.count
  }

  /** All findings so far. */
  get findings(): readonly Finding[] {
    return this.#findings
  }

  /**
   * Takes the next entry.
   *
   * @param leaf as the log has it; null when the log and the source are the same rows
   * @param body undefined when the source shows nothing beside the log
   */
  take(index: number, leaf: Uint8Array | null, body: Body | undefined): void {
    this.#size = index + 1
    this.#checkEnd(index)
    const hashed = leaf ?? body?.leaf
    const envelope = hashed === undefined ? null : this.#envelopes.open(index, hashed)
    if (envelope === null) return
    if (body !== undefined) this.#envelopes.checkColumns(index, envelope, body, hashed)
    const content = this.#bodies.content(index, envelope, body)
    this.#catalogues.take(index, envelope, content)
    this.#checkSignature(index, envelope)
    if (envelope.kind === ERASED) this.#bodies.noteErasure(envelope)
    const open = envelope.visibility === 'public' ? content : null
    this.#bodies.checkOpened(index, envelope, open)
    const before = this.#records.get(envelope.record)
    const state = applyEntry(before?.state ?? null, { index, envelope, body: open })
    if (state === null) return
    this.#records.set(envelope.record, {
      state,
      seq: envelope.seq,
      firstIndex: before?.firstIndex ?? index,
      lastIndex: index,
      recorded: envelope.recorded,
    })
  }

  /** Notes the first entry behind the one that closes the ledger. */
  #checkEnd(index: number): void {
    const end = this.ledger?.closed?.index
    if (end === undefined || index !== end + 1) return
    this.#found(
      'envelope',
      index,
      `第 ${index} 条账目记在封账（第 ${end} 条）之后。`,
      `Entry ${index} stands behind the one that closed the ledger, ${end}.`,
    )
  }

  /** The ledger's own record as its entries leave it; null where there is none. */
  get ledger(): LedgerState | null {
    const state = this.#records.get(LEDGER)?.state
    return state?.kind === 'ledger' ? state : null
  }

  /** Checks a signature by the keys that the department has registered so far. */
  #checkSignature(index: number, envelope: Envelope): void {
    const { department } = envelope
    const state = department === null ? undefined : this.#records.get(department)?.state
    const found = this.#signatures.check(index, envelope, state)
    if (found !== null && this.#findings.length < this.#most) this.#findings.push(found)
  }

  /**
   * Compares a published record with the replayed one. What is stored of other code is never shown to anybody: of
   * it only the place is held against the entries, and what else differs is told. What a site shows that runs other
   * code must agree in all that both derive.
   *
   * @returns true when they agree
   */
  compare(published: Published, records: Source['records'] = 'shown'): boolean {
    this.#compared.add(published.id)
    const replayed = this.#records.get(published.id)
    const field = replayed === undefined ? 'id' : this.#difference(replayed, published, records)
    if (field === null) return true
    const index = replayed?.lastIndex ?? null
    this.#found(
      'record',
      index,
      `记录 ${published.id}（${published.title}）的 ${field} 与账目重放的结果不同。`,
      `The record ${published.id} (${published.title}) differs from what its entries give, in ${field}.`,
      published.id,
      field,
    )
    return false
  }

  #difference(replayed: Replayed, published: Published, records: Source['records']): string | null {
    const { derived } = published
    if (derived === versionOf(replayed.state.kind)) return differenceOf(replayed, published)
    if (records === 'shown') return this.#others.differenceShown(replayed, published)
    this.#others.noteStored(published.id, differenceOf(replayed, published))
    return placeDifferenceOf(replayed, published)
  }

  /** Number of entries of a record; 0 when there is none. */
  seqOf(id: string): number {
    return this.#records.get(id)?.seq ?? 0
  }

  /** Index of the last entry of a record; -1 when there is none. */
  lastIndexOf(id: string): number {
    return this.#records.get(id)?.lastIndex ?? -1
  }

  /**
   * Adds the findings that need the whole ledger: bodies that are gone without an erasure, records that are
   * not published.
   */
  finish(kinds: readonly string[] | null, counts: Counts | null): void {
    this.#bodies.finish(this.#size)
    for (const [id, { state }] of this.#records) {
      if (this.#compared.has(id) || (kinds !== null && !kinds.includes(state.kind))) continue
      this.finishOne(id)
    }
    if (counts !== null) this.#compareCounts(counts)
  }

  /** Notes a record that is not published. */
  finishOne(id: string): void {
    this.#found(
      'record',
      this.lastIndexOf(id),
      `账目中有记录 ${id}，公布的内容里却没有。`,
      `The entries give the record ${id}, but it is not published.`,
      id,
      'id',
    )
  }

  #compareCounts(counts: Counts): void {
    const states = [...this.#records.values()].map(({ state }) => state)
    const expected = countsOf(states, this.#size, counts.today)
    for (const [name, value] of Object.entries(expected)) {
      const shown: unknown = Object.entries(counts).find(([key]) => key === name)?.[1]
      if (canonicalJson(shown) === canonicalJson(value)) continue
      this.#found(
        'record',
        null,
        `公布的统计数 ${name} 与账目重放的结果不同。`,
        `The published figure ${name} differs from what the entries give.`,
        undefined,
        name,
      )
    }
  }

  #found(
    part: 'envelope' | 'body' | 'record',
    index: number | null,
    zh: string,
    en: string,
    record?: string,
    field?: string,
  ): void {
    if (this.#findings.length >= this.#most) return
    this.#findings.push(finding(part, { zh, en }, { index, record, field }))
  }
}
