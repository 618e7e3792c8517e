/** Webhooks: endpoints of other systems, which accounts make, and the entries that they are told of. */
import { formatTopic, parseTopic } from '../../domain/following/topic.ts'
import { refuse } from '../../domain/record/guard.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { toBase64, toHex } from '../../ledger/bytes.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { envelopeOf, readEntry } from '../../store/log/entries.ts'
import * as stored from '../../store/outgoing/endpoints.ts'
import { readHeadSize } from '../../store/outgoing/sizes.ts'
import { readTouched, type Touched } from '../../store/outgoing/touched.ts'
import { readRecords } from '../../store/records/records.ts'
import { holderIn } from '../accounts/in-force.ts'
import { newRowId } from '../accounts/secrets.ts'
import { createTopics } from '../following/topics.ts'
import type { Ledger } from '../open.ts'
import { parseTarget } from './address.ts'
import type { Answered, Hook } from './hook.ts'
import { waitAfter } from './retries.ts'
import { newWebhookSecret, signedHeaders } from './signature.ts'

/** Endpoints of one account. */
const MOST_ENDPOINTS = 10
/** Entries of one endpoint that are put on their way, or sent once more, at a time. */
const MOST_AT_ONCE = 1000
/** Deliveries in hand at a time, and for how long: longer than all of them may take. */
const TOGETHER = 20
const LEASE = 10 * 60_000
const HOUR = 3_600_000
/** Hours for which the key before signs as well. */
const ROTATION = 24
/** Milliseconds after which an endpoint that never answers is off. */
const PATIENCE = 5 * 24 * HOUR
/** Days for which a delivery that ended is remembered. */
const KEPT = 30
/** Characters of the answer to a challenge that are looked at. */
const ECHO = 1000

/** An endpoint as its account sees it. */
export interface EndpointView {
  id: string
  url: string
  topic: string | null
  status: 'waiting' | 'on' | 'off'
  reason: string | null
  /** Entries before this index are told, or on their way. */
  cursor: number
  /** Number of those on their way. */
  waiting: number
  failing: string | null
  created: string
}

export type Webhooks = ReturnType<typeof createWebhooks>

