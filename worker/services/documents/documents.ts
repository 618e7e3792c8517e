/**
 * Documents, named by their SHA-256. A document has the visibility of what names it: everybody reads what a public
 * entry names; what withheld entries alone name, those who may read one of them, and each look is noted; what no
 * entry names yet, the department that sent it. What only erased entries named is gone.
 */
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { codesOf, erasureGrounds } from '../../domain/record/vocabulary.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import {
  BlobBroken,
  BlobMismatch,
  type BlobStore,
  isDigest,
  orAway,
  type Part,
  peek,
} from '../../store/blobs/blobs.ts'
import { sweepDocuments } from '../../store/blobs/sweep.ts'
import * as stored from '../../store/documents.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Access } from '../accounts/access-log.ts'
import type { Ledger } from '../open.ts'
import { maySeeSealed } from '../read/sealed.ts'
import { type Caller, requireRight } from '../roles.ts'
import { type MediaType, mediaTypeOf } from './media.ts'
import { beyond, QUOTAS, type Quotas } from './quota.ts'

export { BlobTooLarge, isDigest, type Part } from '../../store/blobs/blobs.ts'
export { documentsIn } from '../../store/documents.ts'
export type { MediaType } from './media.ts'

/** Largest document in bytes. */
export const MOST_BYTES = 50 * 1024 * 1024

/** SHA-256 of no bytes at all. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const SNIFFED_BYTES = 1024
const DAY = 86_400_000
/** Entries that are looked at for who may read a document. */
const MOST_NAMINGS = 1000

export interface OpenDocument {
  /** To be read to its end or cancelled. */
  stream: ReadableStream<Uint8Array>
  /** Size of the whole document, in bytes. */
  bytes: number
  /** Type as the bytes themselves show it. */
  mediaType: MediaType
}

/** A document that the caller may read. */
export interface FoundDocument {
  /** True for a document that everybody may read. */
  isPublic: boolean
  bytes: number
  mediaType: MediaType
  open(part?: Part): Promise<OpenDocument>
}

/** Reading of documents that the public sent for a record; null for whoever may not, and of what it does not name. */
export interface OfPublic {
  isRecord(account: string): boolean
  look(
    record: string,
    sha256: string,
    caller: Caller | null,
    request: string,
  ): Promise<{ isPublic: boolean } | null>
}

export type Documents = ReturnType<typeof createDocuments>

