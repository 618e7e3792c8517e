/** The judgement of an evidence file, the same on the command line and in the reader's browser. Pure. */
import { fromUtf8 } from '../../ledger/bytes.ts'
import { parseCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { isInForce } from '../../ledger/keys.ts'
import { parseNote } from '../../ledger/note.ts'
import { formatPolicy, type Policy, parsePolicy } from '../../ledger/policy.ts'
import type { Witnessed } from '../../ledger/vouch.ts'
import { replay } from '../kinds/replay.ts'
import type { Completeness } from './complete.ts'
import { UnprovenError, type UnprovenPart } from './entry.ts'
import { checkEvidence, type Evidence, parseEvidence } from './evidence.ts'
import { knownKeys, parseKeyHistory } from './keys.ts'

/** One entry whose bytes were checked, as they say. */
export interface Held {
  /** in the ledger, from 0 */
  index: number
  /** as `decision.step_concluded` */
  event: string
  /** the ledger's own clock, UTC */
  recorded: string
  /** calendar date of some precision, or instant in UTC */
  occurred: string
  /** true when the body is withheld or was lawfully erased */
  withheld: boolean
}

/** All that an evidence file proves. */
export interface Proof {
  record: string
  /** of the record as its entries leave it */
  title: string | null
  /** oldest first, without a gap */
  entries: readonly Held[]
  /** entries of the ledger under the checkpoint */
  size: number
  origin: string
  /** the ledger's key that has signed */
  vkey: string
  /** True of a key that is known from the history of keys alone: it was retired, or is of a ledger that was closed. */
  former: boolean
  witnesses: readonly Witnessed[]
  /** whether the record had other entries, as of a day; null for a file that says nothing of it */
  complete: Completeness | null
}

/**
 * The outcome, best first. `holds`: under what the reader trusts. `itself`: only under the policy that the file brings
 * along, which shows that it agrees with itself and no more. `short`: the entries hold, but fewer witnesses have
 * cosigned than are asked for. The others say which part does not hold; `trust` is about the reader's own text.
 */
export type Judgement =
  | ({ is: 'holds' | 'itself' | 'short' } & Proof)
  | { is: 'file'; record: string | null; why: string }
  | { is: 'trust'; why: string }
  | { is: 'signature' | 'missing'; record: string }
  | { is: 'entry'; record: string; index: number; part: UnprovenPart }

/**
 * Judges an evidence file.
 *
 * @param file its bytes as they are: what is not UTF-8, or begins with a mark of the order of bytes, is no such file
 * @param trusted a policy (C2SP tlog-policy), or one verifier key alone, from outside the file; blank when there is none.
 *   Behind it may stand the history of keys of that ledger, as `/log/keys` gives it: then a key that it has retired, or
 *   that of a ledger which it continues, will do for what it signed before
 * @param now POSIX seconds
 */
export async function judgeEvidence(file: Uint8Array, trusted: string, now: number): Promise<Judgement> {
  const at = trusted.search(/^\s*\{/m)
  const [words, history] = at === -1 ? [trusted, null] : [trusted.slice(0, at), trusted.slice(at).trim()]
  const given = words.trim() === '' ? null : tried(() => trustIn(words))
  if (typeof given === 'string') return { is: 'trust', why: given }
  const evidence = tried(() => parseEvidence(fromUtf8(file)))
  if (typeof evidence === 'string') return { is: 'file', record: null, why: evidence }
  const policy = given ?? tried(() => parsePolicy(evidence.policy))
  if (typeof policy === 'string') return { is: 'file', record: evidence.record, why: policy }
  const former = history === null ? [] : await formerIn(policy, `${history}\n`, evidence)
  if (typeof former === 'string') return { is: 'trust', why: former }
  const carried = given === null
  const judged = await judgeUnder(evidence, policy, { carried, former: [] }, now)
  if (judged.is !== 'signature' || former.length === 0) return judged
  // The chain in the file would lead from a former key to one that may be in other hands by now.
  return judgeUnder({ ...evidence, keys: null }, withLogs(policy, former), { carried, former }, now)
}

async function judgeUnder(
  evidence: Evidence,
  policy: Policy,
  { carried, former }: { carried: boolean; former: readonly string[] },
  now: number,
): Promise<Judgement> {
  const { record } = evidence
  try {
    const { vouched, entries, complete } = await checkEvidence(evidence, policy, now)
    const { checkpoint, vkey, witnesses, quorum } = vouched
    return {
      is: !quorum ? 'short' : carried ? 'itself' : 'holds',
      record,
      title: titleIn(replay(record, entries)),
      entries: entries.map(({ index, envelope, body }) => ({
        index,
        event: envelope.kind,
        recorded: envelope.recorded,
        occurred: envelope.occurred,
        withheld: body === null,
      })),
      size: checkpoint.size,
      origin: checkpoint.origin,
      vkey,
      former: former.includes(vkey),
      witnesses,
      complete,
    }
  } catch (error) {
    if (error instanceof UnprovenError) return { is: 'entry', record, index: error.index, part: error.part }
    if (!(error instanceof LedgerError)) throw error
    if (error.code === 'signature_invalid') return { is: 'signature', record }
    if (error.code === 'entries_missing') return { is: 'missing', record }
    return { is: 'file', record, why: error.message }
  }
}

const withLogs = (policy: Policy, vkeys: readonly string[]): Policy => ({
  ...policy,
  logs: [...policy.logs, ...vkeys.map((vkey) => ({ vkey, url: null }))],
})

/**
 * Keys that the trusted ledger, or one that it continues, has had before, as its history proves; those that may be in
 * other hands are left out, as is what was retired before the checkpoint of the file.
 *
 * @returns the reason why the history does not hold, where it does not
 */
async function formerIn(
  { logs }: Policy,
  text: string,
  { checkpoint }: Evidence,
): Promise<string[] | string> {
  const trusted = logs.map(({ vkey }) => vkey)
  try {
    const known = await knownKeys(trusted, parseKeyHistory(text))
    const { origin, size } = parseCheckpoint(parseNote(checkpoint).text)
    return known
      .filter((key) => key.origin === origin && key.reason !== 'compromise' && isInForce(key, size))
      .flatMap(({ vkey }) => (trusted.includes(vkey) ? [] : [vkey]))
  } catch (error) {
    if (error instanceof LedgerError || error instanceof UnprovenError) return error.message
    throw error
  }
}

/** Read from the state itself: the script of the page is built without what kinds say of their records. */
function titleIn(state: object | null): string | null {
  const { title, name }: { title?: unknown; name?: unknown } = state ?? {}
  const found = title ?? name
  return typeof found === 'string' ? found : null
}

/** One word is a key of a ledger, which asks for no witness. @throws LedgerError for text that is neither */
function trustIn(text: string): Policy {
  const words = text.trim()
  if (/\s/.test(words)) return parsePolicy(text)
  const policy = { logs: [{ vkey: words, url: null }], witnesses: [], groups: [], quorum: null }
  return parsePolicy(formatPolicy(policy))
}

/** Result of a reading, or the reason for which it failed. */
function tried<T extends object>(read: () => T): T | string {
  try {
    return read()
  } catch (error) {
    if (error instanceof LedgerError) return error.message
    throw error
  }
}
