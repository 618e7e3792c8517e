import type { Database } from './database.ts'

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
