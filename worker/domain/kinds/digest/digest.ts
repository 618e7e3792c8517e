/**
 * 日摘要: the digest of what was kept beside the ledger on one day, as of the access log. It fixes those rows
 * without showing them, or how many there are. Days that were not closed one by one are closed by one digest for all.
 */
import type { Draft, Recorded } from '../../record/event.ts'
import type { Summary } from '../../record/facts.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'
import type { Words } from '../../record/problem.ts'

/** Streams of which digests are made. */
export const digestStreams = {
  access: { zh: '查阅日志', en: 'Access log' },
  /** Entered for every day, whether or not there was ever a case: it tells nobody that there is one. */
  cases: { zh: '核查档案', en: 'Case files' },
} as const satisfies Record<string, Words>

/** The event of an entry that fixes such a digest. */
export const DIGESTED = 'digest.recorded'

export type DigestStream = keyof typeof digestStreams

export interface DigestState {
  kind: 'digest'
  id: string
  seq: number
  department: null
  stream: string
  /** The first day in China that it stands for; null where that is `day`. */
  since: string | null
  /** The last day in China that it stands for. */
  day: string
  /** base64 of SHA-256 over the salt of these days and their rows. */
  digest: string
  recorded: string
}

/** State of a digest after one more entry. Only the first says anything; total for bodies of any shape. */
export function applyToDigest(state: DigestState | null, { envelope, body }: Recorded): DigestState {
  if (state !== null) return { ...state, seq: envelope.seq }
  const fields = objectOf(body ?? undefined)
  return {
    kind: 'digest',
    id: envelope.record,
    seq: envelope.seq,
    department: null,
    stream: textOrNull(own(fields, 'stream')) ?? '',
    since: textOrNull(own(fields, 'since')),
    day: textOrNull(own(fields, 'day')) ?? envelope.occurred,
    digest: textOrNull(own(fields, 'digest')) ?? '',
    recorded: envelope.recorded,
  }
}

/** Row of a digest: its days as title, its stream as type. */
export function summariseDigest({ since, day, stream }: DigestState): Summary {
  return {
    title: since === null ? day : `${since} – ${day}`,
    department: null,
    type: stream,
    level: null,
    status: 'in_force',
  }
}

/** The entry that fixes the days of one stream from `since` to `day`. */
export function decideDigested(
  stream: DigestStream,
  { since, day }: { since: string; day: string },
  digest: string,
): Draft {
  return {
    kind: DIGESTED,
    record: digestId(stream, day),
    seq: 1,
    department: null,
    occurred: day,
    visibility: 'public',
    body: since === day ? { stream, day, digest } : { stream, since, day, digest },
  }
}

/** At most one digest a day of each stream: a day is the last of one run of days at most. */
export function digestId(stream: string, day: string): string {
  return `dig-${stream}-${day}`
}
