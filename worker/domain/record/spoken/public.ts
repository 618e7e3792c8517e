/**
 * Those who write without an account. Each is one constant: the id is none that an account can have, and the role
 * none that has a right, so that no key, session or grant ever speaks as one of them.
 */
import type { Actor } from '../../../ledger/envelope-shape.ts'

/** Whoever asks, and whoever holds the code of a question. */
export const PUBLIC: Actor = { account: 'public', role: 'public', department: null }

/** Actor of what follows from a day that has passed. */
export const CLOCK: Actor = { account: 'clock', role: 'clock', department: null }
