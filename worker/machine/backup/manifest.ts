/** The note in a backup of what it is: of which ledger, how far, and what lies beside the database. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../domain/record/problem.ts'

const FORMAT = 'mingzhang-backup/1'

const shape = z.object({
  format: z.literal(FORMAT),
  origin: z.string(),
  verifierKey: z.string(),
  /** Entries that were committed when it was taken. */
  size: z.int().nonnegative(),
  /** Instant at which it was taken, in UTC. */
  at: z.iso.datetime(),
  /** Bytes of documents that came with it, and digests of documents that entries name and whose bytes are elsewhere. */
  documents: z.object({ held: z.int().nonnegative(), elsewhere: z.int().nonnegative() }),
})

export type Manifest = Omit<z.infer<typeof shape>, 'format'>

const placeOf = (folder: string): string => join(folder, 'backup.json')

/** Writes the note; it is the last that is written, so a backup with one is whole. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 2)
  await writeFile(placeOf(folder), `${text}\n`, { flush: true, mode: 0o600 })
}

/** @throws Problem `invalid` for a folder that is no backup, or one of a format that this version does not know */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(placeOf(folder), 'utf8').catch(() => null)
  const parsed = shape.safeParse(text === null ? null : jsonOf(text))
  if (parsed.success) return parsed.data
  throw new Problem('invalid', {
    field: 'from',
    words: {
      zh: `${folder} 不是完整的备份（backup.json ${text === null ? '不在' : '读不懂'}）：请给出 mingzhang backup 写成的目录。`,
      en: `${folder} is no whole backup (backup.json ${text === null ? 'is missing' : 'cannot be read'}): name a folder that mingzhang backup wrote.`,
    },
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
