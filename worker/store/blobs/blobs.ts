/** Bytes of documents, kept under their SHA-256: what every place that can hold them has in common. */
import { isFull } from '../log/outcome.ts'

export interface StoredBlob {
  bytes: number
}

export interface PutOptions {
  /** Largest size in bytes. */
  most: number
  /** The digest that was declared: other bytes are refused. */
  expect?: string | undefined
  /** The size that was declared, where one was; a store that streams to another machine needs it. */
  length?: number | undefined
}

export interface KeptBlob extends StoredBlob {
  sha256: string
  /** False when the same bytes were held before. */
  isNew: boolean
}

/** Some bytes of a document: from an offset on, so many. */
export interface Part {
  offset: number
  length: number
}

/** `bytes` counts the whole document, also when a part of it is open. */
export interface OpenBlob extends StoredBlob {
  /** To be read to its end or cancelled. */
  stream: ReadableStream<Uint8Array>
}

export interface BlobStore {
  /**
   * Takes a stream to its end. The same bytes twice are kept once; of a stream that fails nothing stays.
   *
   * @throws BlobTooLarge, BlobMismatch, BlobBroken
   */
  put(stream: ReadableStream<Uint8Array>, options: PutOptions): Promise<KeptBlob>
  /**
   * The bytes with this digest; null when they are not held, or when it is no digest.
   *
   * @param part some of them alone; it lies within what is held
   */
  open(sha256: string, part?: Part): Promise<OpenBlob | null>
  /** Gives up the bytes with this digest, if they are held. */
  delete(sha256: string): Promise<void>
}

/** The bytes, not the place that was to keep them, are at fault. */
export class BlobError extends Error {
  override name = 'BlobError'
}

export class BlobTooLarge extends BlobError {
  override name = 'BlobTooLarge'
  readonly most: number

  constructor(most: number) {
    super(`more than ${most} bytes`)
    this.most = most
  }
}

export class BlobMismatch extends BlobError {
  override name = 'BlobMismatch'
  readonly expected: string
  /** Null when the place that keeps them does not tell. */
  readonly found: string | null

  constructor(expected: string, found: string | null) {
    super(`the bytes do not have the digest ${expected}`)
    this.expected = expected
    this.found = found
  }
}

/** Error of an upload whose sender stopped before its end. */
export class BlobBroken extends BlobError {
  override name = 'BlobBroken'

  constructor(cause: unknown) {
    super('the stream broke off', { cause })
  }
}

/** Error of a place of documents that does not answer: nothing is wrong with the bytes, nor with the ledger. */
export class BlobsAway extends Error {
  override name = 'BlobsAway'

  constructor(cause: unknown) {
    super('the place where documents lie does not answer', { cause })
  }
}

/** The same place, which tells a failure of its own from one of the bytes. A full disk is told as that. */
export function orAway(blobs: BlobStore): BlobStore {
  const told = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call
    } catch (error) {
      throw error instanceof BlobError || isFull(error) ? error : new BlobsAway(error)
    }
  }
  return {
    put: (stream, options) => told(blobs.put(stream, options)),
    open: (sha256, part) => told(blobs.open(sha256, part)),
    delete: (sha256) => told(blobs.delete(sha256)),
  }
}

const DIGEST = /^[0-9a-f]{64}$/

/** True for a SHA-256 as it is written here. Nothing else may become part of a path or a key. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text)
}

/**
 * The chunks of a stream, as far as it may go. A stream that is left early is cancelled.
 *
 * @throws BlobTooLarge, BlobBroken
 */
export async function* chunksWithin(
  stream: ReadableStream<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader()
  let bytes = 0
  let ended = false
  try {
    for (;;) {
      const { value } = await reader.read().catch((cause: unknown) => {
        throw new BlobBroken(cause)
      })
      ended = value === undefined
      if (value === undefined) return
      bytes += value.length
      if (bytes > most) throw new BlobTooLarge(most)
      yield value
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined)
  }
}

/** The first bytes of a stream, and the whole stream again. */
export async function peek(
  stream: ReadableStream<Uint8Array>,
  bytes: number,
): Promise<{ head: Uint8Array; stream: ReadableStream<Uint8Array> }> {
  const reader = stream.getReader()
  const read: Uint8Array[] = []
  const head = new Uint8Array(bytes)
  let length = 0
  while (length < bytes) {
    const { value } = await reader.read()
    if (value === undefined) break
    read.push(value)
    const part = value.subarray(0, bytes - length)
    head.set(part, length)
    length += part.length
  }
  const whole = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const value = read.shift() ?? (await reader.read()).value
        if (value === undefined) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return { head: head.subarray(0, length), stream: whole }
}
