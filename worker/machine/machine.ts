/** One machine: a folder with the database, the signing key and the high-water mark. */
import { randomBytes } from 'node:crypto'
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCalendarText } from '../domain/calendar/calendar.schema.ts'
import type { HolidayCalendar } from '../domain/calendar/holiday-calendar.ts'
import { createSigner, type Signer } from '../ledger/signer.ts'
import { formatSigningKey } from '../ledger/vkey.ts'
import { openLedger } from '../services/open.ts'
import { createServices, type Services } from '../services/services.ts'
import { openFileDatabase } from '../store/file-database.ts'
import type { HighWater, Mark } from '../store/log/notary.ts'
import { type Migration, migrate } from '../store/migrate.ts'
import { openBlobFolder } from './blob-folder.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

export interface MachineOptions {
  dataDir: string
  /** Origin of a new ledger: its address without the scheme. An existing folder keeps the one it has. */
  origin?: string | undefined
  place?: { zh: string; en: string } | undefined
  /** 32 secret bytes that open the files of cases. */
  caseKey?: Uint8Array | undefined
  now?: () => Date
  random?: (bytes: number) => Uint8Array
  followDelay?: number
  /** False when no other process writes to this folder while it is open. */
  shared?: boolean
}

export interface Machine {
  services: Services
  /** Lets what follows behind catch up, and closes the database. */
  close(): Promise<void>
}

export const DEFAULT_PLACE = { zh: '', en: '' }

/** The migrations of this version, from the `migrations` folder. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(MIGRATIONS, name), 'utf8') })),
  )
}

/** Opens a data folder, making what is missing: the folder, the key, the database, its tables. */
export async function openMachine(options: MachineOptions): Promise<Machine> {
  const { dataDir } = options
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const signer = await openSigner(join(dataDir, 'signing-key'), options.origin)
  const database = await openFileDatabase(join(dataDir, 'mingzhang.db'))
  await migrate(database, await readMigrations())
  const highWater = fileHighWater(join(dataDir, 'high-water'))
  const ledger = await openLedger({
    database,
    signer,
    highWater,
    caseKey: options.caseKey,
    calendar: await readCalendar(join(dataDir, 'calendar.json')),
    now: options.now ?? (() => new Date()),
    random: options.random ?? ((bytes) => new Uint8Array(randomBytes(bytes))),
    place: options.place ?? DEFAULT_PLACE,
    ...(options.followDelay === undefined ? {} : { followDelay: options.followDelay }),
    ...(options.shared === undefined ? {} : { shared: options.shared }),
    onError: (error) =>
      console.error(JSON.stringify({ level: 'error', at: 'follower', error: String(error) })),
  })
  const blobs = await openBlobFolder({
    dir: join(dataDir, 'documents'),
    // Of this machine, whatever the clock of the ledger says: they are compared with the times of files.
    now: () => new Date(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  })
  const services = createServices(ledger, blobs)
  await services.catchUp()
  return {
    services,
    async close() {
      await ledger.follower.flush()
      database.client.close()
      highWater.close()
    },
  }
}

/**
 * The working days that the folder declares; undefined, those of mainland China, where it declares none.
 *
 * @throws Problem `invalid` that says what in the file does not fit
 */
async function readCalendar(path: string): Promise<HolidayCalendar | undefined> {
  return (await exists(path)) ? parseCalendarText(await readFile(path, 'utf8'), path) : undefined
}

/** Reads the key of the folder, or makes one. Two processes may race: the first file stays. */
async function openSigner(path: string, origin: string | undefined): Promise<Signer> {
  if (!(await exists(path))) {
    const key = await formatSigningKey(origin ?? 'localhost/log', new Uint8Array(randomBytes(32)))
    try {
      await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(await exists(path))) throw error
    }
  }
  return createSigner((await readFile(path, 'utf8')).trim())
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}

/** Room for a 16-digit size, a space, 44 characters of root and a line feed, padded with spaces. */
const MARK_BYTES = 64

/**
 * The high-water mark as a file of one fixed-length line, `size root`, written in place. Several processes
 * may share it; a smaller mark never replaces a larger one. It is not fsynced: it guards against restored
 * databases, not against power cuts, after which an older mark is harmless.
 */
export function fileHighWater(path: string): HighWater & { close(): void } {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  const buffer = Buffer.alloc(MARK_BYTES)
  const read = (): Mark | null => {
    const length = readSync(file, buffer, 0, MARK_BYTES, 0)
    const [size, root] = buffer.toString('latin1', 0, length).trim().split(' ')
    return size === undefined || root === undefined ? null : { size: Number(size), root }
  }
  return {
    async read() {
      return read()
    },
    async write(mark) {
      const stored = read()
      if (stored !== null && stored.size >= mark.size) return
      writeSync(file, `${`${mark.size} ${mark.root}`.padEnd(MARK_BYTES - 1)}\n`, 0, 'latin1')
    },
    close: () => closeSync(file),
  }
}
