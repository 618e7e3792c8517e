/** The data folder is for its owner alone: what is in it opens what is withheld. */
import { chmod, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { Problem } from '../domain/record/problem.ts'

const FOR_OTHERS = 0o077

/** Makes files of this process for its owner alone, from now on. */
export function closeToOthers(): void {
  if (isMainThread) process.umask(FOR_OTHERS)
}

/** Windows has no such bits; a file that has just gone, as those beside a database do, is open to nobody. */
async function isOpen(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const found = await stat(path).catch(ifGone)
  return found !== null && (found.mode & FOR_OTHERS) !== 0
}

function ifGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

/**
 * Refuses a folder, or a key in it, that others on this machine can read. Files of the database, which earlier
 * versions made with wider rights in a closed folder, are closed.
 *
 * @throws Problem `not_allowed` that says which command mends it
 */
export async function requireClosed(dataDir: string): Promise<void> {
  if (await isOpen(dataDir)) throw open(dataDir, '数据目录', 'data folder', '700')
  for (const name of await readdir(dataDir)) {
    const path = join(dataDir, name)
    if (name.endsWith('-key')) await requireClosedKey(path)
    if (name.startsWith('mingzhang.db') && (await isOpen(path))) await chmod(path, 0o600).catch(ifGone)
  }
}

/** @throws Problem `not_allowed`, with the command that mends it, for a key that others on this machine can read */
export async function requireClosedKey(path: string): Promise<void> {
  if (await isOpen(path)) throw open(path, '密钥', 'key', '600')
}

function open(path: string, zh: string, en: string, mode: string): Problem {
  return new Problem('not_allowed', {
    words: {
      zh: `${zh} ${path} 可被这台机器上的其他人读取：请先运行 chmod ${mode} ${path}。`,
      en: `Other users of this machine can read the ${en} ${path}: run chmod ${mode} ${path} first.`,
    },
  })
}
