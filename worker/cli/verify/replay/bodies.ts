/** Bodies of a ledger against the digests in their envelopes, and those that are gone against the erasures. */
import { openedIn, UNSEALED, unsealedBy } from '../../../domain/kinds/unsealing/unsealing.ts'
import { checkBody } from '../../../ledger/body.ts'
import { type Json, parseCanonical } from '../../../ledger/canonical.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { sameJson } from '../difference.ts'
import type { Body } from '../source/source.ts'
import { nativeSha256 } from '../tree/hash.ts'
import type { Note } from './envelopes.ts'

export class Bodies {
  /** Public bodies that are gone, sealed ones that are not shown, and those that an erasure names. */
  readonly #missing = new Map<number, string>()
  readonly #sealed = new Set<number>()
  readonly #erased = new Set<number>()
  /** Digests of withheld entries, to which opened texts are held. */
  readonly #withheld = new Map<number, Envelope['body']>()
  readonly #showsSealed: boolean
  readonly #found: Note
  #count = 0

  /** @param showsSealed true where the source holds withheld bodies: then one that is gone is missing */
  constructor(showsSealed: boolean, note: Note) {
    this.#showsSealed = showsSealed
    this.#found = note
  }

  /** Number of bodies that were compared with their digests. */
  get count(): number {
    return this.#count
  }

  /** The content of an entry, if it is open here and is what the envelope commits to. */
  content(index: number, envelope: Envelope, body: Body | undefined): Json {
    if (envelope.visibility === 'sealed') this.#withheld.set(index, envelope.body)
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
    this.#count += 1
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
  noteErasure({ record }: Envelope): void {
    const target = /^era-(0|[1-9]\d*)$/.exec(record)?.[1]
    if (target !== undefined) this.#erased.add(Number(target))
  }

  /** Notes an opened text that is not the one to which the withheld entry has committed. */
  checkOpened(index: number, envelope: Envelope, body: Json): void {
    // Erased since, it says nothing any more.
    if (envelope.kind !== UNSEALED || body === null) return
    const target = unsealedBy(envelope.record) ?? -1
    const digest = this.#withheld.get(target)
    const sealed = { visibility: 'sealed', body: digest ?? '' } as const
    if (digest !== undefined && openedIn({ index, envelope, body }, target, sealed) !== null) return
    this.#found(
      'body',
      index,
      `第 ${index} 条账目公开的内容，不是账目 ${target} 当初记下而未公开的内容。`,
      `Entry ${index} opens a text that is not the one which entry ${target} had committed to and withheld.`,
      envelope.record,
    )
  }

  /** Notes bodies that are gone without an erasure, and those that an erasure left. @param size entries in all */
  finish(size: number): void {
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
      if (this.#missing.has(index) || this.#sealed.has(index) || index >= size) continue
      this.#found(
        'body',
        index,
        `第 ${index} 条账目已依法擦除，正文却仍在。`,
        `Entry ${index} was lawfully erased, but its body is still there.`,
      )
    }
  }
}
