/** The migrations of this version, and how a database of somebody else's is told from one of ours. */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../domain/record/problem.ts'
import { many } from '../domain/text/many.ts'
import type { Database } from '../store/database.ts'
import { type Migration, migrate, type Survey, surveyMigrations } from '../store/migrate.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** The migrations of this version, from the `migrations` folder. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(MIGRATIONS, name), 'utf8') })),
  )
}

/** @throws Problem `conflict` for a database that holds something else, or that a later version upgraded */
function requireOurs({ foreign, unknown }: Survey): void {
  if (foreign.length > 0)
    throw new Problem('conflict', {
      words: {
        zh: `这个数据库里是别的东西（表 ${foreign.slice(0, 5).join('、')}）：账本要有自己的数据库，什么也没有改动。`,
        en: `This database holds something else (tables ${foreign.slice(0, 5).join(', ')}): a ledger has a database of its own. Nothing was changed.`,
      },
    })
  if (unknown.length > 0)
    throw new Problem('conflict', {
      words: {
        zh: `这个数据库由更新的版本升级过（${unknown.join('、')}）：请用那一版。`,
        en: `A later version has upgraded this database (${unknown.join(', ')}): use that one.`,
      },
    })
}

/** Result of `migrate`: names of migrations. */
export interface Migrated {
  /** Applied now. */
  now: string[]
  /** Applied in all, these among them. */
  all: string[]
}

/**
 * Brings a database to this version; a second time it does nothing.
 *
 * @throws Problem `conflict` for a database that holds something else
 */
export async function migrateOurs(database: Database): Promise<Migrated> {
  const migrations = await readMigrations()
  requireOurs(await surveyMigrations(database, migrations))
  const now = await migrate(database, migrations)
  const { applied } = await surveyMigrations(database, migrations)
  return { now, all: applied }
}

/** @throws Problem `unavailable` while the database waits for migrations, `conflict` when it is not ours */
export async function requireMigrated(database: Database): Promise<void> {
  const survey = await surveyMigrations(database, await readMigrations())
  requireOurs(survey)
  if (survey.pending.length === 0) return
  throw new Problem('unavailable', {
    words: {
      zh: `数据库还差 ${survey.pending.length} 步升级（${survey.pending[0]} 起）：请先运行 mingzhang migrate。`,
      en: `The database waits for ${many(survey.pending.length, 'migration')} (from ${survey.pending[0]} on): run mingzhang migrate first.`,
    },
  })
}
