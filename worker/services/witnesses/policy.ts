/** The policy of a ledger: its own key, and the witnesses that its operator has named. */
import { Problem } from '../../domain/record/problem.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type Policy, parsePolicy } from '../../ledger/policy.ts'

/**
 * Reads what the operator has written: lines `witness`, `group` and `quorum`. The line `log` is the ledger's own; it
 * may be left out.
 *
 * @throws Problem `invalid` that says which line does not fit
 */
export function policyOf(text: string, verifierKey: string): Policy {
  const policy = read(text)
  if (policy.logs.some(({ vkey }) => vkey !== verifierKey)) {
    throw new Problem('invalid', {
      words: {
        zh: `见证策略里的 log 不是本账本的验证密钥 ${verifierKey}。`,
        en: `The line log of the witness policy is not the verifier key of this ledger, ${verifierKey}.`,
      },
    })
  }
  return { ...policy, logs: [{ vkey: verifierKey, url: null }] }
}

function read(text: string): Policy {
  try {
    return parsePolicy(text)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new Problem('invalid', {
      words: { zh: `见证策略读不懂（${error.message}）。`, en: `The witness policy: ${error.message}.` },
    })
  }
}
