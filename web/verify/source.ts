/** Fetches what checking needs. The only file of the client that talks to the server. */
import type { Evidence } from '../../worker/services/read/reading.ts'
import type { EntryView } from '../../worker/services/read/views.ts'
import { api } from '../address.ts'

/** One entry as the server tells it, with its inclusion proof in the tree of a checkpoint. */
export type Proven = EntryView & { proof: string[] }

export interface Source {
  /** Verifier key as the server publishes it. */
  key(): Promise<string>
  checkpoint(): Promise<string>
  evidence(record: string): Promise<Pick<Evidence, 'checkpoint' | 'record' | 'entries'>>
  entry(index: number, size: number): Promise<Proven>
  consistency(from: number, to: number): Promise<string[]>
}

/** The server answered with an error, or not at all. `status` is 0 when there was no answer. */
export class SourceError extends Error {
  override name = 'SourceError'
  readonly status: number
  /** Stable code of the problem, where the answer had one. */
  readonly code: string | null

  constructor(status: number, code: string | null) {
    super(`the server answered ${status}`)
    this.status = status
    this.code = code
  }
}

async function get(fetcher: typeof fetch, path: string): Promise<Response> {
  const response = await fetcher(path, { headers: { accept: 'application/json, text/plain' } }).catch(
    () => null,
  )
  if (response === null) throw new SourceError(0, null)
  if (response.ok) return response
  const problem: { code?: string } = await response.json().catch(() => ({}))
  throw new SourceError(response.status, problem.code ?? null)
}

/** The ledger behind the site that the page came from. */
export function createSource(fetcher: typeof fetch): Source {
  const json = async <T>(path: string): Promise<T> => (await get(fetcher, path)).json()
  return {
    async key() {
      const known = await json<{ verifierKey?: string; verifierKeys?: string[] }>(api.known)
      return known.verifierKey ?? known.verifierKeys?.[0] ?? ''
    },
    checkpoint: async () => (await get(fetcher, api.checkpoint)).text(),
    evidence: (record) => json(api.evidence(record)),
    async entry(index, size) {
      const [view, receipt] = await Promise.all([
        json<EntryView>(api.entry(index)),
        json<{ proof: string[] }>(api.proof(index, size)),
      ])
      return { ...view, proof: receipt.proof }
    },
    consistency: async (from, to) => (await json<{ proof: string[] }>(api.consistency(from, to))).proof,
  }
}
