/** The signing keys of a department: which signature of an entry counts, and what may happen to a key. */

import { fromBase64 } from '../../../ledger/bytes.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import { checkEnvelopeSignature, departmentKeyId } from '../../../ledger/prepared.ts'
import { latestDayOf } from '../../record/date.ts'
import { refuse } from '../../record/guard.ts'
import type { KeyRevocation } from '../../record/vocabulary.ts'
import type { DepartmentKey, DepartmentState } from './state.ts'

/** Keys that a department may have registered, revoked ones included: a reader tries them one by one. */
export const MOST_KEYS = 50

/** Standing of the signature in an entry, from what the ledger holds of the keys of its department. */
export type SignatureStanding =
  /**
   * It holds, by a key that was registered before and revoked later, if at all. `lostFrom`: a later entry reports the
   * key lost from that day, on which this one was recorded or before.
   */
  | { is: 'good'; key: DepartmentKey; lostFrom: string | null }
  /** It holds, but stands in the log after the entry that revoked the key: it does not count. */
  | { is: 'revoked'; key: DepartmentKey }
  /** It holds under none of the keys that the department had registered by then. */
  | { is: 'wrong' }
  /** The department had registered no key by then. */
  | { is: 'unknown' }

/** The keys that earlier entries than the one at this index registered. */
export function keysBefore(state: DepartmentState | null | undefined, index: number): DepartmentKey[] {
  return (state?.keys ?? []).filter(({ registered }) => registered < index)
}

/** The keys with which an entry may have been signed: registered before it, and signing in its version. */
export function keysFor(
  state: DepartmentState | null | undefined,
  { index, envelope }: { index: number; envelope: Pick<Envelope, 'v'> },
): DepartmentKey[] {
  return keysBefore(state, index).filter((key) => maySign(key, envelope))
}

/** The form in which a key signs that is registered from now on: see `formatUnsigned`. */
export const FORM = 2

/** True for an entry that a key may have signed: one that signs in version 2 signs in no other. */
function maySign({ form }: DepartmentKey, { v }: Pick<Envelope, 'v'>): boolean {
  return form === undefined || v >= form
}

/**
 * Standing of the signature in an entry.
 *
 * @param state the department as it is now: a key may be revoked later
 * @param origin of the ledger, which the signature names
 */
export async function checkSigned(
  { envelope, index }: { envelope: Envelope; index: number },
  state: DepartmentState | null | undefined,
  origin: string,
): Promise<SignatureStanding> {
  const keys = keysBefore(state, index)
  if (keys.length === 0) return { is: 'unknown' }
  for (const key of keys.filter((one) => maySign(one, envelope)))
    if (await checkEnvelopeSignature(envelope, key.key, origin)) return standingOf(key, { index, envelope })
  return { is: 'wrong' }
}

/** Standing of a signature that is known to be by this key. */
export function standingOf(
  key: DepartmentKey,
  { index, envelope }: { index: number; envelope: Pick<Envelope, 'recorded'> },
): SignatureStanding {
  const { revoked } = key
  if (revoked !== null && index > revoked.index) return { is: 'revoked', key }
  // The entry that revokes a key names no zone: whatever may have been on that day, somewhere, is in doubt.
  const isDoubted = revoked !== null && latestDayOf(envelope.recorded) >= revoked.from
  return { is: 'good', key, lostFrom: isDoubted ? revoked.from : null }
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
 * The key that is to be revoked, which takes effect at once. The day from which it is reported lost can be moved to an
 * earlier one, when it turns out that it was lost sooner; never to a later one, or one to come.
 *
 * @throws Problem
 */
export function requireRevocable(
  { keys = [] }: DepartmentState,
  key: string,
  { from, today }: { from: string; today: string },
): DepartmentKey {
  const found = keys.find((one) => one.key === key)
  if (found === undefined) {
    throw refuse(
      'not_found',
      '该部门没有登记过这把公钥。',
      'The department has not registered this key.',
      'key',
    )
  }
  if (from > today) {
    throw refuse(
      'invalid',
      '撤销一经入账即生效，遗失日期不能晚于今天。',
      'A revocation takes effect as it is entered: the key cannot be lost from a day to come.',
      'from',
    )
  }
  if (isEarlier(found, from)) return found
  const since = found.revoked?.from ?? from
  throw refuse(
    'unchanged',
    `这把密钥已撤销，报告自 ${since} 起遗失；只能改为更早的日期。`,
    `This key is revoked, and reported lost from ${since}; that day can only be moved to an earlier one.`,
    'from',
  )
}

/** True of a day that is earlier than the one from which a key is reported lost, or the first. */
function isEarlier({ revoked }: DepartmentKey, from: string): boolean {
  return revoked === null || from < revoked.from
}

/** A key as the entry registers it. */
export function registeredKey(
  { key, keptOn, form }: { key: string; keptOn: string; form: number | null },
  index: number,
): DepartmentKey {
  const known = { id: departmentKeyId(fromBase64(key)), key, keptOn, registered: index, revoked: null }
  return form === FORM ? { ...known, form } : known
}

/** The key once an entry revokes it: the first takes effect, the earliest day is the one from which it is lost. */
export function revokedKey(
  key: DepartmentKey,
  { from, reasonCode }: { from: string; reasonCode: KeyRevocation },
  index: number,
): DepartmentKey {
  if (!isEarlier(key, from)) return key
  return { ...key, revoked: { index: key.revoked?.index ?? index, from, reasonCode } }
}
