/**
 * Lanes of what the public sends: whoever sends is asked for nothing but, in busy times, for work or for patience. Counted
 * in memory, by a clock that nobody sets; a Worker counts for each isolate, and asks its platform where that counts too.
 */
import { refuse } from '../../domain/record/guard.ts'
import { receivedBefore } from '../../services/questions/receipt.ts'
import { laneOf, levelOf } from '../../services/waiting/lanes.ts'
import type { Incoming, Waits } from '../../services/waiting/queue.ts'
import type { Waiting } from '../../services/waiting/waiting.ts'
import { cameLately } from '../http/asking.ts'
import type { ApiContext } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'

const MINUTE = 60_000

/** Moments at which texts were entered at once, in the last minute; kept as long as the buckets of an app. */
const entered = new WeakMap<object, number[]>()

function lately({ buckets, now }: Limiting): number[] {
  const moments = (entered.get(buckets) ?? []).filter((one) => now() - one < MINUTE)
  entered.set(buckets, moments)
  return moments
}

const loadOf = (limiting: Limiting): number => lately(limiting).length / limiting.limits.atOnce

/** Text of the public, as it is sent. */
export interface Sending {
  /** Nonce of its form, or the idempotency key of a program. */
  form: string | undefined
  /** The time at which its form was opened, as the form carries it; left out by a program, which has none. */
  opened?: string | undefined
  proof?: string | undefined
}

async function isHurried({ limits }: Limiting, { proofs }: Waiting, { form, opened }: Sending) {
  if (opened === undefined || limits.quickest === 0) return false
  const open = await proofs.openFor(form ?? '', opened)
  return open === null || open < limits.quickest * 1000
}

async function isProven({ proofs }: Waiting, { form, proof }: Sending): Promise<boolean> {
  if (!proof) return false
  if (form !== undefined) {
    await proofs.take(proof, form)
    return true
  }
  throw refuse(
    'invalid',
    '带证明提交须有 Idempotency-Key：证明是为它出的题。',
    'A proof needs the Idempotency-Key for which its challenge was made.',
    'Idempotency-Key',
  )
}

/**
 * The lane of a text, which is counted with it.
 *
 * @throws Problem `invalid` for a proof that is none, `unchanged` for a form that still waits
 */
export async function chooseLane(
  limiting: Limiting,
  waiting: Waiting,
  sending: Sending,
): Promise<'now' | 'waiting'> {
  return waiting.turnstile.pass(() => choose(limiting, waiting, sending))
}

async function choose(limiting: Limiting, waiting: Waiting, sending: Sending): Promise<'now' | 'waiting'> {
  if (await waiting.queue.holds(sending.form)) throw receivedBefore()
  const hurried = await isHurried(limiting, waiting, sending)
  const proven = await isProven(waiting, sending)
  const isAsked = hurried || loadOf(limiting) >= 1
  const isFull = !isAsked && (await limiting.isFull?.()) === true
  const before = proven || isAsked || isFull ? 0 : (await waiting.queue.standing()).waiting
  // Looked at and counted in one go: of many that come at once, none is counted by half.
  const lane = laneOf({ proven, hurried, load: isFull ? 1 : loadOf(limiting), waiting: before })
  if (lane === 'now') lately(limiting).push(limiting.now())
  waiting.tally[lane] += 1
  return lane
}

/** Keeps what is to wait, as it was sent. @throws Problem */
export function keepWaiting(
  { limits }: Pick<Limiting, 'limits'>,
  { queue, turnstile }: Pick<Waiting, 'queue' | 'turnstile'>,
  incoming: Incoming,
  given: object,
  nonce: string | undefined,
): Promise<Waits> {
  return turnstile.pass(() => queue.keep(incoming, given, limits.waiting, nonce))
}

/** Doublings of the work that whoever sends a request is asked for. */
export function levelFor(limiting: Limiting, c: ApiContext): number {
  return levelOf(cameLately(limiting, 'asks', limiting.addressOf(c)), loadOf(limiting))
}
