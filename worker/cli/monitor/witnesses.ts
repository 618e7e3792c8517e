/** Witnesses of a ledger that fall behind: the newest checkpoint with the quorum of its policy, beside what was seen. */
import { many } from '../../domain/text/many.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { LedgerKey } from '../../ledger/keys.ts'
import { parsePolicy } from '../../ledger/policy.ts'
import { openVouched } from '../../ledger/vouch.ts'
import type { Sighting } from '../../machine/mirror.ts'
import type { Source, Witnessed } from '../verify/source/source.ts'
import { type Alarm, alarm } from './alarm.ts'
import { isLate } from './within.ts'

interface Looking {
  source: Source
  within: number
  now: () => Date
  raise(alarm: Alarm): Promise<void>
}

/**
 * Raises what was seen longer ago than witnesses may take, and is not under a quorum yet. Which witnesses a ledger names
 * is its own choice: whoever trusts others gives them with a policy to `verify`.
 *
 * @param sightings checkpoints that were ever shown, by size
 */
export async function lookAtWitnesses(
  { source, within, now, raise }: Looking,
  keys: readonly LedgerKey[],
  sightings: readonly Sighting[],
): Promise<void> {
  const told = await source.witnessed()
  if (told === null) return
  const size = await sizeOf(told, keys, now())
  const waiting = sightings.find((one) => one.size > size)
  if (waiting === undefined || !isLate(waiting.at, now(), within)) return
  await raise(
    alarm(
      'unwitnessed',
      {
        zh: `${waiting.at} 出示的 ${waiting.size} 条的检查点，至今没有达到账本自己所列见证方的法定数；达到的只到 ${size} 条。`,
        en: `The checkpoint over ${many(waiting.size, 'entry', 'entries')} that was shown at ${waiting.at} has not the quorum of the witnesses that the ledger itself names; only one over ${size} has.`,
      },
      { index: size, about: `${size}` },
    ),
  )
}

/** Size of a checkpoint that has the quorum and a signature of the ledger; 0 of any other. */
async function sizeOf({ policy, note }: Witnessed, keys: readonly LedgerKey[], now: Date): Promise<number> {
  if (note === null) return 0
  try {
    const logs = keys.map(({ vkey }) => ({ vkey, url: null }))
    const seconds = Math.floor(now.getTime() / 1000)
    const { quorum, checkpoint } = await openVouched(note, { ...parsePolicy(policy), logs }, seconds)
    return quorum ? checkpoint.size : 0
  } catch (error) {
    if (error instanceof LedgerError) return 0
    throw error
  }
}
