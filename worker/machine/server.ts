/** One machine: a data folder behind a socket. Used by `npm start`, `mingzhang serve` and the demo. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import { type Assets, digestsOf, type MapGround } from '../../web/frame.ts'
import { DEFAULT_LIMITS, type Limits } from '../api/http/buckets.ts'
import { createApp } from '../app.ts'
import type { Checkers } from '../domain/kinds/ledger/ledger.ts'
import { startWatch } from '../services/flags/watch.ts'
import { type Loop, startLoop } from '../services/loop.ts'
import type { Services } from '../services/services.ts'
import { createMetrics } from './metrics/metrics.ts'
import { serveMetrics } from './metrics/serve.ts'
import { compressPublic } from './serving/compress.ts'
import { listen, type Served, type Socket } from './serving/listen.ts'

/** Interval at which days of the access log that are over are entered, in milliseconds. */
const CLOSE_EVERY = 10 * 60_000
/** Milliseconds between two looks at what is to be told by mail, and for which one goes on. */
const MAIL_EVERY = 5_000
const MAIL_BUDGET = 60_000
/** Milliseconds between two looks at what the public sent and that waits, and for which one goes on. */
const ENTER_EVERY = 5_000
const ENTER_BUDGET = 2_000
/** Milliseconds after which witnesses are asked about what they have not cosigned yet. */
const WITNESS_EVERY = 5_000
/** Milliseconds after which marks are read again, and all witnesses are asked how much they have seen. */
const GUARD_EVERY = 3_600_000
/** While others write, the rules take no more than this part of the time. */
const RULES_SHARE = 1 / 5
/** Part of the time in which rows of earlier code are derived again: the rest is for whoever reads. */
const REBUILDING_SHARE = 1 / 2
/** Milliseconds between two looks for rows of other code, which another process may write at any time. */
const REBUILDING_IDLE = 60_000
/** Milliseconds between two looks at a ledger in which nothing has changed. */
const RULES_IDLE = 500
const DIST = new URL('../../web/dist/', import.meta.url)
/** Files with a hash of their content in their names never change. */
const HASHED = /^\/assets\/.*-[\w-]{8,}\.\w+$/

export interface ServeOptions extends Socket {
  services: Services
  /** Ground of maps, and the outline that is served here; none when left out. */
  ground?: MapGround | undefined
  outline?: string | undefined
  /** Public scheme and host, when it is not what the socket says. */
  origin?: string | undefined
  log?: (line: Record<string, unknown>) => void
  /** Socket of the measures (`METRICS`); none when left out. */
  metrics?: Socket | undefined
  limits?: Partial<Limits> | undefined
  /** False where rules shall not follow the ledger by themselves; they do by default. */
  rules?: boolean
  /**
   * True if the last address in `X-Forwarded-For` is that of the reader: only behind a proxy of one's own.
   */
  trustProxy?: boolean
}

/** Addresses of the built files. @throws Error that says to build first */
function readAssets(): Assets {
  try {
    return JSON.parse(readFileSync(new URL('assets/manifest.json', DIST), 'utf8'))
  } catch (cause) {
    throw new Error('the site is not built yet: run `npm run build`', { cause })
  }
}

/** Outlines of characters, read when the first picture is asked for. */
function glyphsOf({ glyphs }: Assets): (() => Promise<Uint8Array>) | undefined {
  if (glyphs === undefined) return undefined
  let kept: Promise<Uint8Array> | null = null
  return () => {
    kept ??= readFile(new URL(`.${glyphs}`, DIST))
    return kept
  }
}

/** The built files of the site, kept for good by readers where their names tell their content. */
function serveFiles(): MiddlewareHandler {
  const files = serveStatic({ root: fileURLToPath(DIST), precompressed: true })
  return async (c, next) => {
    // What tells Cloudflare how to serve the files is none of them.
    if (c.req.path === '/_headers') return next()
    const answer = await files(c, next)
    if (!(answer instanceof Response)) return
    const hashed = HASHED.test(c.req.path)
    // A page to keep is a file: it is not one of the site, and its script does not run as one.
    if (c.req.path.endsWith('.html')) answer.headers.set('content-disposition', 'attachment')
    answer.headers.set(
      'cache-control',
      hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    )
    return answer
  }
}

const pause = (milliseconds: number): Promise<void> => setTimeout(milliseconds, undefined, { ref: false })

const report =
  (at: string) =>
  (error: unknown): void =>
    console.error(JSON.stringify({ level: 'error', at, error: String(error) }))

function watchOver({ standing, flags, rulebook, log }: Services): Loop {
  return startWatch({
    standing,
    flags,
    rulebook,
    size: async () => (await log.snapshot()).size,
    share: RULES_SHARE,
    idle: RULES_IDLE,
    clock: () => performance.now(),
    pause,
    onError: report('rules'),
  })
}

/**
 * Brings each new checkpoint to the witnesses, and what one of them has missed, until it has it. Each hour it looks
 * whether the ledger may go on signing at all.
 */
