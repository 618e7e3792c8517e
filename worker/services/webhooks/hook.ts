/** The port through which webhooks leave. Adapters are chosen where sockets are (`worker/machine/hooks`). */

export interface Answered {
  /** HTTP status; 0 where there was no answer. */
  status: number
  /** Header `Retry-After` as it came. */
  retryAfter: string | null
  /** The first characters of the answer, where they were asked for; otherwise nothing of it is read. */
  text: string
  /** Reason for which there was no answer, in one line; empty when there was one. */
  why: string
}

export interface HookRequest {
  url: string
  headers: Readonly<Record<string, string>>
  /** Null for a request that only reads (GET). */
  body: string | null
  /** Characters of the answer that are wanted. */
  read: number
}

/**
 * Sends one request to somebody else's server, within 15 seconds, to a public address, and follows nothing. Never
 * throws.
 */
export type Hook = (request: HookRequest) => Promise<Answered>

/** Milliseconds for one attempt, from the name to the answer. */
export const HOOK_TIME = 15_000
