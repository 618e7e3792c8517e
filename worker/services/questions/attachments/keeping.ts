/**
 * 附件: documents that whoever wrote sends after the receipt, by the code. Their bytes are kept under the record that they
 * were sent for, and are swept after a day unless an entry names them; the entry is sealed as every text of the public.
 */
import { refuse } from '../../../domain/record/guard.ts'
import type { Attachment } from '../../../domain/record/spoken/cut.ts'
import { MOST_ATTACHED } from '../../../domain/record/spoken/fields.ts'
import {
  BlobBroken,
  BlobMismatch,
  type BlobStore,
  BlobTooLarge,
  isDigest,
  orAway,
  peek,
} from '../../../store/blobs/blobs.ts'
import * as stored from '../../../store/documents.ts'
import { type MediaType, mediaTypeOf } from '../../documents/media.ts'
import { beyond, QUOTAS, type Quotas } from '../../documents/quota.ts'
import type { Ledger } from '../../open.ts'
import { loadByCode } from '../load.ts'
import { cleaned } from './cleaning.ts'

/** Types that are taken: none that a browser or an office program runs. */
export const attachable = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'text/csv',
  'text/plain',
] as const satisfies readonly MediaType[]

/** Department under which the room of all documents of the public is counted; no department has this id. */
const OF_PUBLIC = 'public'
const SNIFFED_BYTES = 1024
const DAY = 86_400_000

/** Document on its way: the digest that was declared, and its size in bytes where one was. */
export interface Declared {
  declared: string
  length?: number | undefined
}

export type Attachments = ReturnType<typeof createAttachments>

/** @param place where the bytes are kept; null when this ledger keeps digests alone */
export function createAttachments(
  ledger: Ledger,
  place: BlobStore | null,
  quotas: Pick<Quotas, 'record' | 'public'> = QUOTAS,
) {
  const { database } = ledger
  const blobs = place === null ? null : orAway(place)

  /** @throws Problem `quota_reached`; what was kept for the document is then given up again */
  async function requireRoom(row: Pick<stored.StoredDocument, 'sha256' | 'account'>): Promise<void> {
    const found =
      beyond('record', quotas.record, await stored.usageOf(database, 'account', row.account)) ??
      beyond('public', quotas.public, await stored.usageOf(database, 'department', OF_PUBLIC))
    if (found === null) return
    await stored.release(database, row)
    throw found
  }

  /**
   * Keeps the bytes of a document for a record, of a picture without what they say of its maker. Nothing names them yet.
   *
   * @returns with the digest of what is kept: of a picture another than that of what was sent
   * @throws Problem that says what is wrong with them and what would be right
   */
  async function keepFor(
    id: string,
    stream: ReadableStream<Uint8Array>,
    { declared, length }: Declared,
  ): Promise<Attachment & { isNew: boolean }> {
    if (!isDigest(declared))
      throw refuse(
        'invalid',
        '文件以 SHA-256 摘要为址：64 位小写十六进制。',
        'A document is addressed by its SHA-256: 64 digits of lower-case hexadecimal.',
        'sha256',
      )
    if (blobs === null)
      throw refuse(
        'unavailable',
        '本账本未设置存放文件的地方，不收附件：提问和意见照常受理。',
        'No place for documents has been set up here, so none are taken; what was written is received all the same.',
        'file',
      )
    if (length !== undefined && length > MOST_ATTACHED.bytes) throw tooLarge()
    const { head, stream: whole } = await peek(stream, SNIFFED_BYTES)
    const mediaType = mediaTypeOf(head, head.length < SNIFFED_BYTES)
    const fault = faultOf(head, mediaType)
    if (fault !== null) {
      await whole.cancel().catch(() => undefined)
      throw fault
    }
    const {
      sha256,
      length: size,
      stream: kept,
    } = await cleaned({ sha256: declared, length, stream: whole }, mediaType).catch((error: unknown) => {
      throw refusalOf(error)
    })
    const now = ledger.now()
    const created = now.toISOString()
    const expires = new Date(now.getTime() + DAY).toISOString()
    await noteHeldBefore(blobs, sha256)
    const row = { sha256, account: id, department: OF_PUBLIC, created, expires }
    const room = size ?? MOST_ATTACHED.bytes
    const isNew = await stored.reserve(database, { ...row, bytes: room })
    if (isNew) await requireRoom(row)
    try {
      const { bytes } = await blobs.put(kept, { most: MOST_ATTACHED.bytes, expect: sha256, length: size })
      await stored.received(database, { ...row, bytes })
      return { sha256, bytes, mediaType, isNew }
    } catch (error) {
      if (isNew) await stored.release(database, row)
      throw refusalOf(error)
    }
  }

  return {
    /** True if documents can be sent here at all. */
    takes: blobs !== null,

    keepFor,

    /** The same for the record of a code. @throws Problem */
    async keep(code: string, stream: ReadableStream<Uint8Array>, declared: Declared) {
      const { id } = await loadByCode(ledger, code)
      return keepFor(id, stream, declared)
    },

    /** The bytes of a document with their number; null where they are not held here any more. */
    open: async (sha256: string) => (await blobs?.open(sha256)) ?? null,

    /**
     * A document that was sent for a record, as its bytes show it.
     *
     * @throws Problem `not_found` for one that was not, also where others have sent it
     */
    async kept(record: string, sha256: string): Promise<Attachment> {
      const senders = isDigest(sha256) ? await stored.sendersOf(database, sha256) : []
      const found = senders.some(({ account }) => account === record)
        ? ((await blobs?.open(sha256, { offset: 0, length: SNIFFED_BYTES })) ?? null)
        : null
      if (found === null)
        throw refuse(
          'not_found',
          `没有为这一件收存过摘要为 ${sha256.slice(0, 64)} 的文件：请先上传其字节（PUT /api/v1/tracking/attachments/…），并用回答中的摘要：图片去掉拍摄信息后，摘要与原来不同。`,
          `No document with the digest ${sha256.slice(0, 64)} is kept for this: send its bytes first (PUT /api/v1/tracking/attachments/…), and name the digest that is answered, which for a picture is that of what was kept of it.`,
          'attachment/sha256',
        )
      const { head, stream } = await peek(found.stream, SNIFFED_BYTES)
      await stream.cancel()
      return { sha256, bytes: found.bytes, mediaType: mediaTypeOf(head, head.length === found.bytes) }
    },
  }

  /** Bytes that nobody is known to have sent stay what they were, whoever sends the same now. */
  async function noteHeldBefore(held: BlobStore, sha256: string): Promise<void> {
    if ((await stored.sendersOf(database, sha256)).length > 0) return
    const found = await held.open(sha256, { offset: 0, length: 1 })
    if (found === null) return
    await found.stream.cancel()
    const row = { sha256, account: '', department: null, bytes: found.bytes, created: '', expires: '' }
    await stored.reserve(database, row)
  }
}

