/** The audit of a copy of a ledger: what outsiders run, on a folder beside which no mark and no key lies. */
import { availableParallelism } from 'node:os'
import type { Words } from '../../shell/usage.ts'
import { audit } from '../../verify/audit.ts'
import { openFolder } from '../../verify/source/folder.ts'

export interface CopyAudit {
  folder: string
  verifierKey: string
  /** Opens withheld bodies; without it they stay unread. */
  signingKey: string | undefined
  /** False audits entries and root alone, without a replay. */
  whole: boolean
}

/** Faults of a copy, in words; empty when all of it holds. */
export async function auditCopy({ folder, verifierKey, signingKey, whole }: CopyAudit): Promise<Words[]> {
  const source = openFolder(folder, { hasMark: false, signingKey })
  try {
    const { findings } = await audit(source, {
      verifierKey,
      seen: null,
      threads: Math.max(1, availableParallelism() - 1),
      replay: whole,
      now: null,
      onProgress: () => undefined,
    })
    return findings.map(({ words }) => words)
  } finally {
    source.close()
  }
}

/** The first ten of what does not hold, for a terminal. */
export function findingLines(findings: readonly Words[]): string[] {
  const more = findings.length > 10 ? ['', `… ${findings.length}`] : []
  return [...findings.slice(0, 10).flatMap(({ zh, en }) => ['', zh, en]), ...more]
}
