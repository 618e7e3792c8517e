/** Files of a backup and of a data folder, so written that a cut of power leaves all of one or nothing of it. */
import { constants } from 'node:fs'
import { copyFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/record/problem.ts'
import { onlyMissing } from '../disk.ts'

/** Settings in a data folder that are not secret, and come with a backup. */
const SETTINGS = ['calendar.json', 'witness-policy'] as const

/** Copies the settings of a folder; what the operator has put there already stays. */
export async function copySettings(from: string, to: string): Promise<void> {
  const there = await readdir(from)
  for (const name of SETTINGS)
    if (there.includes(name))
      await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL).catch(kept)
}

function kept(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

/** @throws Problem `conflict` when something has that name */
export async function requireAbsent(path: string): Promise<void> {
  if ((await stat(path).catch(onlyMissing(null))) === null) return
  throw new Problem('conflict', {
    words: { zh: `${path} 已经有了，不会覆盖。`, en: `${path} is there already; it is not written over.` },
  })
}
