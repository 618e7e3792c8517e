/** The ledgers whose annotations are looked at here: by their keys and addresses, as the operator names them. */
import { Problem } from '../../domain/record/problem.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type Policy, parsePolicy } from '../../ledger/policy.ts'
import { readVerifierKey } from '../../ledger/vkey.ts'
import { parseTarget } from '../webhooks/address.ts'

/** One ledger whose annotations are looked at. */
export interface KnownLedger {
  /** As the first line of its checkpoints has it. */
  name: string
  verifierKey: string
  /** Address of its site, without a slash at the end. */
  url: string
}

export interface KnownLedgers {
  ledgers: readonly KnownLedger[]
  /** Policy under which a checkpoint of one of them is opened: its key, with the witnesses that are asked for. */
  policyOf(ledger: KnownLedger): Policy
}

/** No ledger is known. */
export const NOBODY_KNOWN: KnownLedgers = {
  ledgers: [],
  policyOf: ({ verifierKey }) => ({
    logs: [{ vkey: verifierKey, url: null }],
    witnesses: [],
    groups: [],
    quorum: null,
  }),
}

/**
 * Reads a policy (C2SP tlog-policy) whose lines `log` name the known ledgers, each with the address of its site.
 *
 * @throws Problem `invalid` that says which line does not fit
 */
export function knownLedgersOf(text: string): KnownLedgers {
  const policy = read(text)
  const ledgers = policy.logs.map(({ vkey, url }) => {
    if (url === null) throw wrong(`log ${vkey}：缺少其网址`, `log ${vkey} lacks the address of its site`)
    return { name: readVerifierKey(vkey).name, verifierKey: vkey, url: siteOf(url) }
  })
  return {
    ledgers,
    policyOf: ({ verifierKey }) => ({ ...policy, logs: [{ vkey: verifierKey, url: null }] }),
  }
}

function siteOf(url: string): string {
  try {
    return parseTarget(url, null).replace(/\/+$/, '')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw wrong(`${url}：${error.words.zh}`, `${url}: ${error.words.en}`)
  }
}

function read(text: string): Policy {
  try {
    return parsePolicy(text)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw wrong(error.message, error.message)
  }
}

function wrong(zh: string, en: string): Problem {
  return new Problem('invalid', {
    words: { zh: `认得的账本（KNOWN_LEDGERS）：${zh}。`, en: `The known ledgers (KNOWN_LEDGERS): ${en}.` },
  })
}
