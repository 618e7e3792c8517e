/** Care for files of this machine: that they outlast a power cut, and that one may not be there. */
import { open } from 'node:fs/promises'

/** Makes a file, or the names in a folder, outlast a power cut. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Takes a missing file for `otherwise`, and nothing else. For `catch`. */
export function onlyMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise
    throw error
  }
}
