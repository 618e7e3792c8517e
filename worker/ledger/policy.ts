/**
 * Policies (C2SP tlog-policy): whose signatures a reader asks for before believing a checkpoint.
 *
 *     log <vkey> [<url>]
 *     witness <name> <vkey> [<url>]
 *     group <name> all|any|<k> <name>…
 *     quorum <name>|none
 *
 * Blank lines and lines that begin with `#` say nothing. A name is defined on a line before the one that uses it.
 */
import { toHex } from './bytes.ts'
import { parseDecimal } from './decimal.ts'
import { LedgerError } from './error.ts'
import { type ListedKey, readVerifierKey } from './vkey.ts'

export interface PolicyLog {
  vkey: string
  url: string | null
}

export interface PolicyWitness {
  name: string
  vkey: string
  /** the prefix to which checkpoints are submitted, and under which the witness shows what it has seen */
  url: string | null
}

export interface PolicyGroup {
  name: string
  /** so many members have to have signed; from 1 to their number */
  threshold: number
  /** names of witnesses and of earlier groups */
  members: readonly string[]
}

export interface Policy {
  logs: readonly PolicyLog[]
  witnesses: readonly PolicyWitness[]
  groups: readonly PolicyGroup[]
  /** the witness or group that has to have signed; null asks for none but the ledger itself */
  quorum: string | null
}

const MAX_LENGTH = 1_000_000
const QUORUM_NONE = 'none'
/** Tab, line end, and printable characters (the bytes 09, 0A, 20–7E, 80–FF). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the format refuses
const BAD_IN_POLICY = /[\u0000-\u0008\u000b-\u001f\u007f]/

/** The text of a policy, a line for each part. @throws LedgerError `malformed_policy` when it could not be read back */
export function formatPolicy(policy: Policy): string {
  const { logs, witnesses, groups, quorum } = policy
  const url = (at: string | null) => (at === null ? '' : ` ${at}`)
  const lines = [
    ...logs.map((log) => `log ${log.vkey}${url(log.url)}`),
    ...witnesses.map((witness) => `witness ${witness.name} ${witness.vkey}${url(witness.url)}`),
    ...groups.map(({ name, threshold, members }) => `group ${name} ${threshold} ${members.join(' ')}`),
    `quorum ${quorum ?? QUORUM_NONE}`,
  ]
  const text = `${lines.join('\n')}\n`
  parsePolicy(text)
  return text
}

/** @throws LedgerError `malformed_policy`, which names the line */
export function parsePolicy(text: string): Policy {
  if (text.length > MAX_LENGTH) throw malformed('too long')
  if (BAD_IN_POLICY.test(text)) throw malformed('a control character')
  const reader = new PolicyReader()
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    const [keyword, ...rest] = words
    if (keyword === undefined || keyword.startsWith('#')) continue
    try {
      reader.line(keyword, rest)
    } catch (cause) {
      if (!(cause instanceof LedgerError)) throw cause
      throw malformed(`line ${i + 1}: ${cause.message}`, cause)
    }
  }
  return reader.end()
}

class PolicyReader {
  readonly #logs: PolicyLog[] = []
  readonly #witnesses: PolicyWitness[] = []
  readonly #groups: PolicyGroup[] = []
  readonly #keys = new Set<string>()
  readonly #names = new Set<string>()
  readonly #members = new Set<string>()
  #quorum: { name: string | null } | null = null

  line(keyword: string, words: readonly string[]): void {
    if (keyword === 'log') this.#log(words)
    else if (keyword === 'witness') this.#witness(words)
    else if (keyword === 'group') this.#group(words)
    else if (keyword === 'quorum') this.#setQuorum(words)
    else throw malformed(`${keyword} is none of log, witness, group, quorum`)
  }

  end(): Policy {
    if (this.#quorum === null) throw malformed('no line says which quorum is asked for')
    return {
      logs: this.#logs,
      witnesses: this.#witnesses,
      groups: this.#groups,
      quorum: this.#quorum.name,
    }
  }

  #log([vkey = '', url, ...more]: readonly string[]): void {
    if (vkey === '' || more.length > 0) throw malformed('log <vkey> [<url>]')
    this.#key(readVerifierKey(vkey))
    this.#logs.push({ vkey, url: url ?? null })
  }

  #witness([name = '', vkey = '', url, ...more]: readonly string[]): void {
    if (vkey === '' || more.length > 0) throw malformed('witness <name> <vkey> [<url>]')
    this.#define(name)
    this.#key(readVerifierKey(vkey))
    this.#witnesses.push({ name, vkey, url: url ?? null })
  }

  #group([name = '', asked = '', ...members]: readonly string[]): void {
    if (members.length === 0) throw malformed('group <name> all|any|<number> <name>…')
    for (const member of members) {
      if (!this.#names.has(member)) throw malformed(`${member} is not defined on a line before`)
      if (this.#members.has(member)) throw malformed(`${member} is already a member of a group`)
      this.#members.add(member)
    }
    const threshold = asked === 'all' ? members.length : asked === 'any' ? 1 : parseDecimal(asked)
    if (threshold === null || threshold < 1 || threshold > members.length)
      throw malformed(`${asked} of ${members.length} members cannot be asked for`)
    this.#define(name)
    this.#groups.push({ name, threshold, members })
  }

  #setQuorum([name = '', ...more]: readonly string[]): void {
    if (name === '' || more.length > 0) throw malformed('quorum <name>|none')
    if (this.#quorum !== null) throw malformed('a second quorum')
    if (name !== QUORUM_NONE && !this.#names.has(name))
      throw malformed(`${name} is not defined on a line before`)
    this.#quorum = { name: name === QUORUM_NONE ? null : name }
  }

  #define(name: string): void {
    if (name === QUORUM_NONE || this.#names.has(name)) throw malformed(`the name ${name} is taken`)
    this.#names.add(name)
  }

  /** One key for each party: whoever had two would be counted twice. */
  #key({ publicKey }: ListedKey): void {
    const key = toHex(publicKey)
    if (this.#keys.has(key)) throw malformed('a key that stands on an earlier line')
    this.#keys.add(key)
  }
}

/**
 * True if the witnesses that have signed make up the quorum of a policy.
 *
 * @param signed names of the witnesses whose cosignatures hold
 */
export function isQuorum(policy: Pick<Policy, 'groups' | 'quorum'>, signed: ReadonlySet<string>): boolean {
  if (policy.quorum === null) return true
  const met = new Set(signed)
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name)
  }
  return met.has(policy.quorum)
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_policy', `policy: ${what.replace(/^policy: /, '')}`, { cause })
}
