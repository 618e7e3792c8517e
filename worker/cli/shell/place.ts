/**
 * Place of the ledger of a command: a folder of this machine, or a libSQL server. Every command opens it
 * here.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../machine/environment.ts'
import type { Database, DatabaseOpening, Machine } from '../../machine/machine.ts'
import { DEFAULT_FOLDER, type Named } from '../../machine/serving/named.ts'
import type { Opening } from '../../machine/serving/place.ts'
import type { Services } from '../../services/services.ts'
import type { Folder } from '../verify/source/folder.ts'
import { requireLedger } from './data-folder.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

// Loaded when a ledger is opened: a help, a slip on the command line and what needs no ledger do not wait for it.
const serving = () => import('../../machine/serving/place.ts')
const machine = () => import('../../machine/machine.ts')
const remote = () => import('../../machine/remote.ts')
const source = () => import('../verify/source/folder.ts')

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

export interface CommandOpening extends Opening {
  /** False where a folder without a ledger becomes one. A database on a server is made by `migrate` alone. */
  mustExist?: boolean
}

export interface Place {
  /** As it is told to whoever asks. */
  readonly shown: string
  /** Null for a ledger on a server. */
  readonly folder: string | null
  /** @throws Failure when there is no ledger in the folder, so that a slip in a path does not make one */
  open(opening?: CommandOpening): Promise<Machine>
  /** The bare database for one piece of work, whatever state it is in. */
  database<T>(work: (database: Database) => Promise<T>, opening?: DatabaseOpening): Promise<T>
  /**
   * The whole database as files, for an audit that takes no word of the code that wrote it: of a folder itself, of a
   * server a copy as of one moment, which goes when the audit is done.
   */
  audit<T>(work: (folder: Folder) => Promise<T>, onProgress?: Progress): Promise<T>
}

type Progress = (done: number, of: number) => void

/** The ledger that options name. @throws UsageError when they name two */
export function placeOf(values: Named, { env }: Pick<Terminal, 'env'>): Place {
  requireOnePlace({ ...values })
  return values.libsql === undefined
    ? folderPlace(values.data ?? DEFAULT_FOLDER, env)
    : remotePlace(values.libsql, env)
}

/** Does one piece of work on a ledger, and closes it. */
export async function withServices<T>(
  values: Named,
  terminal: Pick<Terminal, 'env'>,
  work: (services: Services) => Promise<T>,
  opening: CommandOpening = {},
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

function folderPlace(dataDir: string, env: Environment): Place {
  return {
    shown: dataDir,
    folder: dataDir,
    async open({ mustExist = true, ...opening } = {}) {
      if (mustExist && opening.serving !== true) requireLedger(dataDir)
      return (await serving()).openFolderPlace(dataDir, env, opening)
    },
    async database(work, opening) {
      requireLedger(dataDir)
      const { openFolderDatabase } = await machine()
      return closing(await openFolderDatabase(dataDir, opening), work)
    },
    async audit(work) {
      const { openFolder } = await source()
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
    open: async (opening) => (await serving()).openServerPlace(url, env, opening),
    database: async (work, opening) => closing((await remote()).openRemoteDatabase(url, env, opening), work),
    async audit(work, onProgress) {
      const [{ openRemoteDatabase }, { openFolder }] = await Promise.all([remote(), source()])
      const { copyInto } = await import('../../machine/backup/copy.ts')
      const { secretIn } = await import('../../machine/secrets.ts')
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
