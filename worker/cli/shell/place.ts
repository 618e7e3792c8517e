/** Where the ledger of a command is: a folder of this machine, or a libSQL server. Every command opens it here. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyInto } from '../../machine/backup/copy.ts'
import type { Environment } from '../../machine/environment.ts'
import {
  type Database,
  type DatabaseOpening,
  type Machine,
  type MachineOptions,
  openFolderDatabase,
  openMachine,
} from '../../machine/machine.ts'
import { stateDirOf } from '../../machine/marks.ts'
import { openRemote, openRemoteDatabase } from '../../machine/remote.ts'
import { caseKeysIn, secretIn } from '../../machine/secrets.ts'
import type { Services } from '../../services/services.ts'
import { type Folder, openFolder } from '../verify/source/folder.ts'
import { requireLedger } from './data-folder.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

/** Names the ledger of a command. Whoever opens a ledger takes both, so that no command knows a folder alone. */
export const LEDGER = {
  data: {
    type: 'string',
    value: 'DIR',
    words: { zh: '数据目录（默认 .data）', en: 'data folder (default .data)' },
  },
  libsql: {
    type: 'string',
    value: 'URL',
    words: {
      zh: '或：libSQL 服务器上的账本；令牌和私钥取自环境变量或其所指的文件',
      en: 'or: a ledger on a libSQL server; its token and key come from the environment or files that it names',
    },
  },
} as const

/** A ledger on a libSQL server, for what a folder has its own way of naming. */
export const { libsql } = LEDGER

export interface Named {
  data?: string | undefined
  libsql?: string | undefined
}

export interface Opening {
  /** False where a folder without a ledger becomes one. A database on a server is made by `migrate` alone. */
  mustExist?: boolean
  now?: () => Date
  /** For a process that serves readers: all settings of the environment, and first a look at the database. */
  serving?: boolean
  /** Whether what this machine has seen signed counts too, beside the mark in a folder. */
  marks?: boolean
  /** Whether the keys of cases of the environment are used, as they are by a process that serves. */
  cases?: boolean
  /** Public address that is served. */
  origin?: string | undefined
}

export interface Place {
  /** As it is told to whoever asks. */
  readonly shown: string
  /** Null for a ledger on a server. */
  readonly folder: string | null
  /** @throws Failure when there is no ledger in the folder, so that a slip in a path does not make one */
  open(opening?: Opening): Promise<Machine>
  /** The bare database for one piece of work, whatever state it is in. */
  database<T>(work: (database: Database) => Promise<T>, opening?: DatabaseOpening): Promise<T>
  /**
   * The whole database as files, for an audit that takes no word of the code that wrote it: of a folder itself, of a
   * server a copy as of one moment, which goes when the audit is done.
   */
  audit<T>(work: (folder: Folder) => Promise<T>, onProgress?: Progress): Promise<T>
}

type Progress = (done: number, of: number) => void

/** The ledger that the environment names, for a process that serves it: DATA_DIR, or LIBSQL_URL. */
export function namedIn({ DATA_DIR, LIBSQL_URL }: Environment): Named {
  return { data: DATA_DIR, libsql: LIBSQL_URL }
}

/** The ledger that options name. @throws UsageError when they name two */
export function placeOf(values: Named, { env }: Pick<Terminal, 'env'>): Place {
  requireOnePlace({ ...values })
  return values.libsql === undefined
    ? folderPlace(values.data ?? '.data', env)
    : remotePlace(values.libsql, env)
}

/** Does one piece of work on a ledger, and closes it. */
export async function withServices<T>(
  values: Named,
  terminal: Pick<Terminal, 'env'>,
  work: (services: Services) => Promise<T>,
  opening: Opening = {},
): Promise<T> {
  const machine = await placeOf(values, terminal).open(opening)
  try {
    return await work(machine.services)
  } finally {
    await machine.close()
  }
}

/** @throws UsageError when the ledger is named twice */
export function requireOnePlace(values: Readonly<Record<string, unknown>>): void {
  const named = ['data', 'libsql', 'url'].filter((name) => values[name] !== undefined)
  if (named.length < 2) return
  const both = named.map((name) => `--${name}`)
  throw new UsageError({
    zh: `${both.join('、')} 只能给一个。`,
    en: `Give one of ${both.join(', ')}.`,
  })
}

async function closing<T>(database: Database, work: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await work(database)
  } finally {
    database.client.close()
  }
}

const originOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : `${address.replace(/^https?:\/\//, '')}/log`

function folderPlace(dataDir: string, env: Environment): Place {
  return {
    shown: dataDir,
    folder: dataDir,
    async open({ mustExist = true, now, serving = false, origin, marks = false, cases = false } = {}) {
      if (mustExist && !serving) requireLedger(dataDir)
      const options: MachineOptions = {
        dataDir,
        origin: originOf(origin),
        ...(now === undefined ? {} : { now }),
        ...(marks ? { stateDir: stateDirOf(env) } : {}),
      }
      if (!serving && !cases) return openMachine(options)
      if (!serving) return openMachine({ ...options, ...caseKeysIn(env) })
      return openMachine({
        ...options,
        stateDir: stateDirOf(env),
        check: true,
        steady: () => performance.now(),
        acceptedDay: env.ACCEPT_CLOCK,
        privateIssuers: env.PRIVATE_ISSUERS === '1',
        ...caseKeysIn(env),
        place: { zh: env.PLACE_ZH ?? '', en: env.PLACE_EN ?? '' },
      })
    },
    async database(work, opening) {
      requireLedger(dataDir)
      return closing(await openFolderDatabase(dataDir, opening), work)
    },
    async audit(work) {
      const folder = openFolder(dataDir)
      try {
        return await work(folder)
      } finally {
        folder.close()
      }
    },
  }
}

function remotePlace(url: string, env: Environment): Place {
  return {
    shown: url,
    folder: null,
    open: ({ now, serving, origin } = {}) =>
      openRemote({ url, environment: env, now, origin: originOf(origin), catchUp: serving === true }),
    database: (work, opening) => closing(openRemoteDatabase(url, env, opening), work),
    async audit(work, onProgress) {
      const dir = await mkdtemp(join(tmpdir(), 'mingzhang-copy-'))
      try {
        await closing(openRemoteDatabase(url, env, { wide: true }), (database) =>
          copyInto(database, dir, onProgress),
        )
        const folder = openFolder(dir, {
          shown: url,
          hasMark: false,
          signingKey: secretIn(env, 'SIGNING_KEY'),
        })
        try {
          return await work(folder)
        } finally {
          folder.close()
        }
      } finally {
        await rm(dir, { recursive: true, force: true })
      }
    },
  }
}
