import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { joined, toHex, utf8 } from '../../../worker/ledger/bytes.ts'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import {
  BlobBroken,
  BlobMismatch,
  type BlobStore,
  BlobTooLarge,
  chunksWithin,
  isDigest,
  peek,
} from '../../../worker/store/blobs/blobs.ts'
import { type BlobBucket, createR2Blobs, type Streams } from '../../../worker/store/blobs/r2.ts'
import { seededRandom, temporaryFolder } from '../../support/ledger/ledger.ts'

const MOST = 1000
const text = utf8('关于调整取水许可权限的决定\n')
const digest = sha256Of(text)
const other = sha256Of(utf8('other'))

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface Sent {
  stream: ReadableStream<Uint8Array>
  cancelled: () => boolean
}

/** A stream of these chunks; it breaks off with an error when the last one is null. */
function send(...chunks: (Uint8Array | null)[]): Sent {
  let cancelled = false
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks.shift()
        if (chunk === undefined) controller.close()
        else if (chunk === null) controller.error(new Error('the client went away'))
        else controller.enqueue(chunk)
      },
      cancel() {
        cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, cancelled: () => cancelled }
}

async function readAll(store: BlobStore, sha256: string): Promise<Uint8Array | null> {
  const found = await store.open(sha256)
  return found === null ? null : bytesOf(found.stream)
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksWithin(stream, 1e9)) chunks.push(chunk)
  return joined(chunks)
}

/** A bucket in memory that refuses wrong bytes as R2 does, and fails when it is told to. */
function memoryBucket() {
  const objects = new Map<string, Uint8Array>()
  const state = { puts: 0, failing: false }
  const bucket: BlobBucket = {
    async head(key) {
      const found = objects.get(key)
      return found === undefined ? null : { size: found.length }
    },
    async get(key, options) {
      const found = objects.get(key)
      if (found === undefined) return null
      const { offset, length } = options?.range ?? { offset: 0, length: found.length }
      return { size: found.length, body: send(found.slice(offset, offset + length)).stream }
    },
    async delete(key) {
      objects.delete(key)
    },
    async put(key, value, { sha256 }) {
      state.puts++
      if (state.failing) throw new Error('put: We encountered an internal error. (10001)')
      const bytes = value instanceof Uint8Array ? value : await bytesOf(value)
      if (sha256Of(bytes) !== toHex(sha256)) {
        throw new Error('put: The SHA-256 checksum you specified did not match what we received. (10037)')
      }
      objects.set(key, bytes)
      return { size: bytes.length }
    },
  }
  return { bucket, objects, state }
}

/** The streams of workerd, as far as the driver uses them. */
const streams: Streams = {
  fixedLength(length) {
    let bytes = 0
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length
        controller.enqueue(chunk)
      },
      flush() {
        if (bytes !== length) throw new TypeError('FixedLengthStream did not see all expected bytes')
      },
    })
  },
  digest() {
    const hash = createHash('sha256')
    let settle: { resolve: (digest: ArrayBuffer) => void; reject: (reason: unknown) => void }
    const digest = new Promise<ArrayBuffer>((resolve, reject) => {
      settle = { resolve, reject }
    })
    const writable = new WritableStream<Uint8Array>({
      write: (chunk) => void hash.update(chunk),
      close: () => settle.resolve(new Uint8Array(hash.digest()).buffer),
      abort: (reason) => settle.reject(reason),
    })
    return { writable, digest }
  },
}

const clock = { now: () => new Date() }

async function folder(dir = join(temporaryFolder(), 'documents'), seed = 1) {
  const store = await openBlobFolder({ dir, ...clock, random: seededRandom(seed) })
  const held = () =>
    existsSync(dir)
      ? readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
          statSync(join(dir, name)).isFile(),
        )
      : []
  return { dir, store, held }
}

async function bucketStore() {
  const { bucket, objects, state } = memoryBucket()
  return { store: createR2Blobs(bucket, streams), held: () => [...objects.keys()], objects, state }
}

