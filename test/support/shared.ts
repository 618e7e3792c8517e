import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VECTOR_FILES, type Vectors } from './ledger/vectors.ts'

const beside = fileURLToPath(new URL('../../../shared', import.meta.url))

/**
 * The folder of reference material and real data that lies beside the repository, or where MINGZHANG_SHARED
 * says. Null where it is not there: what needs it is then skipped, with a notice.
 */
export function sharedFolder(): string | null {
  const folder = process.env.MINGZHANG_SHARED ?? beside
  return existsSync(folder) ? folder : null
}

/** One file of published test vectors, as parsed; null, with a notice, where it is not there. */
export function readVectors<T>(name: string): T | null {
  const folder = sharedFolder()
  const file = folder === null ? null : join(folder, 'reference', 'vectors', name)
  if (file === null || !existsSync(file)) {
    console.warn(`Skipped: the published vectors of ${name} are not there (MINGZHANG_SHARED, or ../shared).`)
    return null
  }
  const vectors: T = JSON.parse(readFileSync(file, 'utf8'))
  return vectors
}

/** All files of vectors that the ledger's own code is tried on wherever it runs; null, with a notice, where one is not there. */
export function publishedVectors(): Vectors | null {
  const read = Object.entries(VECTOR_FILES).map(([member, file]) => [member, readVectors<object>(file)])
  return read.some(([, one]) => one === null) ? null : (Object.fromEntries(read) as Vectors)
}
