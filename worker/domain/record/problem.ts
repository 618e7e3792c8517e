/** A refusal: a stable code, the field, and words for a person. */

export type ProblemCode =
  | 'invalid'
  | 'not_found'
  | 'gone'
  | 'conflict'
  | 'unchanged'
  | 'wrong_state'
  | 'not_allowed'
  | 'needs_approval'
  | 'not_signed_in'
  | 'idempotency_key_reused'
  | 'ledger_frozen'
  | 'unavailable'
  | 'storage_full'
  | 'quota_reached'

/** A text in both languages. */
export interface Words {
  zh: string
  en: string
}

/** A language in which people read: there are two, by design. */
export type Lang = keyof Words

/** A pair of texts that say the same. */
export const of = (zh: string, en: string): Words => ({ zh, en })

export class Problem extends Error {
  override name = 'Problem'
  readonly code: ProblemCode
  readonly field: string | undefined
  readonly words: Words

  constructor(code: ProblemCode, { field, words }: { field?: string; words: Words }) {
    super(words.en)
    this.code = code
    this.field = field
    this.words = words
  }
}

/**
 * Does some work on a part of a request, and puts its place before the field of a problem.
 *
 * @param place as `into/0`
 */
export function within<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = error.field === undefined ? place : `${place}/${error.field}`
    throw new Problem(error.code, { field, words: error.words })
  }
}
