import type { Context } from 'hono'
import type { Signed } from '../../services/accounts/keys.ts'
import type { Services } from '../../services/services.ts'
import type { Buckets, Limits } from './buckets.ts'

/** Facts of a request that the middleware knows. */
export interface ApiEnv {
  Variables: {
    requestId: string
    /** Null for the public. */
    actor: Signed | null
    /** Ticket of a request that is only to be prepared; absent for any other. */
    ticket?: string
    /** Code of the problem with which it was answered; absent where there was none. */
    problem?: string
  }
}

export type ApiContext = Context<ApiEnv>

export interface ApiDeps {
  /** Limits of how often somebody may ask; the usual limits where left out. */
  limits?: Partial<Limits> | undefined
  /** Kept outside where an app is made for each request. */
  buckets?: Buckets | undefined
  /** True while the platform says that too much comes in to be entered at once; left out where it does not count. */
  isFull?: (() => Promise<boolean>) | undefined
  /** Milliseconds from any moment on, by which limits count; those of the process where left out. */
  elapsed?: (() => number) | undefined
  /** The network address that a request came from. */
  addressOf?: ((c: ApiContext) => string) | undefined
  services: Services
  /** The built checking pages to keep, as a description of the site names them; none where left out. */
  assets?: { readonly checkers?: unknown } | undefined
  /** Public scheme and host; taken from each request when left out. */
  origin?: string | undefined
  /** A fresh id for each request. */
  requestId: () => string
  /** Takes one line per request, and one per failure. */
  log: (line: Record<string, unknown>) => void
}
