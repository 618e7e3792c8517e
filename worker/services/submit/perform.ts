/** The frame of every verb: look up the key, load and decide, append, answer with receipts. */

import { requireWithholdable, requireWithholding } from '../../domain/kinds/withholding.ts'
import type { Draft } from '../../domain/record/event.ts'
import { Problem, type ProblemCode } from '../../domain/record/problem.ts'
import { toBase64, toBase64Each, toHex, utf8 } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Actor } from '../../ledger/envelope-shape.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { Receipt } from '../../ledger/receipt.ts'
import { BlobsAway } from '../../store/blobs/blobs.ts'
import type { DraftToSubmit } from '../../store/log/batch.ts'
import { envelopeOf, readEntriesFrom } from '../../store/log/entries.ts'
import { FrozenError } from '../../store/log/notary.ts'
import {
  ConflictError,
  FullError,
  isFull,
  KeyReusedError,
  UnavailableError,
} from '../../store/log/outcome.ts'
import { UnmetError } from '../../store/log/requirement.ts'
import type { Committed } from '../../store/log/submitted.ts'
import { pause } from '../../store/pause.ts'
import { untimelyOf } from '../clock/guard.ts'
import type { Ledger } from '../open.ts'
import { leadsAlong } from '../questions/diverted.ts'
import type { Caller } from '../roles.ts'
import { approverOf, requireSecond } from './approval.ts'
import { type Call, type Decision, type Outcome, type Request, todayOf } from './call.ts'
import { requireOthersWork, requireReceiver } from './own-work.ts'

import { prepareDrafts, signDrafts } from './prepare.ts'

/** Begins every key that no client sent: theirs begin with the id of an account. */
const INTERNAL = '~'

/** The number of times that a verb decides again when other writers keep coming first. */
const ATTEMPTS = 40

/**
 * Runs one verb to its receipt.
 *
 * @param request what was asked, for the digest that ties it to its idempotency key
 * @param decide loads what it needs and decides; runs again when another writer was first
 * @throws Problem with everything that keeps it from being recorded
 */
export async function perform(
  ledger: Ledger,
  call: Call,
  request: Request,
  decide: () => Promise<Decision>,
): Promise<Outcome> {
  try {
    const key = submissionKey(ledger, call)
    const hasDigest = call.idempotencyKey !== undefined || call.signing !== undefined
    const digest = hasDigest ? await digestOf(ledger, request, call) : ''
    await call.after
    try {
      return await settle(ledger, call, { key, digest }, decide)
    } catch (error) {
      const twin = call.idempotencyKey === undefined ? null : await recordedSince(ledger, { key, digest })
      if (twin === null) throw error
      return twin
    }
  } catch (error) {
    throw problemOf(error)
  }
}

/** Key of a request, and the digest that ties it to what was asked. */
interface Asked {
  key: string
  digest: string
}

async function settle(
  ledger: Ledger,
  call: Call,
  { key, digest }: Asked,
  decide: () => Promise<Decision>,
): Promise<Outcome> {
  const { signing } = call
  const load = async () => ({
    since: (await ledger.committer.end.tree()).head.size,
    decision: await decide(),
  })
  // Where each look-up is a way through a network, what a new key will need is read beside it.
  let begun = call.idempotencyKey !== undefined && ledger.database.isRemote === true ? load() : null
  begun?.catch(() => undefined)
  if (call.idempotencyKey !== undefined) {
    const found = await ledger.committer.find(key, digest)
    if (found !== null) return outcomeOf(ledger, found, true)
  }
  for (let attempt = 1; ; attempt++) {
    const { since, decision } = await (begun ?? load())
    begun = null
    requireWhole(decision)
    for (const draft of decision.drafts) requireWithholdable(draft)
    await requireSecond(ledger, call, decision)
    await requireOthersWork(ledger, call, decision)
    requireReceiver(call, decision)
    const today = todayOf(ledger.now(), ledger.calendar.days.zone)
    for (const draft of decision.drafts) requireWithholding(draft, today)
    if (signing?.signatures === null) {
      const signatories = { actor: envelopeActor(call.actor), approver: approverOf(call) }
      const prepared = prepareDrafts(ledger, signatories, signing.ticket, digest, decision.drafts)
      return { records: [], receipts: [], repeated: false, prepared }
    }
    await requireClock(ledger)
    const drafts = await draftsOf(ledger, call, digest, decision.drafts)
    const along = (await call.along?.(decision.drafts)) ?? {}
    const leads = await leadsAlong(ledger, decision)
    try {
      const committing = ledger.committer.submit({
        digest,
        actor: envelopeActor(call.actor),
        approver: approverOf(call),
        ...decision,
        key: along.key === undefined ? key : `${INTERNAL}${along.key}`,
        requires: [...(decision.requires ?? []), ...(along.requires ?? []), ...(leads.requires ?? [])],
        beside: [...(decision.beside ?? []), ...(along.beside ?? []), ...(leads.beside ?? [])],
        since,
        drafts,
      })
      if (call.onSent !== undefined) setTimeout(call.onSent, 0)
      const committed = await committing
      return await outcomeOf(ledger, committed, false, decision.drafts)
    } catch (error) {
      // What was seen, or signed, is decided again by whoever saw or signed it.
      const isSettled = call.expectedSeq !== undefined || signing !== undefined
      if (!(error instanceof ConflictError) || isSettled || attempt === ATTEMPTS) throw error
      await pause(ledger.random, attempt)
    }
  }
}

/**
 * Outcome of the same request that was recorded while this one was decided: what it did already is refused here, and
 * was asked for once. Null when there is none, or nobody can tell.
 */
