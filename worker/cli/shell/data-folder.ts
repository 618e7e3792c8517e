import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../intake/run/failure.ts'

/** True for a data folder that holds a ledger. */
export function holdsLedger(dataDir: string): boolean {
  return existsSync(join(dataDir, 'mingzhang.db'))
}

/** @throws Failure when there is no ledger, so that a slip in a path does not make one */
export function requireLedger(dataDir: string): void {
  if (holdsLedger(dataDir)) return
  throw new Failure('no_ledger', {
    zh: `${dataDir} 中没有账本（缺少 mingzhang.db）。`,
    en: `There is no ledger in ${dataDir}: mingzhang.db is missing.`,
  })
}
