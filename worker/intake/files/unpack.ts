/** Files that gzip has packed: unpacked in the same way by the command line and the workbench. */
import { Problem } from '../../domain/record/problem.ts'
import { baseName, type GivenFile, isPacked, MOST_INFLATED, unreadable } from './sheet.ts'

/**
 * A file as of what is in it: its bytes unpacked, and its name without the ending of what is packed.
 *
 * @throws Problem `invalid` when it is broken, or unpacks to too much
 */
export async function unpacked(file: GivenFile): Promise<GivenFile> {
  if (!isPacked(file.bytes)) return file
  const name = baseName(file.path)
  const bytes = await inflated(file.bytes, name).catch((error: unknown) => {
    if (error instanceof Problem) throw error
    throw unreadable(name, '压缩文件（gzip）已损坏', 'the packed file (gzip) is broken')
  })
  return { ...file, path: file.path.replace(/\.gz$/i, ''), bytes }
}

/** @throws Problem `invalid` when it unpacks to too much; TypeError when it is broken */
async function inflated(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length
    if (size > MOST_INFLATED) {
      await reader.cancel()
      const most = MOST_INFLATED / 1024 / 1024
      throw unreadable(name, `解压后超过 ${most} MiB`, `it unpacks to more than ${most} MiB`)
    }
    parts.push(read.value)
  }
  return joined(parts, size)
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
