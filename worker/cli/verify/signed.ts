/** Reads what was signed, and checks the signatures. */
import { many } from '../../domain/text/many.ts'
import type { TreeHead } from '../../ledger/audit.ts'
import { equal } from '../../ledger/bytes.ts'
import { parseCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, openCheckpointUnder } from '../../ledger/keys.ts'
import { parseNote } from '../../ledger/note.ts'
import { type Finding, finding, findingOf } from './finding.ts'
import type { Folder } from './source/folder.ts'
import type { Source } from './source/source.ts'

/** A checkpoint as served, and what it says. */
export interface Signed {
  note: string
  head: TreeHead
}

/** The newest checkpoint. One whose signature fails is still read, so that the audit can go on. */
export async function headOf(
  source: Source,
  keys: readonly LedgerKey[],
  findings: Finding[],
): Promise<Signed | null> {
  const note = await source.checkpoint()
  if (note === null) {
    return null
  }
  try {
    return { note, head: (await openCheckpointUnder(note, keys)).checkpoint }
  } catch (error) {
    const found = findingOf(error)
    if (found === undefined) throw error
    findings.push(found)
    return unsigned(note)
  }
}

function unsigned(note: string): Signed | null {
  try {
    return { note, head: parseCheckpoint(parseNote(note).text) }
  } catch (error) {
    if (error instanceof LedgerError) return null
    throw error
  }
}

const PAGE = 500

/** All checkpoints that a folder holds: each signed by a key in force, each over a head that was committed. */
export async function checkNotes(
  folder: Folder,
  head: TreeHead,
  keys: readonly LedgerKey[],
  findings: Finding[],
): Promise<void> {
  for (let after = -1; ; ) {
    const notes = folder.notes(after, PAGE)
    const last = notes.at(-1)
    if (last === undefined) return
    after = last.size
    for (const { size, note } of notes) {
      const found = await checkNote(folder, head, keys, size, note)
      if (found !== null) findings.push(found)
    }
  }
}

async function checkNote(
  folder: Folder,
  head: TreeHead,
  keys: readonly LedgerKey[],
  size: number,
  note: string,
): Promise<Finding | null> {
  try {
    const { checkpoint: opened } = await openCheckpointUnder(note, keys)
    if (opened.size !== size) return badNote(size)
    if (size === 0) return null
    const committed = size > head.size ? undefined : folder.commits(size - 1, 1)[0]
    if (committed?.size === size && equal(committed.root, opened.root)) return null
    return finding(
      size > head.size ? 'growth' : 'root',
      {
        zh: `签过名的规模 ${size} 的检查点与提交的账本不符。`,
        en: `The checkpoint signed over ${many(size, 'entry', 'entries')} is not over the ledger that was committed.`,
      },
      { index: Math.min(size, head.size) - 1 },
    )
  } catch (error) {
    if (error instanceof LedgerError) return badNote(size)
    throw error
  }
}

function badNote(size: number): Finding {
  return finding('signature', {
    zh: `规模 ${size} 的检查点签名无效。`,
    en: `The signature on the checkpoint over ${many(size, 'entry', 'entries')} does not hold.`,
  })
}