async function recordedSince(ledger: Ledger, { key, digest }: Asked): Promise<Outcome | null> {
  try {
    const found = await ledger.committer.find(key, digest)
    return found === null ? null : await outcomeOf(ledger, found, true)
  } catch {
    return null
  }
}

/** The drafts for the committer: with salts and signatures when the department has signed. */
async function draftsOf(
  ledger: Ledger,
  call: Call,
  digest: string,
  drafts: readonly Draft[],
): Promise<readonly DraftToSubmit[]> {
  const { actor, signing } = call
  if (signing === undefined || signing.signatures === null) return drafts
  const { ticket, signatures } = signing
  const signatories = { actor: envelopeActor(actor), approver: approverOf(call) }
  return signDrafts(ledger, signatories, { ticket, signatures }, digest, drafts)
}

/**
 * Guard of a decision that is judged by its effect: it has to hold the state before of each record it is on.
 * @throws Error for a verb that left a record out
 */
function requireWhole({ drafts, before }: Decision): void {
  const left = drafts.find(({ record, seq }) => seq > 1 && !before.has(record))
  if (left !== undefined) throw new Error(`decided on ${left.record} without its state before`)
}

/** A time that was written down stands for good: a clock that jumped is not followed. @throws Problem `unavailable` */
async function requireClock({ clock, committer }: Ledger): Promise<void> {
  const untimely = untimelyOf(clock, (await committer.end.tree()).head.recorded)
  if (untimely !== null) throw untimely
}

/** The caller as the envelope names it: no key, no scope. */
function envelopeActor({ account, role, department }: Caller): Actor {
  return { account, role, department }
}

/**
 * Ties a request to its idempotency key: everything but who calls, with which key, and who has signed. Of what is
 * withheld by a keyed digest, as a guess at short content could be confirmed by a plain one.
 */
async function digestOf(
  { keyedDigest }: Ledger,
  request: Request,
  { expectedSeq, occurred, visibility, ground, review }: Call,
): Promise<string> {
  const whole = { ...request, call: { expectedSeq, occurred, visibility, ground, review } }
  const text = canonicalJson(JSON.parse(JSON.stringify(whole)))
  return visibility === 'sealed' ? keyedDigest(text) : toHex(sha256(utf8(text)))
}

function submissionKey(ledger: Ledger, { actor, idempotencyKey }: Call): string {
  if (idempotencyKey === undefined) return `${INTERNAL}${toHex(ledger.random(16))}`
  if (/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) return `${actor.account} ${idempotencyKey}`
  throw new Problem('invalid', {
    field: 'Idempotency-Key',
    words: {
      zh: '幂等键须为 1 到 200 个可见 ASCII 字符。',
      en: 'The idempotency key must be 1 to 200 visible ASCII characters.',
    },
  })
}

async function outcomeOf(
  ledger: Ledger,
  { first, count, head, checkpoint, leafHashes }: Committed,
  repeated: boolean,
  drafts?: readonly Draft[],
): Promise<Outcome> {
  const { tree } = await ledger.committer.end.tree()
  const places =
    drafts ?? (await readEntriesFrom(ledger.database, first, count)).map((entry) => envelopeOf(entry))
  const hashes =
    leafHashes ?? (await readEntriesFrom(ledger.database, first, count)).map(({ leafHash }) => leafHash)
  const root = toBase64(head.root)
  const receipts: Receipt[] = []
  for (const [i, leafHash] of hashes.entries()) {
    const proof = await tree.inclusion(first + i, head.size)
    receipts.push({
      index: first + i,
      leafHash: toBase64(leafHash),
      size: head.size,
      root,
      proof: toBase64Each(proof),
      checkpoint,
    })
  }
  return {
    records: places.map(({ record, seq }, i) => ({ id: record, seq, index: first + i })),
    receipts,
    repeated,
  }
}

/** Turns what the store refuses into the problem that the caller is told. */
export function problemOf(error: unknown): unknown {
  if (error instanceof ConflictError) {
    return problem('conflict', {
      zh: `${error.record} 刚有另一条账目先入账：请重新读取后再试。`,
      en: `Another entry of ${error.record} was recorded first: read it again and decide anew.`,
    })
  }
  if (error instanceof UnmetError) {
    return problem('conflict', {
      zh: `${error.what} 刚在别处变动，没有记入任何内容：请看过最新情况再试。`,
      en: `${error.what} was changed elsewhere just now; nothing was recorded. Look at it as it is, then try again.`,
    })
  }
  if (error instanceof KeyReusedError) {
    return problem('idempotency_key_reused', {
      zh: '这一幂等键已用于另一个请求：请换一个新的键。',
      en: 'This idempotency key was used for another request: take a new one.',
    })
  }
  if (error instanceof FrozenError) return problem('ledger_frozen', error.frozen.words)
  if (error instanceof FullError || isFull(error)) {
    return problem('storage_full', {
      zh: '服务器磁盘已满，没有记入任何内容：腾出空间后会自行恢复，请稍后再试。',
      en: 'The disk of the server is full; nothing was recorded. It works again once there is room: try again later.',
    })
  }
  if (error instanceof UnavailableError) {
    return problem('unavailable', {
      zh: '账本暂时繁忙，没有记入任何内容：请稍后再试。',
      en: 'The ledger is busy just now; nothing was recorded. Try again in a moment.',
    })
  }
  if (error instanceof BlobsAway) {
    return problem('unavailable', {
      zh: '存放文件的地方暂时没有回应；账本本身照常。请稍后再试。',
      en: 'The place where documents lie does not answer just now; the ledger itself goes on. Try again in a moment.',
    })
  }
  return error
}

function problem(code: ProblemCode, words: { zh: string; en: string }): Problem {
  return new Problem(code, { words })
}
