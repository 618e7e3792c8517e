import { type Database, textOf } from './database.ts'

export interface Migration {
  name: string
  sql: string
}

/** The statements of one migration file, split where drizzle puts its breakpoints. */
export function statementsOf(sql: string): string[] {
  return sql
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^--.*$/gm, '').trim() !== '')
}

/** Standing of a database towards the migrations of this version. */
export interface Survey {
  applied: string[]
  /** Those of this version that it has not seen, in their order. */
  pending: string[]
  /** Those that it has seen and this version does not know: it was upgraded by a later one. */
  unknown: string[]
  /** Tables of a database that no migration of this software ever touched. */
  foreign: string[]
}

/** Looks at a database without changing it. */
export async function surveyMigrations(
  { client }: Database,
  migrations: readonly Migration[],
): Promise<Survey> {
  const found = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' AND name NOT LIKE 'libsql@_%' ESCAPE '@' ORDER BY name",
  )
  const tables = found.rows.map(({ name }) => textOf(name))
  const known = migrations.map(({ name }) => name).sort()
  const applied = tables.includes('migration') ? await appliedIn(client) : null
  if (applied === null || (applied.length === 0 && tables.length > 1))
    return {
      applied: [],
      pending: known,
      unknown: [],
      foreign: tables.filter((name) => name !== 'migration' || applied === null),
    }
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
    foreign: [],
  }
}

/** Null where the table of that name is somebody else's. */
async function appliedIn(client: Database['client']): Promise<string[] | null> {
  const columns = await client.execute("SELECT name FROM pragma_table_info('migration')")
  if (columns.rows.map(({ name }) => textOf(name)).join() !== 'name') return null
  const { rows } = await client.execute('SELECT name FROM migration ORDER BY name')
  return rows.map(({ name }) => textOf(name))
}

/**
 * Applies the migrations that this database has not seen, in name order, each in one transaction with
 * the row that remembers it. Two processes may race: the loser finds the row taken and goes on.
 *
 * @returns the names of the migrations applied now
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  const { client } = database
  await client.execute('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY NOT NULL)')
  const applied: string[] = []
  for (const { name, sql } of [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (await isApplied(database, name)) continue
    try {
      await client.batch(
        [{ sql: 'INSERT INTO migration (name) VALUES (?)', args: [name] }, ...statementsOf(sql)],
        'write',
      )
      applied.push(name)
    } catch (error) {
      if (!(await isApplied(database, name))) throw error
    }
  }
  return applied
}

async function isApplied({ client }: Database, name: string): Promise<boolean> {
  const found = await client.execute({ sql: 'SELECT 1 FROM migration WHERE name = ?', args: [name] })
  return found.rows.length > 0
}
