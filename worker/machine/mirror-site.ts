/** A mirror, opened to be served: its database is not written to, and there is no key to sign with. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Problem } from '../domain/record/problem.ts'
import { openLedger } from '../services/open.ts'
import { createServices } from '../services/services.ts'
import { openFileDatabase } from '../store/file-database.ts'
import { readIdentity } from '../store/log/identity.ts'
import { silentSigner } from '../store/mirror/keeper.ts'
import { openBlobFolder } from './blob-folder.ts'
import { type Machine, readCalendar, readClocks, readProcedures } from './machine.ts'
import { DOCUMENTS, openMirrorFolder, openMonitorFolder } from './mirror.ts'

/** Milliseconds within which the monitor that fills a mirror comes again. */
export const FOLLOWED_WITHIN = 3_600_000

/**
 * Brings a mirror up to this version of the program, and opens it to be read. A monitor may go on filling it.
 *
 * @param within milliseconds after which a round of the monitor that fills it is overdue
 * @param dir with `mingzhang.db`, and where the place has them `calendar.json`, `clocks.json` and `procedures.json`
 * @throws Problem `not_found` when it holds no mirror; `conflict` when it is a ledger with its own key
 */
export async function openMirror(dir: string, now: () => Date, within = FOLLOWED_WITHIN): Promise<Machine> {
  const database = await openFileDatabase(join(dir, 'mingzhang.db'), { atRest: true })
  const identity = await readIdentity(database).catch(() => null)
  if (identity === null) {
    database.client.close()
    throw new Problem('not_found', {
      words: { zh: `${dir} 里没有镜像。`, en: `There is no mirror in ${dir}.` },
    })
  }
  const folder = await openMirrorFolder(dir, identity, now().toISOString())
  await folder.catchUp()
  folder.close()
  const memory = await openMonitorFolder(dir)
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
  const ledger = await openLedger({
    database,
    signer: silentSigner(identity),
    highWater: null,
    mirror: { followed: async () => (await memory.followed())?.at ?? null, within },
    calendar: await readCalendar(join(dir, 'calendar.json')),
    clocks: await readClocks(join(dir, 'clocks.json')),
    procedures: await readProcedures(join(dir, 'procedures.json')),
    now,
    random,
    place: { zh: '', en: '' },
  })
  return {
    services: createServices(ledger, await openBlobFolder({ dir: join(dir, DOCUMENTS), now, random })),
    async close() {
      memory.close()
      database.client.close()
    },
  }
}
