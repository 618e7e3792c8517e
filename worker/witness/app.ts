/**
 * A witness over HTTP (C2SP tlog-witness): it cosigns that a ledger has only grown since it last looked, and shows
 * what it has seen. It reads nothing but checkpoints, and knows nothing of what the ledgers hold.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { toHex, utf8 } from '../ledger/bytes.ts'
import { formatCosignature } from '../ledger/cosignature.ts'
import { sha256 } from '../ledger/merkle.ts'
import { isOf, parseNote } from '../ledger/note.ts'
import type { Policy } from '../ledger/policy.ts'
import type { Signer } from '../ledger/signer.ts'
import { readVerifierKey } from '../ledger/vkey.ts'
import {
  checkRequest,
  isRefusal,
  openRequest,
  type Refusal,
  type Request,
  type Seen,
} from '../ledger/witness.ts'
import type { WitnessMemory } from '../store/witness/seen.ts'
import { createWitnessedKeys, type FetchText, fetchText } from './keys.ts'

export interface WitnessDeps {
  signer: Signer
  memory: WitnessMemory
  /** the ledgers that it cosigns for */
  logs: Policy['logs']
  now: () => Date
  /** asks a ledger for the history of its keys; over the network where left out */
  fetchText?: FetchText
}

/** Characters of a request: a proof of 63 hashes, and a checkpoint with its signatures. */
const MAX_BODY = 65_536
/** Requests that may overtake one another before one gives up. */
const ATTEMPTS = 4
const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

/** The application of one witness; the same on Node and on Workers. */
export function createWitness({ signer, memory, logs, now, fetchText: fetcher = fetchText }: WitnessDeps) {
  const keys = createWitnessedKeys(logs, { fetchText: fetcher, now })
  const origins = new Map(keys.origins.map((origin) => [hashOf(origin), origin]))
  const app = new Hono()

  app.post(
    '/add-checkpoint',
    bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.text('too long\n', 413, TEXT) }),
    async (c) => {
      const body = await c.req.text()
      const request = await openFollowing(body)
      const answer = isRefusal(request) ? request : await cosign(request)
      if (typeof answer === 'string') return c.body(answer, 200, TEXT)
      return c.body(answer.body, answer.status, { ...TEXT, 'content-type': answer.type })
    },
  )

  app.get('/:hash/checkpoint', async (c) => {
    const origin = origins.get(c.req.param('hash'))
    const note = origin === undefined ? null : await memory.note(origin)
    if (note === null) return c.text('no checkpoint of this log\n', 404, TEXT)
    return c.body(note, 200, { ...TEXT, 'access-control-allow-origin': '*' })
  })

  app.get('/', async (c) => {
    const seen = new Map((await memory.list()).map(({ origin, size }) => [origin, size]))
    const lines = keys.origins.map((origin) => `${hashOf(origin)} ${seen.get(origin) ?? 0} ${origin}`)
    return c.text(
      `witness ${signer.verifierKey}\n\nlogs (SHA-256 of origin, size last cosigned, origin):\n${lines.join('\n')}\n`,
      200,
      TEXT,
    )
  })

  app.get('/healthz', (c) => c.text('ok\n', 200, TEXT))
  app.notFound((c) => c.text('not found\n', 404, TEXT))
  return app

  /** A request under the known keys; where none of them has signed, the ledger may have changed its key meanwhile. */
  async function openFollowing(body: string): Promise<Request | Refusal> {
    let origin = ''
    const keysOf = (name: string, size: number) => {
      origin = name
      return keys.at(name, size)
    }
    const opened = await openRequest(body, keysOf)
    if (!isRefusal(opened)) return opened
    const isUnsigned = opened.status === 403 || (opened.status === 404 && keys.origins.includes(origin))
    return isUnsigned && (await keys.follow(origin)) ? openRequest(body, keysOf) : opened
  }

  /** The cosignature line; it leaves only when what it says is kept. */
  async function cosign(request: Request): Promise<string | Refusal> {
    const { origin, size, root } = request.opened
    let seen: Seen | null = null
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      seen = await memory.read(origin)
      const refusal = checkRequest(request, seen)
      if (refusal !== null) return refusal
      const time = Math.max(1, Math.floor(now().getTime() / 1000))
      const line = await formatCosignature(request.text, time, signer)
      const shown = `${request.text}\n${linesOf(request.checkpoint, keys.at(origin, size))}${line}`
      if (await memory.move(origin, seen, { size, root }, shown)) return line
    }
    throw new Error('other requests for this log kept overtaking this one')
  }
}

/** SHA-256 of an origin in hexadecimal: the address of what was seen of it. */
export function hashOf(origin: string): string {
  return toHex(sha256(utf8(origin)))
}

/** The lines of the ledger's own keys: those of strangers are not shown in the witness's name. */
function linesOf(note: string, vkeys: readonly string[]): string {
  const known = vkeys.map(readVerifierKey)
  return parseNote(note)
    .signatures.filter((line) => known.some((key) => isOf(line, key)))
    .map(({ line }) => line)
    .join('')
}
