/** The witnesses of the ledger: checkpoints are brought to them, and what they cosigned is kept and served. */
import { greatest } from '../../domain/record/list/long.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import { formatPolicy, isQuorum, type PolicyWitness } from '../../ledger/policy.ts'
import { readVerifierKey } from '../../ledger/vkey.ts'
import { FrozenError } from '../../store/log/notary.ts'
import {
  keepAnswer,
  OVERRULED,
  readAnswers,
  readCosignatures,
  type StoredCosignature,
} from '../../store/log/witnesses.ts'
import type { Ledger } from '../open.ts'
import type { Log } from '../read/log.ts'
import { withKeys } from './policy.ts'
import { type Outcome, type Post, submitCheckpoint } from './submission.ts'

/**
 * Last outcome of a witness. `waiting` has not been asked yet; `unknown_key` has a key that cannot be checked
 * here.
 */
export type WitnessStanding = Outcome['is'] | 'waiting' | 'overruled' | 'unknown_key' | 'no_address'

export interface WitnessView {
  name: string
  vkey: string
  url: string | null
  standing: WitnessStanding
  /** entries in the checkpoint that it last saw */
  size: number
  /** ISO, UTC: when it was last asked; null before */
  at: string | null
}

/** A checkpoint with the witnesses that have cosigned it. */
export interface WitnessedCheckpoint {
  size: number
  /** the signed note, with their lines */
  checkpoint: string
  /** their names in the policy */
  witnesses: string[]
  /** POSIX seconds of the latest of their cosignatures; null when there is none */
  time: number | null
  quorum: boolean
}

export interface WitnessState {
  /** the policy as text; null when the operator has named no witness */
  policy: string | null
  witnesses: WitnessView[]
  /** the newest checkpoint, with whoever has cosigned it already; null while none was signed */
  newest: WitnessedCheckpoint | null
  /** the newest checkpoint that has the quorum of the policy; null when none has */
  witnessed: WitnessedCheckpoint | null
}

export type Witnesses = ReturnType<typeof createWitnesses>

/** Checkpoints that are looked through for one with a quorum. */
const LOOKED_THROUGH = 200

/**
 * Witnesses of one ledger, by its policy: asked in rounds, their cosignatures kept and served.
 *
 * @param post sends a request to a witness
 */
