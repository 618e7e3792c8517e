/**
 * Replays the ledger with the same pure reducers that the server uses, and compares what comes out with what
 * is published. Takes the entries one by one, in order; keeps one state per record and nothing else.
 */

import { applyEntry } from '../../domain/kinds/replay.ts'
import { versionOf } from '../../domain/kinds/table.ts'
import { checkBody } from '../../ledger/body.ts'
import { equal } from '../../ledger/bytes.ts'
import { canonicalJson, type Json, parseCanonical } from '../../ledger/canonical.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { Words } from '../shell/usage.ts'
import { countsOf } from './counts.ts'
import { differenceOf, placeDifferenceOf, type Replayed, sameJson } from './difference.ts'
import { type Finding, finding } from './finding.ts'
import { nativeSha256 } from './hash.ts'
import { Others } from './others.ts'
import { Signatures } from './signatures.ts'
import type { Body, Counts, Published, Source } from './source/source.ts'

const ERASED = 'entry.erased'

/** Milliseconds by which the clock of a ledger may be ahead of the auditor's. */
const AHEAD = 3_600_000

export class Replay {
  readonly #records = new Map<string, Replayed>()
  readonly #seqs = new Map<string, number>()
  /** Public bodies that are gone, sealed ones that are not shown, and those that an erasure names. */
  readonly #missing = new Map<number, string>()
  readonly #sealed = new Set<number>()
  readonly #erased = new Set<number>()
  readonly #compared = new Set<string>()
  readonly #signatures = new Signatures()
  readonly #others = new Others()
  readonly #findings: Finding[] = []
  readonly #most: number
  readonly #showsSealed: boolean
  /** An entry recorded later than this is of the future. */
  readonly #latest: string | null
  #future = false
  #recorded = ''
  #size = 0
  #bodies = 0

  /**
   * @param showsSealed whether the source holds withheld bodies: then one that is gone is missing
   * @param now the auditor's clock; null looks at no entry of the future
   * @param most how many findings are kept: the first ones say enough
   */
  constructor({
    showsSealed = false,
    now = null,
    most = 100,
  }: {
    showsSealed?: boolean
    now?: Date | null
    most?: number
  } = {}) {
    this.#most = most
    this.#showsSealed = showsSealed
    this.#latest = now === null ? null : new Date(now.getTime() + AHEAD).toISOString()
  }

  /**
   * Goes on from records that were replayed before, as a mirror keeps them.
   *
   * @param size entries that they take into account
   */
  static resume(records: Iterable<readonly [id: string, replayed: Replayed]>, size: number): Replay {
    const replay = new Replay()
    for (const [id, replayed] of records) {
      replay.#records.set(id, replayed)
      replay.#seqs.set(id, replayed.seq)
      if (replayed.recorded > replay.#recorded) replay.#recorded = replayed.recorded
    }
    replay.#size = size
    return replay
  }

  get size(): number {
    return this.#size
  }

  /** Number of bodies that were compared with their digests. */
  get bodies(): number {
    return this.#bodies
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
    return [...this.#signatures.notes((id) => this.#records.get(id)?.state), ...this.#others.notes()]
  }

  get records(): number {
    return this.#records.size
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
    const hashed = leaf ?? body?.leaf
    const envelope = hashed === undefined ? null : this.#open(index, hashed)
    if (envelope === null) return
    if (body !== undefined) this.#checkColumns(index, envelope, body, hashed)
    const content = this.#content(index, envelope, body)
    this.#checkSignature(index, envelope)
    if (envelope.kind === ERASED) this.#noteErasure(envelope)
    const open = envelope.visibility === 'public' ? content : null
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

  #open(index: number, leaf: Uint8Array): Envelope | null {
    let envelope: Envelope
    try {
      envelope = parseLeaf(leaf)
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目的信封不合格式。`,
        `The envelope of entry ${index} is not well formed: ${error.message}`,
      )
      return null
    }
    const { record, seq, recorded } = envelope
    const due = (this.#seqs.get(record) ?? 0) + 1
    if (seq !== due) {
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目在 ${record} 中的序号是 ${seq}，应为 ${due}。`,
        `Entry ${index} is number ${seq} of ${record}; ${due} was due.`,
        record,
      )
    }
    this.#seqs.set(record, seq)
    if (recorded < this.#recorded) {
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目的入账时间早于前一条。`,
        `Entry ${index} was recorded before the entry that precedes it.`,
        record,
      )
    }
    this.#recorded = recorded
    if (this.#latest !== null && recorded > this.#latest && !this.#future) {
      // The first says enough: the clock of a ledger never goes back, so all later ones are of the future as well.
      this.#future = true
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目的入账时间 ${recorded} 在将来：账本的时钟走快过。`,
        `Entry ${index} was recorded at ${recorded}, which is in the future: the clock of the ledger was ahead.`,
        record,
      )
    }
    return envelope
  }

