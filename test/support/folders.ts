/** Folders of tests, which go away with the process. */
import { rmSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export async function newFolder(name = 'mingzhang-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), name))
  folders.push(folder)
  return folder
}

export async function copyOf(folder: string): Promise<string> {
  const copy = await newFolder('mingzhang-copy-')
  await cp(folder, copy, { recursive: true })
  return copy
}