describe.each([
  ['a folder', folder],
  ['an R2 bucket', bucketStore],
])('documents in %s', (_, make) => {
  it.each([
    ['a declared digest and size', { expect: digest, length: text.length }],
    ['a declared digest', { expect: digest }],
    ['nothing declared', {}],
  ])('keeps the same bytes once, with %s', async (_case, declared) => {
    const { store, held } = await make()
    const first = await store.put(send(text.slice(0, 5), text.slice(5)).stream, { most: MOST, ...declared })
    expect(first).toEqual({ sha256: digest, bytes: text.length, isNew: true })
    const second = await store.put(send(text).stream, { most: MOST, ...declared })
    expect(second).toEqual({ ...first, isNew: false })
    expect(held()).toHaveLength(1)
    expect(await readAll(store, digest)).toEqual(text)
    expect(await readAll(store, other)).toBeNull()
  })

  it.each([
    ['too large', BlobTooLarge, () => send(text, new Uint8Array(MOST)), digest],
    ['of another digest', BlobMismatch, () => send(text), other],
    ['broken off', BlobBroken, () => send(text.slice(0, 5), null), digest],
  ])('keeps nothing of a stream that is %s', async (_case, fault, sent, expected) => {
    const { store, held } = await make()
    for (const length of [undefined, text.length]) {
      const { stream } = sent()
      await expect(store.put(stream, { most: MOST, expect: expected, length })).rejects.toThrow(fault)
      expect(held()).toEqual([])
    }
  })

  it('takes as much as is allowed, and stops reading at one byte more', async () => {
    const { store } = await make()
    const full = new Uint8Array(MOST)
    const most = { most: MOST, expect: sha256Of(full), length: MOST }
    expect((await store.put(send(full).stream, most)).bytes).toBe(MOST)
    const long = send(full, new Uint8Array(1), full)
    await expect(store.put(long.stream, { most: MOST })).rejects.toThrow(BlobTooLarge)
    expect(long.cancelled()).toBe(true)
  })

  it('refuses other bytes for a digest that is held, and still gives the good ones', async () => {
    const { store } = await make()
    const declared = { most: MOST, expect: digest, length: 5 }
    await store.put(send(text).stream, { ...declared, length: text.length })
    await expect(store.put(send(utf8('other')).stream, declared)).rejects.toThrow(BlobMismatch)
    await expect(store.put(send(utf8('ot'), null).stream, declared)).rejects.toThrow(BlobBroken)
    expect(await readAll(store, digest)).toEqual(text)
  })

  it('keeps the same bytes once when they come twice at once', async () => {
    const { store, held } = await make()
    const put = () => store.put(send(text.slice(0, 5), text.slice(5)).stream, { most: MOST })
    const both = await Promise.all([put(), put()])
    expect(both.map(({ sha256 }) => sha256)).toEqual([digest, digest])
    expect(held()).toHaveLength(1)
    expect(await readAll(store, digest)).toEqual(text)
  })

  it('gives a part, which may end before its end', async () => {
    const { store } = await make()
    await store.put(send(text).stream, { most: MOST })
    for (const part of [
      { offset: 0, length: 4 },
      { offset: 5, length: 7 },
      { offset: 5, length: 1000 },
      { offset: text.length - 1, length: 1 },
    ]) {
      const found = await store.open(digest, part)
      expect(found?.bytes).toBe(text.length)
      expect(await bytesOf(found?.stream ?? send().stream)).toEqual(
        text.slice(part.offset, part.offset + part.length),
      )
    }
  })

  it('gives up what it is told to, and nothing else', async () => {
    const { store, held } = await make()
    const { sha256 } = await store.put(send(utf8('other')).stream, { most: MOST })
    await store.put(send(text).stream, { most: MOST })
    for (const name of [digest, digest, '../incoming', other.toUpperCase()]) await store.delete(name)
    expect(await readAll(store, digest)).toBeNull()
    expect(held()).toHaveLength(1)
    expect(await readAll(store, sha256)).toEqual(utf8('other'))
  })

  it('opens digests alone', async () => {
    const { store } = await make()
    for (const name of ['', '../incoming', `../${digest.slice(3)}`, digest.toUpperCase(), `${digest}\n`]) {
      expect(isDigest(name)).toBe(false)
      expect(await store.open(name)).toBeNull()
    }
  })
})

describe('a folder of documents', () => {
  it('names a file by its digest, for the owner alone', async () => {
    const { dir, store } = await folder()
    await store.put(send(text).stream, { most: MOST })
    const path = join(dir, digest.slice(0, 2), digest)
    expect(new Uint8Array(readFileSync(path))).toEqual(text)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is shared by two processes that receive the same bytes', async () => {
    const one = await folder()
    const two = await folder(one.dir, 2)
    await Promise.all([one, two].map(({ store }) => store.put(send(text).stream, { most: MOST })))
    expect(one.held()).toEqual([join(digest.slice(0, 2), digest)])
  })

  it('replaces a file that was cut short', async () => {
    const { dir, store } = await folder()
    await store.put(send(text).stream, { most: MOST })
    writeFileSync(join(dir, digest.slice(0, 2), digest), text.slice(0, 3))
    expect((await store.put(send(text).stream, { most: MOST })).isNew).toBe(true)
    expect(await readAll(store, digest)).toEqual(text)
  })

  it('removes what a dead process left, and not what is being received', async () => {
    const dir = temporaryFolder()
    mkdirSync(join(dir, 'incoming'))
    for (const name of ['left', 'fresh']) writeFileSync(join(dir, 'incoming', name), 'half')
    utimesSync(join(dir, 'incoming', 'left'), 1, 1)
    expect((await folder(dir)).held()).toEqual([join('incoming', 'fresh')])
  })

  it('gives large files in parts, and lets go of one that nobody reads to its end', async () => {
    const { store } = await folder()
    const large = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251)
    const { sha256 } = await store.put(send(large).stream, { most: 1e6, expect: sha256Of(large) })
    expect(await readAll(store, sha256)).toEqual(large)
    const found = await store.open(sha256)
    if (found === null) throw new Error('not held')
    const { head, stream } = await peek(found.stream, 100_000)
    expect(head).toEqual(large.slice(0, 100_000))
    expect(await bytesOf(stream)).toEqual(large)
    const left = await store.open(sha256)
    await (await peek(left?.stream ?? stream, 10)).stream.cancel()
  })
})

describe('an R2 bucket of documents', () => {
  it('gives on a failure of R2 as it is, and does not wait for ever', async () => {
    const { store, state, held } = await bucketStore()
    state.failing = true
    const declared = { most: MOST, expect: digest, length: text.length }
    await expect(store.put(send(text).stream, declared)).rejects.toThrow('10001')
    expect(held()).toEqual([])
  })

  it('does not write twice what is held', async () => {
    const { store, state } = await bucketStore()
    const declared = { most: MOST, expect: digest, length: text.length }
    await store.put(send(text).stream, declared)
    await store.put(send(text).stream, declared)
    expect(state.puts).toBe(1)
  })

  it('reads nothing of what says that it is too large', async () => {
    const { store } = await bucketStore()
    const { stream, cancelled } = send(text)
    const declared = { most: MOST, expect: digest, length: MOST + 1 }
    await expect(store.put(stream, declared)).rejects.toThrow(BlobTooLarge)
    expect(cancelled()).toBe(true)
  })
})