/** @param place where the bytes are kept; null when this ledger keeps digests alone */
export function createDocuments(
  ledger: Ledger,
  place: BlobStore | null,
  access: Access,
  quotas: Pick<Quotas, 'account' | 'department'> = QUOTAS,
  ofPublic: OfPublic = { isRecord: () => false, look: async () => null },
) {
  const blobs = place === null ? null : orAway(place)
  const { database } = ledger
  const tomorrow = () => new Date(ledger.now().getTime() + DAY).toISOString()

  /** @throws Problem `quota_reached`; what was kept for the document is then given up again */
  async function requireRoom(row: Pick<stored.StoredDocument, 'sha256' | 'account' | 'department'>) {
    const { account, department } = row
    // The row of this document is counted: two that are sent at once do not both get the last place.
    const found =
      beyond('account', quotas.account, await stored.usageOf(database, 'account', account)) ??
      (department === null
        ? null
        : beyond('department', quotas.department, await stored.usageOf(database, 'department', department)))
    if (found === null) return
    await stored.release(database, row)
    throw found
  }

  /**
   * Guard of reading a document.
   *
   * @throws Problem `gone` for what was lawfully erased; `not_found` for anything else, held here or not:
   * whether a paper is held under seal is no business of whoever asks
   */
  async function requireReadable(
    caller: Caller | null,
    sha256: string,
    request: string,
  ): Promise<{ isPublic: boolean }> {
    const sent = await stored.sendersOf(database, sha256)
    for (const { account } of sent.filter((one) => ofPublic.isRecord(one.account))) {
      const found = await ofPublic.look(account, sha256, caller, request)
      if (found !== null) return found
    }
    const senders = sent.filter(({ account }) => !ofPublic.isRecord(account))
    // What the public alone has sent is opened by nothing that anybody writes.
    const isOfPublic = sent.length > 0 && senders.length === 0
    const all = await stored.namingsOf(database, sha256, MOST_NAMINGS)
    const namings = all.filter(
      ({ standing, envelope }) => standing === 'gone' || (!isOfPublic && mayName(envelope, senders)),
    )
    if (namings.some(({ standing }) => standing === 'public')) return { isPublic: true }
    const sealed = namings.filter(({ standing }) => standing === 'sealed')
    const seen = sealed.find(({ envelope }) => caller !== null && maySeeSealed(caller, envelope))
    if (caller !== null && seen !== undefined) {
      await access.note(caller.account, 'read_document', String(seen.entry), request)
      return { isPublic: false }
    }
    if (sealed.length > 0) throw notHeld(sha256)
    const own = senders.some(
      ({ account, department, expires }) =>
        caller !== null &&
        expires !== '' &&
        (account === caller.account || (department !== null && department === caller.department)),
    )
    if (own) return { isPublic: false }
    const gone = namings.find(
      ({ envelope }) =>
        envelope.visibility === 'public' || (caller !== null && maySeeSealed(caller, envelope)),
    )
    if (gone !== undefined) throw await goneBy(gone.entry)
    throw notHeld(sha256)
  }

  /** Problem for a document that is gone: the entry, the reason and the authority of its erasure. */
  async function goneBy(entry: number): Promise<Problem> {
    const state = (await readRecord(database, `era-${entry}`))?.state
    const { ground, authority, reason } =
      state?.kind === 'erasure' ? state : { ground: 'law' as const, authority: '', reason: '' }
    const why = codesOf(erasureGrounds).includes(ground) ? erasureGrounds[ground] : erasureGrounds.law
    return new Problem('gone', {
      field: `entries/${entry}`,
      words: {
        zh: `这份文件随账目 ${entry} 的内容依法删除（${why.zh}；${authority}）：${reason}`,
        en: `This document was lawfully erased with the content of entry ${entry} (${why.en}; ${authority}): ${reason}`,
      },
    })
  }

  return {
    /** True if documents can be uploaded here at all. */
    keeps: blobs !== null,

    /**
     * Keeps a document whose digest was declared. Until an entry names it, the department of the caller alone reads
     * it, and it is swept after a day.
     *
     * @returns whether the account sent it for the first time; that others did is not told
     * @throws Problem, BlobTooLarge
     */
    async upload(
      actor: Caller,
      stream: ReadableStream<Uint8Array>,
      { declared, length }: { declared: string; length?: number | undefined },
    ): Promise<{ sha256: string; bytes: number; isNew: boolean }> {
      requireRight(actor, 'record.write', actor.department)
      requireDigest(declared)
      if (declared === EMPTY) {
        throw refuse('invalid', '这份文件没有内容（0 字节）。', 'The document is empty (0 bytes).', 'sha256')
      }
      if (blobs === null) {
        throw refuse(
          'unavailable',
          '本账本只记文件摘要，未设置存放文件的地方。',
          'This ledger holds digests alone: no place for documents has been set up.',
        )
      }
      const created = ledger.now().toISOString()
      const { account, department } = actor
      const bytes = Math.min(length ?? MOST_BYTES, MOST_BYTES)
      const row = { sha256: declared, account, department, bytes, created }
      const isNew = await stored.reserve(database, { ...row, expires: tomorrow() })
      if (isNew) await requireRoom(row)
      try {
        const kept = await blobs.put(stream, { most: MOST_BYTES, expect: declared, length })
        await stored.received(database, { ...row, bytes: kept.bytes, expires: tomorrow() })
        return { sha256: declared, bytes: kept.bytes, isNew }
      } catch (error) {
        if (isNew) await stored.release(database, row)
        throw refusalOf(error)
      }
    },

    /**
     * A document that the caller may read. A look at what is withheld is noted before anything is shown.
     *
     * @param caller null for the public
     * @param request id of the request, for the access log
     * @throws Problem `not_found`, `gone`; `invalid` when this is no digest
     */
    async find(caller: Caller | null, sha256: string, request: string): Promise<FoundDocument> {
      requireDigest(sha256)
      const { isPublic } = await requireReadable(caller, sha256, request)
      async function open(part?: Part): Promise<{ stream: ReadableStream<Uint8Array>; bytes: number }> {
        const found = (await blobs?.open(sha256, part)) ?? null
        if (found === null) throw notHeld(sha256)
        return found
      }
      const { stream: begun, bytes } = await open({ offset: 0, length: SNIFFED_BYTES })
      const { head, stream } = await peek(begun, SNIFFED_BYTES)
      await stream.cancel()
      const mediaType = mediaTypeOf(head, head.length === bytes)
      return {
        isPublic,
        bytes,
        mediaType,
        open: async (part) => ({ stream: (await open(part)).stream, bytes, mediaType }),
      }
    },

    /** Gives up what nothing names: sent more than a day ago, or named by erased entries alone. */
    async sweep(): Promise<void> {
      // Whoever keeps no bytes here cannot give any up: another process may hold them.
      if (blobs === null) return
      await sweepDocuments(database, blobs, ledger.now().toISOString())
    },
  }
}

/**
 * Only whoever sent a document, or belongs to the department that did, opens it by naming it: to know its digest is
 * not to have it. Of what nobody is known to have sent, any entry may say what it is.
 */
function mayName(
  { actor, approver, department }: Envelope,
  senders: readonly Pick<stored.StoredDocument, 'account' | 'department'>[],
): boolean {
  const known = senders.filter(({ account }) => account !== '')
  const organ = actor.department ?? department
  return (
    known.length === 0 ||
    known.some(
      (sender) =>
        sender.account === actor.account ||
        sender.account === approver ||
        (sender.department !== null && sender.department === organ),
    )
  )
}

function requireDigest(sha256: string): void {
  if (isDigest(sha256)) return
  throw refuse(
    'invalid',
    '文件以 SHA-256 摘要为址：64 位小写十六进制。',
    'A document is addressed by its SHA-256: 64 digits of lower-case hexadecimal.',
    'sha256',
  )
}

/** The same for what was never here, and for what is here for others: who asks learns nothing of it. */
function notHeld(sha256: string): Problem {
  return refuse(
    'not_found',
    `这里没有可公开提供的、摘要为 ${sha256} 的文件：账本记的是摘要，文件的字节未必存放在这里。手中有文件的人仍可自行核对其 SHA-256。`,
    `No document with the digest ${sha256} can be given out here: the ledger holds the digest, and not always the bytes. Whoever has the document can still check its SHA-256.`,
  )
}

/** Refusal for faulty bytes, for whoever sent them; any other error as it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof BlobMismatch) {
    const found = error.found ?? ''
    return refuse(
      'invalid',
      `收到的字节与所声明的摘要 ${error.expected} 不符${found && `，其摘要为 ${found}`}；没有保存。`,
      `The bytes do not have the digest ${error.expected}${found && ` but ${found}`}. Nothing was kept.`,
      'sha256',
    )
  }
  if (error instanceof BlobBroken) {
    return refuse(
      'invalid',
      '文件没有传完就中断了；没有保存。',
      'The document broke off before its end. Nothing was kept.',
    )
  }
  return error
}
