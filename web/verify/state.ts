/**
 * Knowledge of this browser about an entry, and its words. Shared by the server's first drawing and the
 * client.
 */
import type { ClientWords } from '../words/words.ts'

/**
 * Part that did not add up. `key` and `growth` concern the whole ledger, the others one entry or one record.
 */
export type Part = keyof ClientWords['part']

/** Reason for which nothing could be checked. */
export type Why = keyof ClientWords['why']

export type SealState =
  | { is: 'unchecked' | 'checking' | 'good' | 'waiting' | 'cannot' }
  | { is: 'broken'; part: Part }

/** Knowledge of this browser about the signature that an entry carries. */
export type SignedState =
  | { is: Exclude<keyof ClientWords['signed']['mark'], 'lost'> }
  /** It holds, and stood in the log before its key was revoked, which is reported lost from an earlier day. */
  | { is: 'lost'; from: string }

export type SealKind = SealState['is']
