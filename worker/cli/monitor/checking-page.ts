/** The checking page that a ledger hands out, held against the digests that its mirrored entries publish. */

import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { stateOf } from '../../domain/kinds/replay.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { MonitorMemory } from '../../machine/mirror.ts'
import { checkCheckers } from '../verify/source/checkers.ts'
import type { Folder } from '../verify/source/folder.ts'
import type { Source } from '../verify/source/source.ts'
import { type Alarm, alarm } from './alarm.ts'

/** Milliseconds that a renewed program has until its page stands in the ledger, with some to spare. */
const GRACE = 15 * 60_000

/** Raises a page that was never published, unless its program was renewed a moment ago. */
export async function lookAtCheckers(
  source: Source,
  own: Folder,
  memory: MonitorMemory,
  now: Date,
  raise: (alarm: Alarm) => Promise<void>,
): Promise<void> {
  const row = await own.publishedNow(LEDGER)
  const state = row === null ? null : stateOf(canonicalJson(row.state))
  const { findings } = await checkCheckers(source, state?.kind === 'ledger' ? state : null)
  for (const { words } of findings) {
    const key = `seen checker ${words.en}`
    const since = await memory.raisedAt(key)
    if (since === null) await memory.raise({ at: now.toISOString(), key, json: '{}' })
    else if (now.getTime() - Date.parse(since) >= GRACE)
      await raise(alarm('checker', words, { record: LEDGER, about: words.en }))
  }
}