function bringToWitnesses({ witnesses, ledger }: Services): Loop {
  let asked = Number.NEGATIVE_INFINITY
  return startLoop({
    async once() {
      const all = performance.now() - asked >= GUARD_EVERY
      if (all) {
        // Another process may have signed more than this one knows of, and a witness seen it.
        await ledger.committer.end.recheck()
        asked = performance.now()
      }
      await witnesses.publish({ all })
      return WITNESS_EVERY
    },
    pause,
    onError: report('witnesses'),
  })
}

/** Enters what the public sent and that waits: in a minute no more than is entered at once, but for what is due. */
function enterWaiting({ waiting }: Services, atOnce: number): Loop {
  const most = Math.ceil((atOnce * ENTER_EVERY) / 60_000)
  return startLoop({
    async once() {
      await waiting.settle({ budget: ENTER_BUDGET, most })
      return ENTER_EVERY
    },
    pause,
    onError: report('entering what waits'),
  })
}

/** Tells other systems of new entries. Beside the mail: a receiver that is slow keeps no reader waiting. */
function tellSystems({ webhooks }: Services, base: string): Loop {
  return startLoop({
    async once() {
      await webhooks.settle(base, { budget: MAIL_BUDGET })
      return MAIL_EVERY
    },
    pause,
    onError: report('webhooks'),
  })
}

/** Tells readers what they follow, and sends what is on its way. */
function tellReaders({ following }: Services, base: string): Loop {
  return startLoop({
    async once() {
      await following.settle(base, { budget: MAIL_BUDGET })
      return MAIL_EVERY
    },
    pause,
    onError: report('mail'),
  })
}

/**
 * Loop that follows the ledger while it is served: first rows of earlier code are derived again, then the
 * rules run, which look at links and days as they are then. Where a rebuilding fails, the rules do not wait
 * for the next try.
 */
function follow(services: Services, rules: boolean): Loop {
  const { rebuilding } = services
  let watch: Loop | null = null
  const begin = (): void => {
    if (rules) watch ??= watchOver(services)
  }
  const rebuild = startLoop({
    async once() {
      const from = performance.now()
      if (await rebuilding.step()) return (performance.now() - from) * (1 / REBUILDING_SHARE - 1)
      begin()
      return REBUILDING_IDLE
    },
    pause,
    onError(error) {
      report('rebuilding')(error)
      begin()
    },
  })
  return {
    async stop() {
      await rebuild.stop()
      await watch?.stop()
    },
  }
}

interface Tended {
  /** true where rules follow the ledger */
  rules: boolean
  /** public address, without a trailing slash */
  address: string
  /** texts of the public a minute that are entered at once */
  atOnce: number
  /** digests of the checking pages that are served; null where none was built */
  checkers: Checkers | null
}

/** All that a served ledger does by itself; a mirror does nothing by itself. */
function tend(services: Services, { rules, address, atOnce, checkers }: Tended): Loop {
  // What is being entered is ended before the database is closed.
  const entering = new Set<Promise<void>>()
  const enter = (what: string, entered: Promise<unknown>): void => {
    const one: Promise<void> = entered.then(() => undefined, report(what)).finally(() => entering.delete(one))
    entering.add(one)
  }
  const publish = () => enter('publishing the checking page', services.checkers.publish(checkers))
  const closing = setInterval(() => {
    publish()
    enter('closing days', services.closeDays())
    enter('tending', services.tend())
  }, CLOSE_EVERY)
  closing.unref()
  enter('renewing the catalogue', services.renewCatalogue())
  publish()
  const following = follow(services, rules)
  const witnessing = bringToWitnesses(services)
  const telling = [tellReaders(services, address), tellSystems(services, address)]
  const waiting = enterWaiting(services, atOnce)
  return {
    async stop() {
      clearInterval(closing)
      await Promise.all([
        ...entering,
        ...[following, witnessing, waiting, ...telling].map((one) => one.stop()),
      ])
    },
  }
}

/** Starts to serve a ledger; resolves when the socket listens. */
export async function serveApp({
  services,
  host,
  port,
  origin,
  log,
  limits,
  trustProxy,
  rules,
  metrics,
  ground,
  outline,
}: ServeOptions): Promise<Served> {
  const print = log ?? ((line) => console.log(JSON.stringify({ at: new Date().toISOString(), ...line })))
  const measures = metrics === undefined ? null : createMetrics(services, () => performance.now())
  if (measures !== null) services.ledger.committer.measure(measures.meter)
  const assets = readAssets()
  const app = createApp({
    services,
    assets,
    serveFiles: serveFiles(),
    glyphs: glyphsOf(assets),
    compress: compressPublic(),
    requestId: randomUUID,
    log: (line) => {
      measures?.request(line)
      print(line)
    },
    origin,
    ground,
    outline,
    limits,
    addressOf: (c) =>
      (trustProxy === true ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined) ??
      getConnInfo(c).remote.address ??
      'unknown',
  })
  const served = await listen(app.fetch, { host, port })
  const measured = measures === null || metrics === undefined ? null : await serveMetrics(measures, metrics)
  const tending = services.ledger.mirror
    ? null
    : tend(services, {
        rules: rules !== false,
        address: origin ?? served.url,
        atOnce: limits?.atOnce ?? DEFAULT_LIMITS.atOnce,
        checkers: digestsOf(assets),
      })
  return {
    ...served,
    async close() {
      await served.close()
      await measured?.close()
      await tending?.stop()
    },
  }
}
