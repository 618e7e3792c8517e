/** Everything that can be wrong with what the ledger is given. */
export type LedgerErrorCode =
  | 'not_canonical'
  | 'too_large'
  | 'malformed_leaf'
  | 'malformed_base64'
  | 'malformed_utf8'
  | 'malformed_note'
  | 'malformed_checkpoint'
  | 'malformed_vkey'
  | 'malformed_path'
  | 'malformed_bundle'
  | 'malformed_proof'
  | 'malformed_policy'
  | 'malformed_request'
  | 'malformed_evidence'
  | 'entries_missing'
  | 'out_of_range'
  | 'body_invalid'
  | 'proof_invalid'
  | 'signature_invalid'

/**
 * The only error that this room throws for bad input. The code is stable; the message is for the operator.
 * For `proof_invalid`, `body_invalid` and `signature_invalid` it never says which step failed, except in an audit.
 */
export class LedgerError extends Error {
  override name = 'LedgerError'
  readonly code: LedgerErrorCode

  constructor(code: LedgerErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/**
 * Sizes and indices are numbers, so that 2^53 − 1 is the end of the ledger.
 *
 * @throws LedgerError `out_of_range` unless `value` is a safe integer and at least `least`
 */
export function requireCount(value: number, what: string, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new LedgerError(
      'out_of_range',
      `${what} must be an integer from ${least} to 2^53 − 1, not ${value}`,
    )
  }
}
