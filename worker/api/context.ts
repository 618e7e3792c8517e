import type { Context } from 'hono'
import type { Actor } from '../ledger/envelope.ts'
import type { Services } from '../services/services.ts'

/** What the middleware knows about a request. */
export interface ApiEnv {
  Variables: {
    requestId: string
    /** Null for the public. */
    actor: Actor | null
    /** Of a request that is only to be prepared; absent for any other. */
    ticket?: string
  }
}

export type ApiContext = Context<ApiEnv>

export interface ApiDeps {
  services: Services
  /** Public scheme and host; taken from each request when left out. */
  origin?: string | undefined
  /** A fresh id for each request. */
  requestId: () => string
  /** Takes one line per request, and one per failure. */
  log: (line: Record<string, unknown>) => void
}
