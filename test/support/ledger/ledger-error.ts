import { expect } from 'vitest'
import { LedgerError, type LedgerErrorCode } from '../../../worker/ledger/error.ts'

/** The code of what `run` throws; fails when it throws nothing, or anything but a LedgerError. */
export function codeOf(run: () => unknown): LedgerErrorCode {
  try {
    run()
  } catch (error) {
    return codeOfError(error)
  }
  return expect.fail('nothing was thrown')
}

/** The same of a promise. */
export async function codeOfPromise(promise: Promise<unknown>): Promise<LedgerErrorCode> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => ({ error }),
  )
  return outcome === null ? expect.fail('nothing was thrown') : codeOfError(outcome.error)
}

function codeOfError(error: unknown): LedgerErrorCode {
  if (error instanceof LedgerError) return error.code
  throw error
}
