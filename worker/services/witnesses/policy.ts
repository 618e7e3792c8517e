/** The policy of a ledger: its own keys, and the witnesses that its operator has named. */
import { Problem } from '../../domain/record/problem.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { LedgerKey } from '../../ledger/keys.ts'
import { type Policy, parsePolicy } from '../../ledger/policy.ts'

/**
 * Reads what the operator has written: lines `witness`, `group` and `quorum`. The line `log` is the ledger's own; it
 * may be left out.
 *
 * @param held verifier keys of the ledger; null where they are not known yet
 * @throws Problem `invalid` that says which line does not fit
 */
export function policyOf(text: string, held: readonly string[] | null): Policy {
  const policy = read(text)
  if (held === null) return { ...policy, logs: [] }
  if (policy.logs.some(({ vkey }) => !held.includes(vkey))) {
    const keys = held.join(' ')
    throw new Problem('invalid', {
      words: {
        zh: `见证策略里的 log 不是本账本的验证密钥 ${keys}。`,
        en: `The line log of the witness policy is not the verifier key of this ledger, ${keys}.`,
      },
    })
  }
  return { ...policy, logs: [] }
}

/** A policy with lines for the keys of the ledger that are in force. */
export function withKeys(policy: Policy, keys: readonly LedgerKey[]): Policy {
  const inForce = keys.filter(({ retired }) => retired === null)
  return { ...policy, logs: inForce.map(({ vkey }) => ({ vkey, url: null })) }
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