/** @param hook null where nothing can be sent from here */
export function createWebhooks(ledger: Ledger, hook: Hook | null) {
  const { database, contacts, random } = ledger
  const { entriesOf, requireThere } = createTopics(ledger)
  const now = (): Date => ledger.now()
  const sealedFor = (id: string): string => `endpoint ${id}`

  async function viewOf(row: stored.StoredEndpoint): Promise<EndpointView> {
    const { id, url, topic, status, reason, cursor, failing, created } = row
    const waiting = await stored.countWaiting(database, id)
    return {
      id,
      url,
      topic,
      status: status as EndpointView['status'],
      reason,
      cursor,
      waiting,
      failing,
      created,
    }
  }

  /** @throws Problem `not_found` also for an endpoint of somebody else */
  async function requireOwn(account: string, id: string): Promise<stored.StoredEndpoint> {
    const row = await stored.readEndpoint(database, id)
    if (row !== null && row.account === account) return row
    throw refuse('not_found', `没有接收端 ${id}。`, `There is no endpoint ${id}.`, 'id')
  }

  /** @throws Problem `unavailable` where nothing can be sent from here */
  function requireHook(): Hook {
    if (hook !== null) return hook
    throw refuse('unavailable', '此处不能发出 webhook。', 'No webhook can be sent from here.')
  }

  /** The keys that sign now, the new one first. */
  async function secretsOf({ id, secret, oldSecret, oldUntil }: stored.StoredEndpoint): Promise<string[]> {
    const sealed = [
      secret,
      ...(oldSecret !== null && (oldUntil ?? '') > now().toISOString() ? [oldSecret] : []),
    ]
    return (await Promise.all(sealed.map((one) => contacts.open(one, sealedFor(id))))).flatMap(
      (one) => one ?? [],
    )
  }

  async function post(row: stored.StoredEndpoint, id: string, body: string, read = 0): Promise<Answered> {
    const headers = await signedHeaders(id, now(), body, await secretsOf(row))
    return requireHook()({ url: row.url, headers, body, read })
  }

  /** Asks whoever serves the address to say back what only they are told, as proof that they want this. */
  async function challenge(row: stored.StoredEndpoint): Promise<boolean> {
    const word = toHex(random(16))
    const body = canonicalJson({
      type: 'endpoint.challenge',
      timestamp: now().toISOString(),
      data: { challenge: word },
    })
    const { status, text } = await post(row, `evt_challenge_${toHex(random(5))}_${row.id}`, body, ECHO)
    const isTheirs = status >= 200 && status < 300 && text.includes(word)
    if (isTheirs) await stored.changeEndpoint(database, row.id, { status: 'on', reason: null, failing: null })
    return isTheirs
  }

  /** The thin body of an event: what it says, anybody may read at its address; nothing of it has to be called back. */
  async function bodyOf(index: number, base: string): Promise<string | null> {
    const entry = await readEntry(database, index)
    if (entry === null) return null
    const { kind, record, recorded } = envelopeOf(entry)
    const url = `${base}/api/v1/entries/${index}`
    return canonicalJson({
      type: kind,
      timestamp: recorded,
      data: { index, record, kind, leafHash: toBase64(entry.leafHash), url },
    })
  }

  async function isHeld({ account }: stored.StoredEndpoint): Promise<boolean> {
    const [record] = await readRecords(database, [account])
    return holderIn(ledger, record?.state) !== null
  }

  /** Puts new entries on their way to the endpoints that are told of them. */
  async function gather(): Promise<void> {
    const size = await readHeadSize(database)
    for (const row of await stored.behind(database, size)) {
      if (!(await isHeld(row))) {
        await stored.changeEndpoint(database, row.id, { status: 'off', reason: 'account' })
        continue
      }
      const to = Math.min(size, row.cursor + MOST_AT_ONCE)
      const touched: Touched[] = []
      addAll(touched, await readTouched(database, row.cursor, to, MOST_AT_ONCE))
      const mine = row.topic === null ? null : await entriesOf(parseTopic(row.topic), touched)
      const entries = touched.flatMap(({ index }) => (mine === null || mine.has(index) ? [index] : []))
      await stored.dispatch(database, row, entries, to, now().toISOString())
    }
  }

  /** @returns until when its endpoint is left alone; null where it was taken */
  async function settleOne(
    row: stored.StoredEndpoint,
    one: stored.StoredDelivery,
    answer: Answered,
  ): Promise<string | null> {
    const at = now()
    const { status, retryAfter, why } = answer
    const outcome = status === 0 ? why : `HTTP ${status}`
    const instant = at.toISOString()
    const taken = status >= 200 && status < 300
    const wait = taken ? null : waitAfter(one.attempts, retryAfter, at, (random(1)[0] ?? 0) / 255)
    const due = wait === null ? null : new Date(at.getTime() + wait).toISOString()
    await stored.settleDelivery(database, one, { outcome, due, now: instant, failed: !taken })
    if (status === 410) await stored.changeEndpoint(database, row.id, { status: 'off', reason: 'gone' })
    else if (!taken && row.failing !== null && at.getTime() - Date.parse(row.failing) >= PATIENCE)
      await stored.changeEndpoint(database, row.id, { status: 'off', reason: 'failing' })
    return taken ? null : (due ?? instant)
  }

  /** Sends deliveries of one endpoint in their order, until one fails: the others would only meet the same. */
  async function sendTo(id: string, all: readonly stored.StoredDelivery[], base: string): Promise<void> {
    for (const [at, one] of all.entries()) {
      const row = await stored.readEndpoint(database, id)
      const body = await bodyOf(one.entry, base)
      if (row === null || body === null) continue
      const until = await settleOne(row, one, await post(row, one.id, body))
      if (until === null) continue
      const rest = all.slice(at + 1).map((other) => other.id)
      return stored.release(database, rest, until)
    }
  }

  return {
    async list(account: string): Promise<EndpointView[]> {
      return Promise.all((await stored.endpointsOf(database, account)).map(viewOf))
    },

    /** Endpoints of all accounts, for the operator on the machine. */
    async all(): Promise<(EndpointView & { account: string })[]> {
      const rows = await stored.allEndpoints(database)
      return Promise.all(rows.map(async (row) => ({ ...(await viewOf(row)), account: row.account })))
    },

    /**
     * An endpoint, and the key of its signatures, which is shown once. It is told of what is recorded from now on, as
     * soon as whoever serves it has answered a challenge.
     *
     * @param own host of this site; null where it is not known
     * @throws Problem `invalid`, `quota_reached`
     */
    async create(
      account: string,
      given: { url: string; topic?: string | undefined },
      own: string | null,
    ): Promise<{ endpoint: EndpointView; secret: string }> {
      requireHook()
      const url = parseTarget(given.url, own)
      const topic = given.topic === undefined ? null : parseTopic(given.topic)
      if (topic !== null) await requireThere(topic)
      const id = newRowId('whk', random)
      const secret = newWebhookSecret(random)
      const row: stored.StoredEndpoint = {
        ...{
          id,
          account,
          url,
          topic: topic === null ? null : formatTopic(topic),
          status: 'waiting',
          reason: null,
        },
        ...{ secret: await contacts.seal(secret, sealedFor(id)), oldSecret: null, oldUntil: null },
        ...{ cursor: 0, failing: null, created: now().toISOString() },
      }
      if (!(await stored.insertEndpoint(database, row, MOST_ENDPOINTS)))
        throw refuse(
          'quota_reached',
          `一个账户至多 ${MOST_ENDPOINTS} 个接收端。`,
          `An account has ${MOST_ENDPOINTS} endpoints at most.`,
        )
      await challenge(row)
      return { endpoint: await viewOf(await requireOwn(account, id)), secret }
    },

    /** Challenges again, also an endpoint that was off. @throws Problem `wrong_state` when it is not answered */
    async verify(account: string, id: string): Promise<EndpointView> {
      if (await challenge(await requireOwn(account, id))) return viewOf(await requireOwn(account, id))
      throw refuse(
        'wrong_state',
        '接收端没有在应答里返回 challenge：请返回 2xx，并在正文里原样写出它。',
        'The endpoint did not say the challenge back: answer 2xx with it in the body.',
      )
    },

    /** A new key; the one before signs as well for 24 hours. */
    async rotate(account: string, id: string): Promise<{ endpoint: EndpointView; secret: string }> {
      const row = await requireOwn(account, id)
      const secret = newWebhookSecret(random)
      await stored.changeEndpoint(database, id, {
        secret: await contacts.seal(secret, sealedFor(id)),
        oldSecret: row.secret,
        oldUntil: new Date(now().getTime() + ROTATION * HOUR).toISOString(),
      })
      return { endpoint: await viewOf(await requireOwn(account, id)), secret }
    },

    /** Sends an event of no entry, at once. @returns what came of it */
    async test(account: string, id: string): Promise<{ status: number; why: string }> {
      const row = await requireOwn(account, id)
      if (row.status !== 'on') throw refuse('wrong_state', '接收端尚未启用。', 'The endpoint is not on.')
      const body = canonicalJson({ type: 'endpoint.test', timestamp: now().toISOString(), data: {} })
      const { status, why } = await post(row, `evt_test_${toHex(random(5))}_${id}`, body)
      return { status, why }
    },

    /** Sends entries once more, from an index on, {@link MOST_AT_ONCE} at most. @returns how many */
    async replay(account: string, id: string, from: number): Promise<number> {
      const row = await requireOwn(account, id)
      const touched = await readTouched(database, from, row.cursor, MOST_AT_ONCE)
      const mine = row.topic === null ? null : await entriesOf(parseTopic(row.topic), touched)
      const entries = touched.flatMap(({ index }) => (mine === null || mine.has(index) ? [index] : []))
      await stored.replay(database, id, entries, now().toISOString())
      return entries.length
    },

    async remove(account: string, id: string): Promise<void> {
      await requireOwn(account, id)
      await stored.deleteEndpoint(database, id)
    },

    /**
     * One round: puts new entries on their way, and sends what may be sent. Budgeted, and safe to be interrupted.
     *
     * @param base public scheme and host of the site, for links
     */
    async settle(base: string, { budget = 20_000, clock = () => performance.now() } = {}): Promise<void> {
      if (hook === null) return
      const from = clock()
      await gather()
      while (clock() - from < budget) {
        const at = now()
        const until = new Date(at.getTime() + LEASE).toISOString()
        const leased = await stored.leaseDeliveries(database, {
          now: at.toISOString(),
          until,
          limit: TOGETHER,
        })
        if (leased.length === 0) return
        const ids = [...new Set(leased.map(({ endpoint }) => endpoint))]
        await Promise.all(
          ids.map((id) =>
            sendTo(
              id,
              leased.filter(({ endpoint }) => endpoint === id),
              base,
            ),
          ),
        )
      }
    },

    /** Forgets what ended long ago. */
    async tidy(): Promise<void> {
      await stored.forgetDelivered(database, new Date(now().getTime() - KEPT * 24 * HOUR).toISOString())
    },
  }
}
