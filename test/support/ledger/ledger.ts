import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../../worker/ledger/envelope-shape.ts'
import { createSigner, type Signer } from '../../../worker/ledger/signer.ts'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import { readMigrations } from '../../../worker/machine/migrations.ts'
import { type Ledger, openLedger } from '../../../worker/services/open.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import type { Database } from '../../../worker/store/database.ts'
import { openFileDatabase } from '../../../worker/store/file-database.ts'
import type { HighWater, Mark } from '../../../worker/store/log/notary.ts'
import { migrate } from '../../../worker/store/migrate.ts'

/** Random bytes that are the same in every run: a counter through xorshift, one stream per seed. */
export function seededRandom(seed = 1): (bytes: number) => Uint8Array {
  let x = seed * 2654435761 + 1
  return (bytes) =>
    Uint8Array.from({ length: bytes }, () => {
      x ^= x << 13
      x ^= x >>> 17
      x ^= x << 5
      return x & 0xff
    })
}

/** A clock that starts at a fixed moment and moves one second with each look. */
export function steppingClock(start = '2026-03-02T01:00:00.000Z'): () => Date {
  let now = Date.parse(start)
  return () => {
    now += 1000
    return new Date(now)
  }
}

export function memoryHighWater(mark: Mark | null = null): HighWater & { mark: Mark | null } {
  return {
    mark,
    async read() {
      return this.mark ?? 'absent'
    },
    async write(next) {
      if (this.mark === null || this.mark.size < next.size) this.mark = next
    },
  }
}

/** A signer whose key is the same in every run. */
export async function testSigner(origin = 'ledger.example/log', fill = 7): Promise<Signer> {
  return createSigner(await formatSigningKey(origin, new Uint8Array(32).fill(fill)))
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder that goes away with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-test-'))
  folders.push(folder)
  return folder
}

/** A database of no rows with all its tables: one that this process migrated, copied. */
export async function freshDatabase(folder = temporaryFolder()): Promise<Database> {
  const path = join(folder, 'mingzhang.db')
  if (existsSync(path)) throw new Error(`${path} is there already`)
  migrated ??= migratedFile()
  await writeFile(path, await migrated)
  return openFileDatabase(path)
}

let migrated: Promise<Uint8Array> | undefined

/** The bytes of a database file to which every migration was applied. */
async function migratedFile(): Promise<Uint8Array> {
  const path = join(temporaryFolder(), 'mingzhang.db')
  const database = await openFileDatabase(path)
  await migrate(database, await readMigrations())
  if ((await database.scrub?.()) !== true) throw new Error(`${path} is still in use`)
  await database.client.close()
  return readFile(path)
}

export interface TestLedger {
  ledger: Ledger
  services: Services
  signer: Signer
  highWater: HighWater & { mark: Mark | null }
}

/** A ledger over a fresh database, with fixed clock, randomness and key. */
export async function freshLedger(
  database?: Database,
  seed = 1,
  key?: Signer,
  laterSigners: readonly Signer[] = [],
): Promise<TestLedger> {
  const signer = key ?? (await testSigner())
  // Whose key is given has a ledger already, of which nothing was seen from here.
  const highWater = memoryHighWater(key === undefined ? null : { size: 0, root: '' })
  const ledger = await openLedger({
    database: database ?? (await freshDatabase()),
    signer,
    laterSigners,
    highWater,
    now: steppingClock(),
    random: seededRandom(seed),
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
    inboxKey: new Uint8Array(32).fill(5),
    // The provider of the tests stands on this machine.
    privateIssuers: true,
  })
  const blobs = await openBlobFolder({
    dir: join(temporaryFolder(), 'documents'),
    now: () => new Date(),
    random: seededRandom(seed),
  })
  return { ledger, services: createServices(ledger, blobs), signer, highWater }
}

/** Who approves what the operator of a test enters. */
export const SECOND = 'test-second'

export const OPERATOR: Actor = { account: 'test-operator', role: 'operator', department: null }