export function createWitnesses(ledger: Ledger, log: Log, post: Post) {
  const { database, policy } = ledger
  const asked = (policy?.witnesses ?? []).filter(isAsked)
  async function submit(witness: PolicyWitness & { url: string }, old: number): Promise<Outcome> {
    const { size, checkpoint } = await log.published()
    const note = await checkpoint()
    const prove = async (from: number) =>
      from === 0 || from === size ? [] : (await log.consistency(from, size)).map(fromBase64)
    const outcome = await submitCheckpoint({ ...witness, old, size, note, prove }, post)
    const cosigned = outcome.is === 'cosigned'
    const seen = cosigned ? size : outcome.is === 'ahead' ? outcome.size : old
    const answer = { vkey: witness.vkey, size: seen, outcome: outcome.is, at: ledger.now().toISOString() }
    const { vkey } = witness
    const kept = cosigned ? { size, vkey, line: outcome.line, time: outcome.time } : null
    await keepAnswer(database, answer, kept)
    return outcome
  }

  /** The names under which the policy knows those who have signed. */
  function namesOf(signed: readonly StoredCosignature[]): string[] {
    const keys = new Set(signed.map(({ vkey }) => vkey))
    return (policy?.witnesses ?? []).filter(({ vkey }) => keys.has(vkey)).map(({ name }) => name)
  }

  function withLines(size: number, note: string, signed: readonly StoredCosignature[]): WitnessedCheckpoint {
    const known = new Set((policy?.witnesses ?? []).map(({ vkey }) => vkey))
    const counted = signed.filter((one) => one.size === size && known.has(one.vkey))
    const witnesses = namesOf(counted)
    return {
      size,
      checkpoint: note + counted.map(({ line }) => line).join(''),
      witnesses,
      time:
        counted.length === 0
          ? null
          : greatest(
              0,
              counted.map(({ time }) => time),
            ),
      quorum: policy !== null && isQuorum(policy, new Set(witnesses)),
    }
  }

  const witnesses = {
    /** The policy that is published, with the ledger's own keys in force; null when the operator has named no witness. */
    get policy(): string | null {
      return policy === null ? null : formatPolicy(withKeys(policy, ledger.notary.keys))
    },

    /**
     * Brings the newest checkpoint to every witness that has not cosigned it. A witness that says it has seen more than
     * the ledger holds stops all signing: the ledger was rolled back, or somebody signs with its key elsewhere. One
     * that was overruled is left alone until the ledger is as long as it said.
     *
     * @param all asks also those that have cosigned it, as far as is remembered here: a database that was brought
     *   back remembers answers of its own time
     */
    async publish({ all = false } = {}): Promise<void> {
      if (asked.length === 0) return
      const { size, frozen } = await log.published()
      if (frozen !== null || size === 0) return
      const answers = new Map((await readAnswers(database)).map((answer) => [answer.vkey, answer]))
      const waiting = asked.filter(({ vkey }) => {
        const answer = answers.get(vkey)
        if (answer?.outcome === OVERRULED && answer.size > size) return false
        return all || answer?.outcome !== 'cosigned' || answer.size < size
      })
      try {
        const outcomes = await Promise.all(
          waiting.map((witness) => submit(witness, answers.get(witness.vkey)?.size ?? 0)),
        )
        if (outcomes.some(({ is }) => is === 'ahead')) await ledger.committer.end.refresh()
      } catch (error) {
        if (!(error instanceof FrozenError)) throw error
      }
    },

    /** The newest checkpoint with the cosignatures that it has. @throws FrozenError when nothing was ever signed */
    async newest(): Promise<WitnessedCheckpoint> {
      const { size, checkpoint } = await log.published()
      const note = await checkpoint()
      if (policy === null) return withLines(size, note, [])
      return withLines(size, note, await readCosignatures(database, { least: size, sizes: 1 }))
    },

    /** The newest checkpoint over at least so many entries that has the quorum; null when none has. */
    async witnessed(least = 1): Promise<WitnessedCheckpoint | null> {
      if (policy === null) return null
      const signed = await readCosignatures(database, { least, sizes: LOOKED_THROUGH })
      for (const size of new Set(signed.map((one) => one.size))) {
        const found = withLines(size, '', signed)
        if (found.quorum) return { ...found, checkpoint: (await log.checkpointAt(size)) + found.checkpoint }
      }
      return null
    },

    /** State of the witnesses, for the page and the operator. */
    async state(): Promise<WitnessState> {
      const answers = new Map((await readAnswers(database)).map((answer) => [answer.vkey, answer]))
      const newest = await witnesses.newest().catch((error: unknown) => {
        if (error instanceof FrozenError) return null
        throw error
      })
      return {
        policy: witnesses.policy,
        witnesses: (policy?.witnesses ?? []).map((witness) => {
          const answer = answers.get(witness.vkey)
          const { name, vkey, url } = witness
          const standing = answer === undefined ? standingBefore(witness) : standingOf(answer.outcome)
          return { name, vkey, url, standing, size: answer?.size ?? 0, at: answer?.at ?? null }
        }),
        newest: newest === null || newest.size === 0 ? null : newest,
        witnessed: await witnesses.witnessed(),
      }
    },
  }
  return witnesses
}

function isAsked(witness: PolicyWitness): witness is PolicyWitness & { url: string } {
  return standingBefore(witness) === 'waiting'
}

function standingBefore({ vkey, url }: PolicyWitness): WitnessStanding {
  if (!readVerifierKey(vkey).checkable) return 'unknown_key'
  return url === null ? 'no_address' : 'waiting'
}

const KNOWN: readonly WitnessStanding[] = ['cosigned', 'ahead', 'refused', 'unreachable', 'odd', 'overruled']

function standingOf(outcome: string): WitnessStanding {
  return KNOWN.find((known) => known === outcome) ?? 'odd'
}
