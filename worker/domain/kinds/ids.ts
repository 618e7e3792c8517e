/** Ids of new records. */
import { readable } from '../record/ids.ts'
import { kinds } from './kinds.ts'
import type { NumberedKind } from './table.ts'

/** Ten characters of 50 random bits: no record is found by guessing, none is ever used twice. */
export function newRecordId(kind: NumberedKind, random: (bytes: number) => Uint8Array): string {
  return kinds[kind].prefix + readable(random(10))
}

/**
 * The id of a record that a published register names by a key of its own. The same key gives the same id in
 * every ledger, so that two readers of one register speak of the same record.
 */
export function deliveredRecordId(
  kind: NumberedKind,
  register: string,
  key: string,
  sha256: (bytes: Uint8Array) => Uint8Array,
): string {
  return (
    kinds[kind].prefix +
    readable(sha256(new TextEncoder().encode(JSON.stringify([register, kind, key]))).subarray(0, 10))
  )
}
