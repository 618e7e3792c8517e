/**
 * Limits for those who ask without an account: by their network, of which a keyed digest is kept in memory alone, under a
 * key that is made anew each day and never written down.
 */
import { Problem } from '../../domain/record/problem.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { Waiting } from '../../services/waiting/waiting.ts'
import type { ApiContext } from './context.ts'
import type { Limiting } from './limits.ts'
import { Refusal } from './problems.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** In a day, so many times as often as in an hour. */
const DAILY = { asks: 4, slips: 4, tracks: 10, follows: 4, proofs: 10 } as const
/** Slips for each question that may be asked: whoever sends nonsense on purpose is not forgiven for ever. */
const SLIPS = 4
/** Networks that are told apart; when there are more, all others share one. */
const MOST = 20_000

/** Questions of one network, forms sent again for a slip in them, acts of those who hold a code, wishes to follow by mail, and challenges. */
export type Asking = keyof typeof DAILY

interface Bucket {
  left: number
  at: number
  today: number
}

interface Shelf {
  key: Uint8Array
  from: number
  buckets: Map<string, Bucket>
}

/** Kept as long as the buckets of an app. */
const shelves = new WeakMap<object, Shelf>()

/** The first three parts of an IPv4 address; the first 56 bits of an IPv6 one. @param network as `networkOf` gives it */
function widerNetwork(network: string): string {
  if (!network.includes(':')) return network.split('.').slice(0, 3).join('.')
  const [a = '0', b = '0', c = '0', d = '0'] = network.replace('::/64', '').split(':')
  return `${a}:${b}:${c}:${d.padStart(4, '0').slice(0, 2)}`
}

function shelfOf({ buckets, now }: Limiting): Shelf {
  const known = shelves.get(buckets)
  if (known !== undefined && now() - known.from < DAY) return known
  const made = {
    key: crypto.getRandomValues(new Uint8Array(32)),
    from: now(),
    buckets: new Map<string, Bucket>(),
  }
  shelves.set(buckets, made)
  return made
}

interface Found {
  shelf: Shelf
  bucket: Bucket
  burst: number
}

function bucketOf(limiting: Limiting, what: Asking, address: string): Found {
  const shelf = shelfOf(limiting)
  const burst = what === 'slips' ? limiting.limits.asks * SLIPS : limiting.limits[what]
  const name = toHex(sha256(new Uint8Array([...shelf.key, ...utf8(`${what} ${widerNetwork(address)}`)])))
  const known = shelf.buckets.has(name) || shelf.buckets.size < MOST ? name : ''
  const now = limiting.now()
  const bucket = shelf.buckets.get(known) ?? { left: burst, at: now, today: 0 }
  bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) * burst) / HOUR)
  bucket.at = now
  shelf.buckets.set(known, bucket)
  return { shelf, bucket, burst }
}

/** Seconds until the caller may do so again; 0 when it may now, and then it counts. */
export function waitToAsk(limiting: Limiting, what: Asking, address: string): number {
  const { shelf, bucket, burst } = bucketOf(limiting, what, address)
  if (bucket.today >= burst * DAILY[what]) return Math.ceil((shelf.from + DAY - bucket.at) / 1000)
  if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * HOUR) / burst / 1000)
  bucket.left -= 1
  bucket.today += 1
  return 0
}

/**
 * Gives back what a form of the public took that was refused for what is mended in it: whoever slips sends it again, and is
 * not kept from asking. A proof that is none is no slip.
 */
export function forgiveSlip(limiting: Limiting, error: unknown, address: string): void {
  if (!(error instanceof Problem) || error.code !== 'invalid' || error.field === 'proof') return
  if (waitToAsk(limiting, 'slips', address) > 0) return
  const { bucket, burst } = bucketOf(limiting, 'asks', address)
  bucket.left = Math.min(burst, bucket.left + 1)
  bucket.today = Math.max(0, bucket.today - 1)
}

/** Number that came from the network of an address lately: those that its bucket has not made up for. Takes nothing. */
export function cameLately(limiting: Limiting, what: Asking, address: string): number {
  const { bucket, burst } = bucketOf(limiting, what, address)
  return burst - bucket.left
}

/**
 * Does what somebody of the public asks for, where there is room for it.
 *
 * @throws Refusal `too_many`, which says when it may be tried again, and whatever the work throws
 */
export async function inRoom<T>(
  limiting: Limiting,
  { tally }: Pick<Waiting, 'tally'>,
  c: ApiContext,
  work: () => Promise<T>,
): Promise<T> {
  try {
    limitAsking(limiting, c, 'asks')
  } catch (error) {
    tally.refused += 1
    throw error
  }
  try {
    return await work()
  } catch (error) {
    forgiveSlip(limiting, error, limiting.addressOf(c))
    throw error
  }
}

/** @throws Refusal `too_many`, which says when it may be tried again */
export function limitAsking(limiting: Limiting, c: ApiContext, what: Asking): void {
  const seconds = waitToAsk(limiting, what, limiting.addressOf(c))
  if (seconds === 0) return
  c.header('retry-after', String(seconds))
  const minutes = Math.ceil(seconds / 60)
  throw new Refusal('too_many', {
    zh: `从这一网络提交的次数已达上限：请 ${minutes} 分钟后再试；急事请打 12345，危险时打 110、119 或 120。`,
    en: `Too much came from this network: try again in ${minutes} minutes. In danger call the police or an ambulance.`,
  })
}
