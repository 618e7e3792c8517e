/** A ledger on a libSQL server: Turso, or one of the operator's own. Its key and token stand in the environment. */
import { parseCalendarText } from '../domain/calendar/calendar.schema.ts'
import { parseClocksText } from '../domain/clock/clocks.schema.ts'
import { parseProceduresText } from '../domain/procedure/procedures.schema.ts'
import { Problem } from '../domain/record/problem.ts'
import { createSigners, type Signer } from '../ledger/signer.ts'
import { openLedger } from '../services/open.ts'
import { createServices } from '../services/services.ts'
import type { Database, Opening } from '../store/database.ts'
import { openHttpDatabase } from '../store/http-database.ts'
import { openBlobFolder } from './blob-folder.ts'
import { type Environment, withoutEmpty } from './environment.ts'
import { createHook } from './hooks/node.ts'
import type { Machine } from './machine.ts'
import { mailerIn } from './mail/node.ts'
import { fileHighWater, markBeside, seenHere, stateDirOf } from './marks.ts'
import { requireMigrated } from './migrations.ts'
import { txtIn } from './names/node.ts'
import { bulkRandom } from './random.ts'
import { caseKeysIn, secretIn } from './secrets.ts'
import { requireOrigin } from './serving/origin.ts'

export interface RemoteOptions {
  /** `libsql:`, `https:` or `http:` address of the server. */
  url: string
  environment: Environment
  now?: (() => Date) | undefined
  /** Public address that this process serves; the key must be of the same. */
  origin?: string | undefined
  /** True if work that the last run left undone is done now: for a process that serves. */
  catchUp?: boolean
}

/** The database of a libSQL server, with the token of the environment. @throws Problem `invalid` for another address */
export function openRemoteDatabase(url: string, environment: Environment, opening?: Opening): Database {
  return openHttpDatabase(checkedUrl(url), secretIn(environment, 'LIBSQL_AUTH_TOKEN'), opening)
}

function checkedUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !['libsql:', 'https:', 'http:'].includes(parsed.protocol))
    throw new Problem('invalid', {
      field: 'libsql',
      words: {
        zh: `${url} 不是 libSQL 服务器的地址：应以 libsql://、https:// 或 http:// 开头；本机目录用 --data。`,
        en: `${url} is no address of a libSQL server: it begins with libsql://, https:// or http://; a folder goes with --data.`,
      },
    })
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '')
    throw new Problem('invalid', {
      field: 'libsql',
      words: {
        zh: '地址里不能带口令：请用环境变量 LIBSQL_AUTH_TOKEN，或 LIBSQL_AUTH_TOKEN_FILE 指的文件。',
        en: 'No token in the address: set LIBSQL_AUTH_TOKEN, or name its file in LIBSQL_AUTH_TOKEN_FILE.',
      },
    })
  return url
}

/** The signing keys of the environment, oldest first. @throws Problem `unavailable` where there is none */
async function signersIn(environment: Environment): Promise<[Signer, ...Signer[]]> {
  const key = secretIn(environment, 'SIGNING_KEY')
  if (key !== undefined) return createSigners(key)
  throw new Problem('unavailable', {
    words: {
      zh: '没有签名私钥：请用环境变量 SIGNING_KEY，或 SIGNING_KEY_FILE 指的文件；新账本用 mingzhang keys new 生成一把。',
      en: 'There is no signing key: set SIGNING_KEY, or name its file in SIGNING_KEY_FILE; mingzhang keys new makes one for a new ledger.',
    },
  })
}

/**
 * Opens a ledger on a libSQL server. It is not migrated by the way: `mingzhang migrate` does that. What this machine
 * has seen signed is remembered here, so that a server that was set back is noticed from here as well.
 *
 * @throws Problem when a setting is missing or the database is not ready
 */
export async function openRemote({ url, environment: given, ...options }: RemoteOptions): Promise<Machine> {
  const environment = withoutEmpty(given)
  const [signer, ...laterSigners] = await signersIn(environment)
  requireOrigin(signer, options.origin)
  const database = openRemoteDatabase(url, environment)
  await requireMigrated(database)
  const stateDir = stateDirOf(environment)
  const { ACCEPT_CLOCK, CALENDAR, CLOCKS, DOCUMENTS_DIR, KNOWN_LEDGERS, PROCEDURES, WITNESS_POLICY } =
    environment
  const random = bulkRandom()
  const ledger = await openLedger({
    database,
    signer,
    laterSigners,
    highWater:
      stateDir === undefined ? null : seenHere(fileHighWater(markBeside(stateDir, signer.verifierKey))),
    ...caseKeysIn(environment),
    privateIssuers: environment.PRIVATE_ISSUERS === '1',
    calendar: CALENDAR === undefined ? undefined : parseCalendarText(CALENDAR, 'CALENDAR'),
    clocks: CLOCKS === undefined ? undefined : parseClocksText(CLOCKS, 'CLOCKS'),
    procedures: PROCEDURES === undefined ? undefined : parseProceduresText(PROCEDURES, 'PROCEDURES'),
    policy: WITNESS_POLICY,
    knownLedgers: KNOWN_LEDGERS,
    // Whoever serves for long can tell a jump of the clock from time that has passed.
    ...(options.catchUp === true ? { steady: () => performance.now(), acceptedDay: ACCEPT_CLOCK } : {}),
    now: options.now ?? (() => new Date()),
    random,
    place: { zh: environment.PLACE_ZH ?? '', en: environment.PLACE_EN ?? '' },
    onError: (error) =>
      console.error(JSON.stringify({ level: 'error', at: 'follower', error: String(error) })),
  })
  const blobs =
    DOCUMENTS_DIR === undefined
      ? null
      : await openBlobFolder({ dir: DOCUMENTS_DIR, now: () => new Date(), random })
  const services = createServices(ledger, blobs, {
    mailer: options.catchUp === true ? mailerIn(environment, null) : null,
    hook: createHook(),
    txt: txtIn(environment),
  })
  if (options.catchUp === true) await services.catchUp()
  return {
    services,
    async close() {
      await ledger.follower.flush()
      database.client.close()
    },
  }
}
