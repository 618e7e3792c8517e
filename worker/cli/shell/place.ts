/**
 * Place of the ledger of a command: a folder of this machine, or a libSQL server. Every command opens it
 * here.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyInto } from '../../machine/backup/copy.ts'
import type { Environment } from '../../machine/environment.ts'
import {
  type Database,
  type DatabaseOpening,
  type Machine,
  openFolderDatabase,
} from '../../machine/machine.ts'
import { openRemoteDatabase } from '../../machine/remote.ts'
import { secretIn } from '../../machine/secrets.ts'
import {
  DEFAULT_FOLDER,
  type Named,
  type Opening,
  openFolderPlace,
  openServerPlace,
} from '../../machine/serving/place.ts'
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
      return openFolderPlace(dataDir, env, opening)
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
    open: (opening) => openServerPlace(url, env, opening),
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
