/** Folders of tests, which go away with the process. */
import { rmSync, statSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export async function newFolder(name = 'mingzhang-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), name))
  folders.push(folder)
  return folder
}

/** So often what is not used any more is collected before a data folder counts as open. */
const COLLECTED = 8

/**
 * Waits until a data folder that this process has closed is at rest, with its log merged into the database.
 * libSQL ends a connection only when the last statement made on it is collected: till then the log lies there, and
 * goes at a moment of its own.
 *
 * @returns false when somebody has the folder open
 */
export async function isAtRest(folder: string): Promise<boolean> {
  const log = join(folder, 'mingzhang.db-wal')
  if (!holdsAnything(log)) return true
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  for (let i = 0; i < COLLECTED && holdsAnything(log); i++) {
    collect()
    await setTimeout(5)
  }
  return !holdsAnything(log)
}

/** Whether a log has anything in it: one that somebody leaves who only read is empty, and stays. */
function holdsAnything(log: string): boolean {
  return (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** A copy of a data folder, or of any other; of one that is open with its log. */
export async function copyOf(folder: string): Promise<string> {
  return copyTo(folder, await newFolder('mingzhang-copy-'))
}

/** Copies a folder into another one, which is made where it is not there. @returns that one */
export async function copyTo(folder: string, to: string): Promise<string> {
  await isAtRest(folder)
  await cp(folder, to, { recursive: true, filter: isOfUse })
  return to
}

/** Leaves out what SQLite may take away at any moment and makes again: its index of the log, and an empty log. */
function isOfUse(path: string): boolean {
  return !path.endsWith('-shm') && (!path.endsWith('-wal') || holdsAnything(path))
}
