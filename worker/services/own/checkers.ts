/** 核验页文件: publishes in the ledger what the checking page is, as it can be kept as a file. */
import { decideCheckersPublished } from '../../domain/kinds/ledger/decide.ts'
import type { Checkers } from '../../domain/kinds/ledger/ledger.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Ledger } from '../open.ts'
import type { Log } from '../read/log.ts'
import type { Outcome } from '../submit/call.ts'
import type { LedgerKeys } from './keys.ts'

/** Publisher of the checking pages that one ledger serves. */
export function createCheckers(ledger: Ledger, log: Log, keys: LedgerKeys) {
  return {
    /**
     * Enters the digests of the files that this program serves, where others were published last. Nothing in a ledger
     * that has not begun, that was closed, that is frozen, or that mirrors another.
     *
     * @param files null where none was built
     * @returns null where nothing was entered
     */
    async publish(files: Checkers | null): Promise<Outcome | null> {
      if (files === null || ledger.mirror || ledger.committer.end.ended !== null) return null
      const { size, frozen } = await log.snapshot()
      if (size === 0 || frozen !== null) return null
      const last = (await keys.state())?.checkers.at(-1)
      if (last?.zh === files.zh && last.en === files.en) return null
      try {
        return await keys.enter('ledger.publish-checkers', (now, of, day) =>
          decideCheckersPublished(now, of, day, files),
        )
      } catch (error) {
        // Another process of the same program was first.
        if (error instanceof Problem && error.code === 'unchanged') return null
        throw error
      }
    },
  }
}
