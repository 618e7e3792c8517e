/** The signing keys of a department: which signature of an entry counts, and what may happen to a key. */

import { fromBase64 } from '../../../ledger/bytes.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import { checkEnvelopeSignature, departmentKeyId } from '../../../ledger/prepared.ts'
import { ledgerDay } from '../../record/date.ts'
import { refuse } from '../../record/guard.ts'
import type { DepartmentKey, DepartmentState } from './state.ts'

/** Keys that a department may have registered, revoked ones included: a reader tries them one by one. */
export const MOST_KEYS = 50

/** Standing of the signature in an entry, from what the ledger holds of the keys of its department. */
export type SignatureStanding =
  /** It holds, by a key that was registered before and counts. */
  | { is: 'good'; key: DepartmentKey }
  /** It holds, but the key was revoked from that day or an earlier one on: it does not count. */
  | { is: 'revoked'; key: DepartmentKey }
  /** It holds under none of the keys that the department had registered by then. */
  | { is: 'wrong' }
  /** The department had registered no key by then. */
  | { is: 'unknown' }

/** The keys that an entry at this index may have been signed with: those that earlier entries registered. */
export function keysBefore(state: DepartmentState | null | undefined, index: number): DepartmentKey[] {
  return (state?.keys ?? []).filter(({ registered }) => registered < index)
}

/** True if signatures of the key count on a day, `YYYY-MM-DD`. */
export function countsOn({ revoked }: DepartmentKey, day: string): boolean {
  return revoked === null || day < revoked.from
}

/**
 * Standing of the signature in an entry.
 *
 * @param state the department as it is now: a key may be revoked from a day on that is already past
 * @param verify tries one key, raw in base64
 */
export async function checkSigned(
  { envelope, index }: { envelope: Envelope; index: number },
  state: DepartmentState | null | undefined,
  verify: (envelope: Envelope, key: string) => Promise<boolean> = checkEnvelopeSignature,
): Promise<SignatureStanding> {
  const keys = keysBefore(state, index)
  if (keys.length === 0) return { is: 'unknown' }
  for (const key of keys) if (await verify(envelope, key.key)) return standingOf(key, envelope)
  return { is: 'wrong' }
}

/** Standing of a signature that is known to be by this key. */
export function standingOf(key: DepartmentKey, { recorded }: Pick<Envelope, 'recorded'>): SignatureStanding {
  return { is: countsOn(key, ledgerDay(recorded)) ? 'good' : 'revoked', key }
}

/** @throws Problem `conflict` when the department has the key already, `wrong_state` when it has too many */
export function requireNewKey({ keys = [] }: DepartmentState, key: string): void {
  if (keys.some((one) => one.key === key)) {
    throw refuse(
      'conflict',
      '这把公钥已经登记过；撤销过的密钥不能再登记。',
      'This key is registered already; one that was revoked cannot come back.',
      'key',
    )
  }
  if (keys.length < MOST_KEYS) return
  throw refuse(
    'wrong_state',
    `一个部门至多登记 ${MOST_KEYS} 把密钥。`,
    `A department registers at most ${MOST_KEYS} keys.`,
    'key',
  )
}

/**
 * The key that is to be revoked. A revocation can be moved to an earlier day, when it turns out that the key was
 * lost sooner; never to a later one.
 *
 * @throws Problem
 */
export function requireRevocable({ keys = [] }: DepartmentState, key: string, from: string): DepartmentKey {
  const found = keys.find((one) => one.key === key)
  if (found === undefined) {
    throw refuse(
      'not_found',
      '该部门没有登记过这把公钥。',
      'The department has not registered this key.',
      'key',
    )
  }
  if (countsOn(found, from)) return found
  const since = found.revoked?.from ?? from
  throw refuse(
    'unchanged',
    `这把密钥自 ${since} 起已不算数；只能改为更早的日期。`,
    `This key does not count from ${since} on; that day can only be moved to an earlier one.`,
    'from',
  )
}

/** A key as the entry registers it. */
export function registeredKey(key: string, keptOn: string, index: number): DepartmentKey {
  return { id: departmentKeyId(fromBase64(key)), key, keptOn, registered: index, revoked: null }
}
