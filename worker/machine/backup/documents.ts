/** Bytes of documents, from one folder to another, each looked at on the way. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDigest } from '../../store/blobs/blobs.ts'
import { onlyMissing } from '../disk.ts'

export interface CopiedDocuments {
  /** Digests of those that are there now. */
  held: ReadonlySet<string>
  /** Digests of files whose bytes are not what their name says; they are not copied. */
  damaged: string[]
}

/** Copies what a folder of documents holds; what is still being received is left. A folder that is not there holds nothing. */
export async function copyDocuments(from: string, to: string): Promise<CopiedDocuments> {
  const held = new Set<string>()
  const damaged: string[] = []
  for await (const { digest, path } of documentsIn(from)) {
    const bytes = await readFile(path)
    if (createHash('sha256').update(bytes).digest('hex') !== digest) {
      damaged.push(digest)
      continue
    }
    const folder = join(to, digest.slice(0, 2))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, digest), bytes, { flush: true, mode: 0o600 })
    held.add(digest)
  }
  return { held, damaged }
}

async function* documentsIn(folder: string): AsyncGenerator<{ digest: string; path: string }> {
  for (const part of await namesIn(folder)) {
    if (!/^[\da-f]{2}$/.test(part)) continue
    for (const digest of await namesIn(join(folder, part)))
      if (isDigest(digest)) yield { digest, path: join(folder, part, digest) }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(onlyMissing([]))
}
