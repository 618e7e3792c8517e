/** One machine: a folder with the database, the signing key and the high-water mark. */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCalendarText } from '../domain/calendar/calendar.schema.ts'
import type { HolidayCalendar } from '../domain/calendar/holiday-calendar.ts'
import { parseClocksText } from '../domain/clock/clocks.schema.ts'
import type { ClockProfile } from '../domain/clock/profile.ts'
import { parseProceduresText } from '../domain/procedure/procedures.schema.ts'
import type { ProcedureProfile } from '../domain/procedure/profile.ts'
import { Problem } from '../domain/record/problem.ts'
import { createSigners, type Signer } from '../ledger/signer.ts'
import { formatSigningKey } from '../ledger/vkey.ts'
import type { TxtLookup } from '../services/consultations/proving.ts'
import type { Mailer } from '../services/mail/mailer.ts'
import { openLedger } from '../services/open.ts'
import { createServices, type Services } from '../services/services.ts'
import type { Hook } from '../services/webhooks/hook.ts'
import type { Database, Opening } from '../store/database.ts'
import { openFileDatabase } from '../store/file-database.ts'
import { migrate } from '../store/migrate.ts'
import { openBlobFolder } from './blob-folder.ts'
import { closeToOthers, requireClosed } from './closed.ts'
import { createHook } from './hooks/node.ts'
import { allHighWaters, fileHighWater, markBeside } from './marks.ts'
import { readMigrations } from './migrations.ts'
import { createTxtLookup } from './names/node.ts'
import { bulkRandom } from './random.ts'

export interface MachineOptions {
  dataDir: string
  /** Origin of a new ledger: its address without the scheme. An existing folder keeps the one it has. */
  origin?: string | undefined
  place?: { zh: string; en: string } | undefined
  /** A folder beside the data folder for a second high-water mark, which no restore of the data folder brings back. */
  stateDir?: string | undefined
  /** 32 secret bytes that open the files of cases. */
  caseKey?: Uint8Array | undefined
  /** The key before it, while not every file is sealed with the new one. */
  oldCaseKey?: Uint8Array | undefined
  /** 32 secret bytes that seal how askers can be told. */
  inboxKey?: Uint8Array | undefined
  /** True if sign-in providers may stand on this machine or in a private network. */
  privateIssuers?: boolean | undefined
  /** Mailer by which mail leaves; null, or left out, where none does. */
  mailer?: Mailer | null
  /** The way in which others' servers are asked; over the network where left out. */
  hook?: Hook | undefined
  /** Look-up of names; as the machine resolves them where left out. */
  txt?: TxtLookup | undefined
  now?: () => Date
  random?: (bytes: number) => Uint8Array
  followDelay?: number
  /** Milliseconds of a clock that nobody sets: for whoever serves the ledger for long. */
  steady?: (() => number) | undefined
  /** `YYYY-MM-DD`: the day for which the operator has said that the clock is right. */
  acceptedDay?: string | undefined
  /** True if the file of the database is looked through first; takes about a second for each gigabyte. */
  check?: boolean | undefined
  /** False when no other process writes to this folder while it is open. */
  shared?: boolean
  /** True where the database has a thread of its own, beside the one that answers: for whoever serves or imports. */
  threaded?: boolean
}

export interface Machine {
  services: Services
  /** Lets what follows behind catch up, and closes the database. */
  close(): Promise<void>
}

const DEFAULT_PLACE = { zh: '', en: '' }

/** Database of the machine, and the manner in which a command may open it. */
export type { Answer, Database, InValue, Opening as DatabaseOpening, Statement } from '../store/database.ts'

/** The bare database of a data folder. */
export function openFolderDatabase(dataDir: string, opening?: Opening): Promise<Database> {
  return openFileDatabase(join(dataDir, 'mingzhang.db'), opening)
}

