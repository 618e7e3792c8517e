/** Documents of decisions: taken from whoever may log, given to everyone, named by their SHA-256. */
import { refuse } from '../../domain/record/guard.ts'
import type { Actor } from '../../ledger/envelope-shape.ts'
import {
  BlobBroken,
  BlobMismatch,
  type BlobStore,
  isDigest,
  type KeptBlob,
  peek,
} from '../../store/blobs/blobs.ts'
import { requireRight } from '../roles.ts'

export { BlobTooLarge, isDigest } from '../../store/blobs/blobs.ts'

/** Largest document in bytes. */
export const MOST_BYTES = 50 * 1024 * 1024

/** SHA-256 of no bytes at all. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const SNIFFED_BYTES = 1024

/** All that a document is ever served as. */
export type MediaType =
  | 'application/pdf'
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'text/csv'
  | 'text/plain'
  | 'application/octet-stream'

/** How each kind begins, as Latin-1; `.` stands for any byte. */
const MAGIC: readonly [RegExp, MediaType][] = [
  [/^%PDF-/, 'application/pdf'],
  [/^\x89PNG\r\n.\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF.{4}WEBP/s, 'image/webp'],
]

export interface OpenDocument {
  /** To be read to its end or cancelled. */
  stream: ReadableStream<Uint8Array>
  bytes: number
  /** What the bytes themselves say that they are. */
  mediaType: MediaType
}

export type Documents = ReturnType<typeof createDocuments>

/** @param blobs where the bytes are kept; null when this ledger keeps digests alone */
export function createDocuments(blobs: BlobStore | null) {
  return {
    /** Whether documents can be uploaded here at all. */
    keeps: blobs !== null,

    /**
     * Keeps a document whose digest was declared.
     *
     * @throws Problem, BlobTooLarge
     */
    async upload(
      actor: Actor,
      stream: ReadableStream<Uint8Array>,
      { declared, length }: { declared: string; length?: number | undefined },
    ): Promise<KeptBlob> {
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
      try {
        return await blobs.put(stream, { most: MOST_BYTES, expect: declared, length })
      } catch (error) {
        throw refusalOf(error)
      }
    },

    /** A document, or null when its bytes are not here. @throws Problem when this is no digest */
    async open(sha256: string): Promise<OpenDocument | null> {
      requireDigest(sha256)
      const found = (await blobs?.open(sha256)) ?? null
      if (found === null) return null
      const { head, stream } = await peek(found.stream, SNIFFED_BYTES)
      return { stream, bytes: found.bytes, mediaType: mediaTypeOf(head, head.length === found.bytes) }
    },
  }
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

/** What went wrong with the bytes, for whoever sent them. */
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

/**
 * What a document is by its first bytes, whatever it was called. Markup is never taken for text: a browser
 * that guesses must not be handed any.
 *
 * @param whole whether these are all of its bytes
 */
export function mediaTypeOf(head: Uint8Array, whole: boolean): MediaType {
  const latin1 = String.fromCharCode(...head)
  const found = MAGIC.find(([begins]) => begins.test(latin1))
  if (found !== undefined) return found[1]
  const text = textOf(head, whole)
  if (text === null || /^\s*<|<(?:!doctype|html|head|body|script|svg|iframe)\b/i.test(text)) {
    return 'application/octet-stream'
  }
  return isTable(whole ? text : text.slice(0, text.lastIndexOf('\n') + 1)) ? 'text/csv' : 'text/plain'
}

/** UTF-8 without control characters; null when it is anything else. */
function textOf(head: Uint8Array, whole: boolean): string | null {
  if (head.some((byte) => (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole })
  } catch {
    return null
  }
}

/** Whether the first two lines have the same cells, more than one. */
function isTable(text: string): boolean {
  const [first = 1, second = 1] = text
    .split(/\r?\n/, 2)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(',').length)
  return first > 1 && first === second
}
