/** What this browser knows about an entry, and how that is said. Shared by the server's first drawing and the client. */
import type { ClientWords } from '../words/words.ts'

/** What did not add up. `key` and `growth` concern the whole ledger, the others one entry or one record. */
export type Part = keyof ClientWords['part']

/** Why nothing could be checked. */
export type Why = keyof ClientWords['why']

export type SealState =
  | { is: 'unchecked' | 'checking' | 'good' | 'waiting' | 'cannot' }
  | { is: 'broken'; part: Part }

export type SealKind = SealState['is']