function tooLarge(): unknown {
  const most = MOST_ATTACHED.bytes / 1024 ** 2
  return refuse(
    'invalid',
    `一份附件至多 ${most} MB：请压缩图片、拆分文件，或只附有关的几页。`,
    `A document has ${most} MB at the most: make the picture smaller, split it, or attach the pages that matter.`,
    'file',
  )
}

/** Refusal of what no document of the public is; null for what is taken. */
function faultOf(head: Uint8Array, mediaType: MediaType): unknown {
  if (head.length === 0)
    return refuse('invalid', '文件没有内容（0 字节）。', 'The document is empty (0 bytes).', 'file')
  if (attachable.some((one) => one === mediaType)) return null
  return refuse(
    'invalid',
    '附件只收 PDF、图片（PNG、JPEG、GIF、WebP）和纯文本、CSV（UTF-8），以内容为准，与文件名无关。Word、Excel、压缩包和网页请另存为 PDF。',
    'PDF, pictures (PNG, JPEG, GIF, WebP), plain text and CSV (UTF-8) are taken, by their content and not by their name. Save Word, Excel, archives and web pages as PDF.',
    'file',
  )
}

/** Refusal for faulty bytes, for whoever sent them; any other error as it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof BlobTooLarge) return tooLarge()
  if (error instanceof BlobMismatch)
    return refuse(
      'invalid',
      `收到的字节与所声明的摘要 ${error.expected} 不符；没有保存。`,
      `The bytes do not have the digest ${error.expected}. Nothing was kept.`,
      'sha256',
    )
  if (error instanceof BlobBroken)
    return refuse(
      'invalid',
      '文件没有传完就中断了；没有保存，请再传一次。',
      'The document broke off before its end. Nothing was kept: send it again.',
      'file',
    )
  return error
}