  /** Checks a signature by the keys that the department has registered so far. */
  #checkSignature(index: number, envelope: Envelope): void {
    const { department } = envelope
    const state = department === null ? undefined : this.#records.get(department)?.state
    const found = this.#signatures.check(index, envelope, state)
    if (found !== null && this.#findings.length < this.#most) this.#findings.push(found)
  }

  /** Compares the columns beside the log with the leaf, which they must repeat. */
  #checkColumns(
    index: number,
    envelope: Envelope,
    { leaf, columns }: Body,
    hashed: Uint8Array | undefined,
  ): void {
    const { record, seq, kind, department } = envelope
    const same =
      columns.record === record &&
      columns.seq === seq &&
      columns.kind === kind &&
      columns.department === department
    if (same && (hashed === undefined || equal(leaf, hashed))) return
    this.#found(
      'envelope',
      index,
      `第 ${index} 条账目在账本之外的展示与信封不符。`,
      `Entry ${index} is shown otherwise than its envelope says.`,
      record,
    )
  }

  /** The content of an entry, if it is open here and is what the envelope commits to. */
  #content(index: number, envelope: Envelope, body: Body | undefined): Json {
    if (body?.content == null || body.salt === null) {
      const isMissing = envelope.visibility === 'public' || (this.#showsSealed && body?.locked !== true)
      if (isMissing) this.#missing.set(index, envelope.record)
      else this.#sealed.add(index)
      return null
    }
    const { salt, content } = body
    let holds = false
    try {
      holds = checkBody(envelope, salt, content, nativeSha256)
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error
    }
    if (!holds) {
      this.#found(
        'body',
        index,
        `第 ${index} 条账目的正文与信封中的摘要不符。`,
        `The body of entry ${index} does not give the digest in its envelope.`,
        envelope.record,
      )
      return null
    }
    this.#bodies += 1
    try {
      const read = parseCanonical(content)
      if (body.shown === undefined || sameJson(body.shown, read)) return read
      this.#found(
        'body',
        index,
        `第 ${index} 条账目另外展示的正文与入账的不同。`,
        `Entry ${index} is shown with another body than the one that was recorded.`,
        envelope.record,
      )
      return read
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error
      this.#found(
        'body',
        index,
        `第 ${index} 条账目的正文不是规范 JSON。`,
        `The body of entry ${index} is not canonical JSON.`,
        envelope.record,
      )
      return null
    }
  }

  /** An erasure has the id of the entry it takes away in its own: `era-<index>`. */
  #noteErasure({ record }: Envelope): void {
    const target = /^era-(0|[1-9]\d*)$/.exec(record)?.[1]
    if (target !== undefined) this.#erased.add(Number(target))
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

  /** Index of the last entry of a record; -1 when there is none. */
  lastIndexOf(id: string): number {
    return this.#records.get(id)?.lastIndex ?? -1
  }

  /**
   * Adds the findings that need the whole ledger: bodies that are gone without an erasure, records that are
   * not published.
   */
  finish(kinds: readonly string[] | null, counts: Counts | null): void {
    for (const [index, record] of this.#missing) {
      if (this.#erased.has(index)) continue
      this.#found(
        'body',
        index,
        `第 ${index} 条账目的正文不见了，也没有擦除账目说明。`,
        `The body of entry ${index} is gone, and no erasure says why.`,
        record,
      )
    }
    for (const index of this.#erased) {
      if (this.#missing.has(index) || this.#sealed.has(index) || index >= this.#size) continue
      this.#found(
        'body',
        index,
        `第 ${index} 条账目已依法擦除，正文却仍在。`,
        `Entry ${index} was lawfully erased, but its body is still there.`,
      )
    }
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
