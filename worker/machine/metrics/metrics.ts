/** Measures of a running server in the format of Prometheus: numbers alone, never who did what. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from '../../services/services.ts'
import type { Meter } from '../../store/log/outcome.ts'

/** Bounds in seconds: from a read in memory to a commit behind a slow disk. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export interface Metrics {
  /** Takes a line of the request log. */
  request(line: Record<string, unknown>): void
  meter: Meter
  /** Everything that was measured, and how the ledger stands now, as text. */
  text(): Promise<string>
  contentType: string
}

/**
 * Begins to measure.
 *
 * @param clock milliseconds of a clock that nobody sets
 */
export function createMetrics(services: Services, clock: () => number): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'mingzhang_request_seconds',
    help: 'Time to answer a request, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const problems = new Counter({
    name: 'mingzhang_problems_total',
    help: 'Refused or failed requests, by the code of the problem',
    labelNames: ['code'],
    registers,
  })
  const appends = new Histogram({
    name: 'mingzhang_append_seconds',
    help: 'Time from the queue to the durable commit of a submission, by how it was settled',
    labelNames: ['settled'],
    buckets: SECONDS,
    registers,
  })
  const appended = new Counter({
    name: 'mingzhang_appended_entries_total',
    help: 'Entries that this process committed',
    registers,
  })
  const retries = new Counter({
    name: 'mingzhang_append_retries_total',
    help: 'Batches that were tried again, by why',
    labelNames: ['failure'],
    registers,
  })
  standingOf(services, registry)
  return {
    request({ method, route, status, ms, code }) {
      if (typeof ms !== 'number') return
      requests.observe({ method: String(method), route: String(route), status: String(status) }, ms / 1000)
      if (typeof code === 'string') problems.inc({ code })
    },
    meter: {
      submitted(entries) {
        const from = clock()
        return (settled) => {
          appends.observe({ settled }, (clock() - from) / 1000)
          if (settled === 'committed') appended.inc(entries)
        }
      },
      retried: (failure) => retries.inc({ failure }),
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** Standing of the ledger, looked up when somebody asks. */
function standingOf(
  { ledger, log, rebuilding, standing, witnesses, waiting }: Services,
  registry: Registry,
): void {
  const registers = [registry]
  const gauge = (name: string, help: string, read: () => Promise<number> | number): void => {
    new Gauge({
      name: `mingzhang_${name}`,
      help,
      registers,
      async collect() {
        this.set(await read())
      },
    })
  }
  gauge('entries', 'Entries of the ledger', async () => (await log.snapshot()).size)
  gauge('newest_entry_age_seconds', 'Time since the newest entry was recorded', async () => {
    const { recorded } = await log.snapshot()
    return recorded === null ? 0 : (ledger.now().getTime() - Date.parse(recorded)) / 1000
  })
  gauge('writable', '1 while entries can be recorded, as /healthz says', async () => {
    const { recorded, frozen } = await log.snapshot()
    const isHeld = ledger.committer.full || frozen !== null || ledger.clock.writing(recorded) !== null
    return isHeld ? 0 : 1
  })
  gauge('append_queue', 'Submissions that wait for a commit', () => ledger.committer.queued)
  gauge('rules_waiting_records', 'Records that the rules have not seen as they are now', async () => {
    return (await standing.standing()).waiting
  })
  gauge('rebuild_waiting_records', 'Records that another version derived', () => rebuilding.waiting())
  gauge('waiting_texts', 'Texts of the public that wait to be entered', async () => {
    return (await waiting.queue.standing()).waiting
  })
  gauge('waiting_refused_texts', 'Texts that waited and could not be entered', async () => {
    return (await waiting.queue.standing()).refused
  })
  gauge('waiting_oldest_seconds', 'Time for which the oldest text of the public has waited', async () => {
    const { oldest } = await waiting.queue.standing()
    return oldest === null ? 0 : (ledger.now().getTime() - Date.parse(oldest)) / 1000
  })
  new Counter({
    name: 'mingzhang_public_texts_total',
    help: 'Questions and comments without an account, by the lane that they took',
    labelNames: ['lane'],
    registers,
    collect() {
      this.reset()
      for (const [lane, n] of Object.entries(waiting.tally)) this.inc({ lane }, n)
    },
  })
  new Gauge({
    name: 'mingzhang_witness_behind_entries',
    help: 'Entries that a witness has not cosigned yet',
    labelNames: ['witness'],
    registers,
    async collect() {
      const { newest, witnesses: known } = await witnesses.state()
      for (const { name, size } of known) this.set({ witness: name }, Math.max(0, (newest?.size ?? 0) - size))
    },
  })
}
