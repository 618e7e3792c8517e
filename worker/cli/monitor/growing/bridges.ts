/** Checkpoints on which one key of a ledger hands on to the next: without them a mirror could be followed by its newest key alone. */
import { parseKeyHistory } from '../../../domain/proof/keys.ts'
import type { TreeHead } from '../../../ledger/audit.ts'
import { equal } from '../../../ledger/bytes.ts'
import { parseCheckpoint } from '../../../ledger/checkpoint.ts'
import { LedgerError } from '../../../ledger/error.ts'
import { parseNote } from '../../../ledger/note.ts'
import type { MirrorFolder } from '../../../machine/mirror.ts'
import type { Folder } from '../../verify/source/folder.ts'
import type { Source } from '../../verify/source/source.ts'

/** A checkpoint that two keys have signed. */
export interface KeptBridge extends TreeHead {
  note: string
}

/** Those that the history of keys holds, as it is served; none where it cannot be read, which the audit of keys tells. */
export async function bridgesOf(source: Source): Promise<KeptBridge[]> {
  const text = await source.keyHistory()
  if (text === null) return []
  try {
    return parseKeyHistory(text).bridges.map(({ checkpoint: note }) => ({
      ...parseCheckpoint(parseNote(note).text),
      note,
    }))
  } catch (error) {
    if (error instanceof LedgerError) return []
    throw error
  }
}

/** Keeps those that are over the entries of the mirror. @param own the mirror, to be read */
export async function keepBridges(
  bridges: readonly KeptBridge[],
  mirror: MirrorFolder,
  own: Folder,
): Promise<void> {
  for (const { size, root, note } of bridges) {
    const committed = size > mirror.head.size ? undefined : own.commits(size - 1, 1)[0]
    const isOurs = committed?.size === size && equal(committed.root, root)
    if (isOurs && own.notes(size - 1, 1)[0]?.size !== size) await mirror.keepNote(size, note)
  }
}
