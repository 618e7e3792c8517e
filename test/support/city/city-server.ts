/** The demo city on a real socket: the whole app of one machine, for tests in a browser. */
import type { MapGround } from '../../../web/frame.ts'
import type { Limits } from '../../../worker/api/http/buckets.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import type { TxtLookup } from '../../../worker/services/consultations/proving.ts'
import type { RecordView } from '../../../worker/services/read/views.ts'
import type { Services } from '../../../worker/services/services.ts'
import { demoFolder } from './demo-folder.ts'

export interface CityServer {
  url: string
  services: Services
  /** The records of a kind, in the order in which they were first logged. */
  records(kind: RecordView['kind']): Promise<RecordView[]>
  close(): Promise<void>
}

interface CityOptions {
  /** Ground of its maps; none without. */
  ground?: MapGround
  /** Limits beside the usual ones. */
  limits?: Partial<Limits>
  /** Look-up of names; of none, as there is no network, where left out. */
  txt?: TxtLookup
}

export async function startCity({ ground, limits, txt }: CityOptions = {}): Promise<CityServer> {
  const { services, close } = await openMachine({
    dataDir: await demoFolder(),
    caseKey: new Uint8Array(32).fill(9),
    inboxKey: new Uint8Array(32).fill(8),
    privateIssuers: true,
    txt: txt ?? (async () => []),
  })
  await services.catchUp()
  const server = await serveApp({
    services,
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    ground,
    // A test fills a form in sooner than any person, and reads on without a pause: where the machine is slow, the
    // answers of a minute cost all of it.
    limits: { quickest: 0, reading: 1e12, ...limits },
  })
  return {
    url: server.url,
    services,
    records: async (kind) => (await services.reading.records({ kind, limit: 500 })).items,
    async close() {
      await server.close()
      await close()
    },
  }
}
