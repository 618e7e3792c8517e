/** Documents of one machine: a folder in which each file is named by the SHA-256 of its bytes. */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { toHex } from '../ledger/bytes.ts'
import { BlobMismatch, type BlobStore, chunksWithin, isDigest, type Part } from '../store/blobs/blobs.ts'
import { onlyMissing, sync } from './disk.ts'

export interface BlobFolderOptions {
  dir: string
  now: () => Date
  random: (bytes: number) => Uint8Array
}

/** A file that nobody has written to for so long belongs to a process that is gone. */
const ABANDONED_MS = 60 * 60 * 1000
const CHUNK_BYTES = 64 * 1024

/**
 * Opens a folder of documents, `<aa>/<digest>`; several processes may share it. What is still being received
 * lies in `incoming`, and gets its place only when all of it is on disk.
 */
export async function openBlobFolder({ dir, now, random }: BlobFolderOptions): Promise<BlobStore> {
  const incoming = join(dir, 'incoming')
  await sweep(incoming, now().getTime() - ABANDONED_MS)
  return {
    async put(stream, { most, expect }) {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const path = join(incoming, toHex(random(16)))
      try {
        const { sha256, bytes } = await receive(path, stream, most)
        if (expect !== undefined && expect !== sha256) throw new BlobMismatch(expect, sha256)
        return { sha256, bytes, isNew: await keep(path, dir, sha256, bytes) }
      } finally {
        await rm(path, { force: true })
      }
    },
    async open(sha256, part) {
      if (!isDigest(sha256)) return null
      const path = placeOf(dir, sha256)
      const bytes = await sizeOf(path)
      return bytes === null ? null : { stream: readFrom(path, part ?? { offset: 0, length: bytes }), bytes }
    },
    async delete(sha256) {
      if (!isDigest(sha256)) return
      const place = placeOf(dir, sha256)
      await rm(place, { force: true })
      await sync(join(place, '..')).catch(onlyMissing(undefined))
    },
  }
}

function placeOf(dir: string, sha256: string): string {
  return join(dir, sha256.slice(0, 2), sha256)
}

/** Removes what a process left behind that died in the middle. */
async function sweep(incoming: string, before: number): Promise<void> {
  for (const name of await readdir(incoming).catch(onlyMissing([]))) {
    const path = join(incoming, name)
    const found = await stat(path).catch(onlyMissing(null))
    if (found !== null && found.mtimeMs < before) await rm(path, { force: true })
  }
}

async function receive(
  path: string,
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of chunksWithin(stream, most)) {
      hash.update(chunk)
      await file.appendFile(chunk)
      bytes += chunk.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Gives a received file its place; false when the same bytes have it already. */
async function keep(path: string, dir: string, sha256: string, bytes: number): Promise<boolean> {
  const place = placeOf(dir, sha256)
  const folder = join(place, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // A file of another size was damaged since: the good bytes take its place.
  const isNew = (await sizeOf(place)) !== bytes
  if (isNew) await rename(path, place)
  // Also when it was there: the process that put it there may not have come so far yet.
  await sync(folder)
  await sync(dir)
  return isNew
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(({ size }) => size, onlyMissing(null))
}

/** A part of a file as a stream that opens it at the first read: a stream that nobody reads holds nothing open. */
function readFrom(path: string, { offset, length }: Part): ReadableStream<Uint8Array> {
  let file: FileHandle | null = null
  let at = offset
  const end = offset + length
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          file ??= await open(path, 'r')
          const chunk = new Uint8Array(Math.min(CHUNK_BYTES, end - at))
          const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
          at += bytesRead
          if (bytesRead > 0) return controller.enqueue(chunk.subarray(0, bytesRead))
          await file.close()
          controller.close()
        } catch (error) {
          await file?.close()
          throw error
        }
      },
      async cancel() {
        await file?.close()
      },
    },
    { highWaterMark: 0 },
  )
}
