/** 账本核查: what a walk through the ledger and its documents found, for the rules that cannot see bytes. */

/**
 * `damaged`: the bytes held have another digest; `lost`: they were held and are gone; `not_held`: never kept here,
 * the digest alone stands in the ledger.
 */
export type DocumentStanding = 'intact' | 'damaged' | 'lost' | 'not_held'

export interface Audit {
  /** Number of entries that were walked, from the first on. */
  readonly size: number
  /** Indices of entries whose leaf is not in the tree as signed, or whose body does not have its digest. */
  readonly broken: readonly number[]
  /** The state of the document with this SHA-256; null when it was not looked at. */
  document(sha256: string): DocumentStanding | null
}