/** Opens a data folder, making what is missing: the folder, the key, the database, its tables. */
export async function openMachine(options: MachineOptions): Promise<Machine> {
  const { dataDir } = options
  closeToOthers()
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await requireClosed(dataDir)
  const path = join(dataDir, 'mingzhang.db')
  const isNew = !(await exists(path))
  if (!isNew) await requireKey(dataDir)
  const [signer, ...laterSigners] = await openSigners(join(dataDir, 'signing-key'), options.origin)
  const database = await openFileDatabase(path, { threaded: options.threaded === true })
  if (!isNew && options.check === true) await requireSound(database, path)
  await migrate(database, await readMigrations())
  const highWater = allHighWaters(
    fileHighWater(join(dataDir, 'high-water')),
    ...(options.stateDir === undefined
      ? []
      : [fileHighWater(markBeside(options.stateDir, signer.verifierKey))]),
  )
  const ledger = await openLedger({
    database,
    signer,
    laterSigners,
    highWater,
    caseKey: options.caseKey,
    oldCaseKey: options.oldCaseKey,
    inboxKey: options.inboxKey,
    privateIssuers: options.privateIssuers,
    calendar: await readCalendar(join(dataDir, 'calendar.json')),
    clocks: await readClocks(join(dataDir, 'clocks.json')),
    procedures: await readProcedures(join(dataDir, 'procedures.json')),
    policy: await readText(join(dataDir, 'witness-policy')),
    knownLedgers: await readText(join(dataDir, 'known-ledgers')),
    steady: options.steady,
    acceptedDay: options.acceptedDay,
    now: options.now ?? (() => new Date()),
    random: options.random ?? bulkRandom(),
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
  const services = createServices(ledger, blobs, {
    mailer: options.mailer ?? null,
    hook: options.hook ?? createHook(),
    txt: options.txt ?? createTxtLookup(),
  })
  await services.catchUp()
  return {
    services,
    async close() {
      await ledger.follower.flush()
      await database.client.close()
    },
  }
}

/**
 * The working days that the folder declares; undefined, those of mainland China, where it declares none.
 *
 * @throws Problem `invalid` that says what in the file does not fit
 */
export async function readCalendar(path: string): Promise<HolidayCalendar | undefined> {
  return (await exists(path)) ? parseCalendarText(await readFile(path, 'utf8'), path) : undefined
}

/**
 * The time limits that the folder declares, beside those that everybody has; undefined where it declares none.
 *
 * @throws Problem `invalid` that says what in the file does not fit
 */
export async function readClocks(path: string): Promise<ClockProfile[] | undefined> {
  return (await exists(path)) ? parseClocksText(await readFile(path, 'utf8'), path) : undefined
}

/**
 * The procedures that a folder declares; undefined where it declares none.
 *
 * @throws Problem `invalid` that says what in the file does not fit
 */
export async function readProcedures(path: string): Promise<ProcedureProfile[] | undefined> {
  return (await exists(path)) ? parseProceduresText(await readFile(path, 'utf8'), path) : undefined
}

/** The text of a file that the operator may have put there; undefined where there is none. */
async function readText(path: string): Promise<string | undefined> {
  return (await exists(path)) ? readFile(path, 'utf8') : undefined
}

/**
 * A database is bound to its key: beside one that is there, a missing key is never replaced by a new one.
 *
 * @throws Problem `unavailable` that says what to do
 */
async function requireKey(dataDir: string): Promise<void> {
  const path = join(dataDir, 'signing-key')
  if (!(await exists(path))) {
    throw new Problem('unavailable', {
      words: {
        zh: `${dataDir} 里有账本，但没有签名私钥 ${path}：请放回它的备份。不会另生成一把，那样账本就分成两本。`,
        en: `There is a ledger in ${dataDir}, but no signing key ${path}: put its copy back. No other key is made, since that would begin a second ledger.`,
      },
    })
  }
}

/** @throws Problem `unavailable` when pages of the database are damaged: nothing is signed over what cannot be read */
async function requireSound({ client }: Database, path: string): Promise<void> {
  const found = await client
    .execute('PRAGMA quick_check(5)')
    .then(({ rows }) => rows.map((row) => String(row.quick_check)))
    .catch((error: unknown) => [String(error)])
  if (found.length === 1 && found[0] === 'ok') return
  await client.close()
  throw new Problem('unavailable', {
    words: {
      zh: `数据库 ${path} 已损坏，没有启动：${found.join('；')}。请恢复完好的备份；损坏的文件请留存。`,
      en: `The database ${path} is damaged, and was not started: ${found.join('; ')}. Restore a sound copy, and keep the damaged file.`,
    },
  })
}

/** Reads the keys of the folder, or makes one. Two processes may race: the first file stays. */
async function openSigners(path: string, origin: string | undefined): Promise<[Signer, ...Signer[]]> {
  if (!(await exists(path))) {
    const key = await formatSigningKey(origin ?? 'localhost/log', new Uint8Array(randomBytes(32)))
    try {
      await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(await exists(path))) throw error
    }
  }
  return createSigners(await readFile(path, 'utf8'))
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}
