/** The ledger of a process on this machine: a folder, or a libSQL server. Opened here by `npm start` and by every command. */
import { Problem } from '../../domain/record/problem.ts'
import type { Environment } from '../environment.ts'
import { type Machine, type MachineOptions, openMachine } from '../machine.ts'
import { stateDirOf } from '../marks.ts'
import { txtIn } from '../names/node.ts'
import { caseKeysIn } from '../secrets.ts'
import { DEFAULT_FOLDER, namedIn } from './named.ts'
import { originAt } from './origin.ts'

export interface Opening {
  now?: (() => Date) | undefined
  /** True for a process that serves readers: all settings of the environment, and first a look at the database. */
  serving?: boolean
  /** True where the keys of cases of the environment are used, as they are by a process that serves. */
  cases?: boolean
  /** Public address that is served. */
  origin?: string | undefined
}

/** Opens a folder, with the mark of what this machine has seen signed beside it, so that a restored copy is noticed. */
export async function openFolderPlace(
  dataDir: string,
  env: Environment,
  { now, serving = false, cases = false, origin }: Opening = {},
): Promise<Machine> {
  const options: MachineOptions = {
    dataDir,
    origin: origin === undefined ? undefined : originAt(origin),
    stateDir: stateDirOf(env),
    ...(now === undefined ? {} : { now }),
    ...(serving || cases ? caseKeysIn(env) : {}),
  }
  if (!serving) return openMachine(options)
  // A command that serves nobody sends nothing, and does not wait for what would send it.
  const { mailerIn } = await import('../mail/node.ts')
  return openMachine({
    ...options,
    check: true,
    threaded: true,
    steady: () => performance.now(),
    acceptedDay: env.ACCEPT_CLOCK,
    privateIssuers: env.PRIVATE_ISSUERS === '1',
    mailer: mailerIn(env, dataDir),
    txt: txtIn(env),
    place: { zh: env.PLACE_ZH ?? '', en: env.PLACE_EN ?? '' },
  })
}

/** Opens a ledger on a libSQL server. @throws Problem when a setting is missing or the database is not ready */
export async function openServerPlace(
  url: string,
  env: Environment,
  { now, serving = false, origin }: Opening = {},
): Promise<Machine> {
  const { openRemote } = await import('../remote.ts')
  return openRemote({ url, environment: env, now, origin, catchUp: serving })
}

/**
 * Opens the ledger that the environment names, to serve it.
 *
 * @throws Problem `invalid` when it names two, or what opening one throws
 */
export async function openServing(
  env: Environment,
  origin: string | undefined,
): Promise<{ shown: string; machine: Machine }> {
  const { data, libsql } = namedIn(env)
  const opening = { serving: true, origin }
  if (libsql === undefined) {
    const folder = data ?? DEFAULT_FOLDER
    return { shown: folder, machine: await openFolderPlace(folder, env, opening) }
  }
  if (data === undefined) return { shown: libsql, machine: await openServerPlace(libsql, env, opening) }
  throw new Problem('invalid', {
    field: 'LIBSQL_URL',
    words: {
      zh: 'DATA_DIR 与 LIBSQL_URL 只能设一个。',
      en: 'Set DATA_DIR or LIBSQL_URL, not both.',
    },
  })
}
