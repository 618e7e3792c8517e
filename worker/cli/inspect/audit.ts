/** The check of a data folder for the rules that report on it: its entries, and the bytes of its documents. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Audit, DocumentStanding } from '../../domain/rules/audit.ts'
import { isDigest } from '../../services/documents/documents.ts'
import type { Place } from '../shell/place.ts'
import { audit } from '../verify/audit.ts'
import type { Part } from '../verify/finding.ts'

export interface FolderAudit extends Audit {
  /** False when something is wrong that no single entry is to blame for. */
  readonly whole: boolean
}

/** Parts of an audit whose faults are of one entry; any other fault is of the ledger as a whole. */
const OF_ENTRIES = new Set<Part>(['bundle', 'leaf', 'tile', 'envelope', 'body'])

/**
 * Parts of an audit beside the tree of the entries: derived rows, signatures of departments, tables and
 * triggers.
 */
const BESIDE = new Set<Part>(['record', 'sig', 'schema'])

/**
 * Walks the whole ledger in a folder and hashes the documents beside it. When the ledger as a whole does not hold
 * (its root, its signature, its growth), no entry counts as checked: `mingzhang verify` says what is wrong.
 *
 * @throws Failure when there is no ledger in the folder
 */
export function auditPlace(
  place: Place,
  onProgress: (done: number, of: number) => void,
): Promise<FolderAudit> {
  return place.audit(async (source) => {
    const { verifierKey } = await source.identity()
    const threads = Math.max(1, availableParallelism() - 1)
    const { head, findings } = await audit(source, {
      verifierKey,
      seen: null,
      now: null,
      threads,
      replay: true,
      onProgress,
    })
    const named = findings.flatMap(({ part, index }) =>
      index !== null && OF_ENTRIES.has(part) ? [index] : [],
    )
    const whole = findings.every(({ part }) => OF_ENTRIES.has(part) || BESIDE.has(part))
    // Where documents lie elsewhere, they are not looked at, which says nothing about whether they are kept.
    const standings = place.folder === null ? null : await documentsIn(join(place.folder, 'documents'))
    return {
      whole,
      size: whole ? head.size : 0,
      broken: [...new Set(named)].sort((a, b) => a - b),
      document: (sha256) => (standings === null ? null : (standings.get(sha256) ?? 'not_held')),
    }
  })
}

/** The documents that are kept in a folder, `<aa>/<digest>`, each held against its name. */
async function documentsIn(dir: string): Promise<Map<string, DocumentStanding>> {
  const found = new Map<string, DocumentStanding>()
  for (const name of await namesIn(dir, true)) {
    for (const digest of await namesIn(join(dir, name), false)) {
      if (!isDigest(digest) || !digest.startsWith(name)) continue
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(join(dir, name, digest))) hash.update(chunk)
      found.set(digest, hash.digest('hex') === digest ? 'intact' : 'damaged')
    }
  }
  return found
}

async function namesIn(dir: string, folders: boolean): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((one) => one.isDirectory() === folders).map(({ name }) => name)
}
