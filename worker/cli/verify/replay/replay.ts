/**
 * Replays the ledger with the same pure reducers that the server uses, and compares what comes out with what
 * is published. Takes the entries one by one, in order; keeps the place of each record, and so many states as a budget
 * of memory allows.
 */

import type { State } from '../../../domain/kinds/kinds.ts'
import { LEDGER, type LedgerState } from '../../../domain/kinds/ledger/ledger.ts'
import { applyEntry } from '../../../domain/kinds/replay.ts'
import { kindOfRecord, versionOf } from '../../../domain/kinds/table.ts'
import { memberOf } from '../../../domain/record/json.ts'
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
import { Places } from './places.ts'
import { type Left, States } from './states.ts'

const ERASED = 'entry.erased'

export class Replay {
  readonly #places = new Places()
  readonly #states: States
  readonly #compared: boolean[] = []
  readonly #signatures: Signatures
  readonly #others = new Others()
  readonly #findings: Finding[] = []
  readonly #most: number
  readonly #envelopes: Envelopes
  readonly #bodies: Bodies
  readonly #catalogues: Catalogues
  #size = 0
  /** Index of the entry that closed the ledger; null while it goes on. */
  #end: number | null = null

  /**
   * @param showsSealed whether the source holds withheld bodies: then one that is gone is missing
   * @param now the auditor's clock; null looks at no entry of the future
   * @param origin of the ledger, which departments sign beside the envelope
   * @param most how many findings are kept: the first ones say enough
   * @param from entries that were replayed before
   * @param budget of memory for states, in characters of bodies
   * @param earlier the record as it was left before those entries, by its id
   */
  constructor({
    showsSealed = false,
    now = null,
    origin = '',
    most = 100,
    from = 0,
    budget,
    earlier = () => null,
  }: {
    showsSealed?: boolean
    now?: Date | null
    origin?: string
    most?: number
    from?: number
    budget?: number | undefined
    earlier?: (id: string) => Left | null
  } = {}) {
    this.#most = most
    this.#signatures = new Signatures(origin)
    this.#states = new States({
      ...(budget === undefined ? {} : { budget }),
      earlier: (slot) => earlier(this.#places.idOf(slot)),
    })
    const note: Note = (part, index, zh, en, record, field) => this.#found(part, index, zh, en, record, field)
    this.#envelopes = new Envelopes(now, this.#places, note)
    this.#bodies = new Bodies(showsSealed, note)
    this.#catalogues = new Catalogues(note, from)
  }

  /**
   * Goes on from records that were replayed before, as a mirror keeps them.
   *
   * @param records their places, in the order of their first entries
   * @param earlier the record as these entries leave it, by its id
   * @param size entries that they take into account
   */
  static resume(
    records: Iterable<Omit<Replayed, 'state'> & { id: string }>,
    earlier: (id: string) => Left | null,
    size: number,
  ): Replay {
    const replay = new Replay({ from: size, earlier })
    for (const { id, seq, firstIndex, lastIndex, recorded } of records) {
      const slot = replay.#places.note(id, { index: lastIndex, seq, first: firstIndex })
      replay.#states.resume(slot)
      replay.#catalogues.resume({ record: id, index: lastIndex, seq })
      replay.#envelopes.resume(recorded)
    }
    replay.#size = size
    replay.#end = replay.ledger?.closed?.index ?? null
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
      ...this.#signatures.notes((id) => this.stateOf(id)),
      ...this.#others.notes(),
      ...this.#catalogues.notes(),
    ]
  }

  get records(): number {
    return this.#states.size
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
    const { seq, recorded } = envelope
    const slot = this.#places.note(envelope.record, { index, seq })
    const content = this.#bodies.content(index, envelope, body)
    this.#catalogues.take({ record: this.#places.idOf(slot), index, seq, recorded }, envelope.kind, content)
    this.#checkSignature(index, envelope)
    if (envelope.kind === ERASED) this.#bodies.noteErasure(envelope)
    const open = envelope.visibility === 'public' ? content : null
    this.#bodies.checkOpened(index, envelope, open)
    const state = applyEntry(this.#states.get(slot)?.state ?? null, { index, envelope, body: open })
    if (state === null) return
    this.#states.set(slot, { state, recorded }, body?.content?.length ?? 0)
    if (state.kind === 'ledger') this.#end = state.closed?.index ?? null
  }

  /** Lets go of what it has laid aside. */
  close(): void {
    this.#states.close()
  }

  /** Id of a record by its number, from 0, in the order of their first entries; empty when there is none. */
  idAt(n: number): string {
    return this.#places.idOf(n)
  }

  /** The state of a record; undefined when it has none. */
  stateOf(id: string): State | undefined {
    return this.#states.get(this.#places.slotOf(id))?.state
  }

  /** All records as their entries leave them, in the order of their first entries; none is kept in memory for it. */
  *left(): Generator<{ state: State; firstIndex: number; lastIndex: number }, void, undefined> {
    for (const [slot, state] of this.#states.each())
      yield { state, firstIndex: this.#places.firstOf(slot), lastIndex: this.#places.lastOf(slot) }
  }

  /** Notes the first entry behind the one that closes the ledger. */
  #checkEnd(index: number): void {
    const end = this.#end
    if (end === null || index !== end + 1) return
    this.#found(
      'envelope',
      index,
      `第 ${index} 条账目记在封账（第 ${end} 条）之后。`,
      `Entry ${index} stands behind the one that closed the ledger, ${end}.`,
    )
  }

  /** The ledger's own record as its entries leave it; null where there is none. */
  get ledger(): LedgerState | null {
    const state = this.stateOf(LEDGER)
    return state?.kind === 'ledger' ? state : null
  }

  /** Checks a signature by the keys that the department has registered so far. */
  #checkSignature(index: number, envelope: Envelope): void {
    const { department, sig } = envelope
    if (sig === undefined) return
    const state = department === null ? undefined : this.stateOf(department)
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
    const slot = this.#places.slotOf(published.id)
    if (slot !== undefined) this.#compared[slot] = true
    const replayed = this.#replayed(published.id)
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

  #replayed(id: string): Replayed | undefined {
    const slot = this.#places.slotOf(id)
    const left = this.#states.get(slot)
    if (left === undefined) return undefined
    return {
      ...{ state: left.state, recorded: left.recorded, seq: this.#places.seqOf(slot) },
      ...{ firstIndex: this.#places.firstOf(slot), lastIndex: this.#places.lastOf(slot) },
    }
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
    return this.#places.seqOf(this.#places.slotOf(id))
  }

  /** Index of the last entry of a record; -1 when there is none. */
  lastIndexOf(id: string): number {
    return this.#places.lastOf(this.#places.slotOf(id))
  }

  /**
   * Adds the findings that need the whole ledger: bodies that are gone without an erasure, records that are
   * not published.
   */
  finish(kinds: readonly string[] | null, counts: Counts | null): void {
    this.#bodies.finish(this.#size)
    for (let slot = 0; slot < this.#places.size; slot++) {
      const id = this.#places.idOf(slot)
      const kind = kindOfRecord(id)
      if (this.#compared[slot] === true || kind === null || !this.#states.has(slot)) continue
      if (kinds === null || kinds.includes(kind)) this.finishOne(id)
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
    const expected = countsOf(() => this.#states.all(), this.#size, counts.today)
    for (const [name, value] of Object.entries(expected)) {
      const shown = memberOf(counts, name)
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
