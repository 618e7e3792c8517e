/** Documents of the Worker: objects of an R2 bucket, each under the SHA-256 of its bytes. */
import { fromHex, joined, toHex } from '../../ledger/bytes.ts'
import {
  BlobError,
  BlobMismatch,
  type BlobStore,
  BlobTooLarge,
  chunksWithin,
  isDigest,
  type KeptBlob,
} from './blobs.ts'

/** Part of an R2 bucket that is used here. */
export interface BlobBucket {
  head(key: string): Promise<{ size: number } | null>
  get(
    key: string,
    options?: { range: { offset: number; length: number } },
  ): Promise<{ size: number; body: ReadableStream<Uint8Array> } | null>
  delete(key: string): Promise<void>
  /** Rejects, and keeps nothing, when the bytes do not have the digest. */
  put(
    key: string,
    value: ReadableStream<Uint8Array> | Uint8Array,
    options: { sha256: Uint8Array },
  ): Promise<{ size: number } | null>
}

/** The types that the driver needs beside the streams of the web. */
export interface Streams {
  /** A stream that says beforehand how long it is, as R2 wants it. */
  fixedLength: (length: number) => TransformStream<Uint8Array, Uint8Array>
  /** Takes bytes and keeps their SHA-256 alone. */
  digest: () => { writable: WritableStream<Uint8Array>; digest: Promise<ArrayBuffer> }
}

declare const FixedLengthStream: new (length: number) => TransformStream<Uint8Array, Uint8Array>
declare const crypto: Crypto & {
  DigestStream: new (
    algorithm: 'SHA-256',
  ) => WritableStream<Uint8Array> & { readonly digest: Promise<ArrayBuffer> }
}

const workerd: Streams = {
  fixedLength: (length) => new FixedLengthStream(length),
  digest() {
    const writable = new crypto.DigestStream('SHA-256')
    return { writable, digest: writable.digest }
  },
}

/** The number of bytes that fit into the memory of a Worker, when neither digest nor size was declared. */
const MOST_BUFFERED_BYTES = 25 * 1024 * 1024

/** R2 answers with this code when the bytes do not have the checksum that was given. */
const BAD_DIGEST = /\(10037\)|checksum you specified did not match/

const keyOf = (sha256: string): string => `sha256/${sha256}`

/** @param streams those of workerd, unless it runs elsewhere */
export function createR2Blobs(bucket: BlobBucket, streams: Streams = workerd): BlobStore {
  return {
    async put(stream, { most, expect, length }) {
      if (length !== undefined && length > most) {
        await stream.cancel().catch(() => undefined)
        throw new BlobTooLarge(most)
      }
      if (expect === undefined || length === undefined) return keepBuffered(stream, most, expect)
      const held = await bucket.head(keyOf(expect))
      return held === null
        ? keepStreamed(stream, expect, length, most)
        : { sha256: await check(stream, expect, most), bytes: held.size, isNew: false }
    },
    async open(sha256, part) {
      if (!isDigest(sha256)) return null
      const found = await bucket.get(keyOf(sha256), part && { range: part })
      return found === null ? null : { stream: found.body, bytes: found.size }
    },
    async delete(sha256) {
      if (isDigest(sha256)) await bucket.delete(keyOf(sha256))
    },
  }

  async function keepBuffered(
    stream: ReadableStream<Uint8Array>,
    most: number,
    expect: string | undefined,
  ): Promise<KeptBlob> {
    const chunks: Uint8Array[] = []
    for await (const chunk of chunksWithin(stream, Math.min(most, MOST_BUFFERED_BYTES))) chunks.push(chunk)
    const whole = joined(chunks)
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole.slice()))
    const sha256 = toHex(digest)
    if (expect !== undefined && expect !== sha256) throw new BlobMismatch(expect, sha256)
    const isNew = (await bucket.head(keyOf(sha256))) === null
    if (isNew) await bucket.put(keyOf(sha256), whole, { sha256: digest })
    return { sha256, bytes: whole.length, isNew }
  }

  async function keepStreamed(
    stream: ReadableStream<Uint8Array>,
    sha256: string,
    length: number,
    most: number,
  ): Promise<KeptBlob> {
    const { readable, writable } = streams.fixedLength(length)
    const writer = writable.getWriter()
    const put = bucket.put(keyOf(sha256), readable, { sha256: fromHex(sha256) }).catch(async (error) => {
      // Nobody reads any more: a write that waits for it would wait for ever.
      await writer.abort(error).catch(() => undefined)
      throw error
    })
    const [poured, kept] = await Promise.allSettled([pour(stream, writer, most), put])
    if (poured.status === 'rejected' && poured.reason instanceof BlobError) throw poured.reason
    if (kept.status === 'rejected') throw mismatchOf(kept.reason, sha256)
    if (poured.status === 'rejected') throw poured.reason
    return { sha256, bytes: length, isNew: true }
  }

  /** Reads bytes that are held already, for what they are: they are not written a second time. */
  async function check(stream: ReadableStream<Uint8Array>, expect: string, most: number): Promise<string> {
    const { writable, digest } = streams.digest()
    const [poured, found] = await Promise.allSettled([pour(stream, writable.getWriter(), most), digest])
    if (poured.status === 'rejected') throw poured.reason
    if (found.status === 'rejected') throw found.reason
    const sha256 = toHex(new Uint8Array(found.value))
    if (sha256 !== expect) throw new BlobMismatch(expect, sha256)
    return sha256
  }
}

async function pour(
  stream: ReadableStream<Uint8Array>,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  most: number,
): Promise<void> {
  try {
    for await (const chunk of chunksWithin(stream, most)) await writer.write(chunk)
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => undefined)
    throw error
  }
}

function mismatchOf(error: unknown, expect: string): unknown {
  return error instanceof Error && BAD_DIGEST.test(error.message) ? new BlobMismatch(expect, null) : error
}
