/**
 * Whole rows of a table by SQL. Every query of this room is SQL text with its arguments; drizzle's schema says
 * what the columns are called and of which type a row is, and makes no query.
 */
import type { InValue } from '@libsql/client'
import type { Database, Row, Statement } from './database.ts'
import { getTableColumns, getTableName, type SQLiteTable } from './schema/drizzle.ts'

type Stored<T extends SQLiteTable> = T['$inferSelect']

const quoted = (name: string): string => `"${name}"`

/**
 * The rows of a table for which a clause holds, every column of them.
 *
 * @param clause what follows `FROM`: `WHERE … ORDER BY … LIMIT …`
 * @returns the columns as the schema types them
 */
export async function rowsOf<T extends SQLiteTable>(
  { client }: Database,
  table: T,
  clause = '',
  args: InValue[] = [],
): Promise<Stored<T>[]> {
  const names = Object.values(getTableColumns(table))
    .map(({ name }) => quoted(name))
    .join(', ')
  const sql = `SELECT ${names} FROM ${quoted(getTableName(table))} ${clause}`
  const { rows } = await client.execute({ sql, args })
  return rows.map((row) => rowFrom(table, row))
}

/** A row of a table out of what a statement answered, which has every column of the table. */
export function rowFrom<T extends SQLiteTable>(table: T, row: Row): Stored<T> {
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([field, column]) => {
      const value = row[column.name]
      return [field, value == null ? null : column.mapFromDriverValue(value)]
    }),
  )
}

/** The first of {@link rowsOf}; null when there is none. */
export async function rowOf<T extends SQLiteTable>(
  database: Database,
  table: T,
  clause: string,
  args: InValue[],
): Promise<Stored<T> | null> {
  return (await rowsOf(database, table, `${clause} LIMIT 1`, args))[0] ?? null
}

/**
 * The statement that puts one row into a table.
 *
 * @param conflict what follows the values, such as `ON CONFLICT DO NOTHING`
 */
export function inserting<T extends SQLiteTable>(table: T, row: T['$inferInsert'], conflict = ''): Statement {
  const { names, args } = assigned(table, row)
  const marks = names.map(() => '?').join(', ')
  const into = `${quoted(getTableName(table))} (${names.join(', ')})`
  return { sql: `INSERT INTO ${into} VALUES (${marks}) ${conflict}`, args }
}

/** The statement that sets some columns of the rows for which a condition holds. */
export function setting<T extends SQLiteTable>(
  table: T,
  set: Partial<Stored<T>>,
  where: string,
  args: InValue[],
): Statement {
  const { names, args: values } = assigned(table, set)
  const assignments = names.map((name) => `${name} = ?`).join(', ')
  return {
    sql: `UPDATE ${quoted(getTableName(table))} SET ${assignments} WHERE ${where}`,
    args: [...values, ...args],
  }
}

/** Runs a statement that writes. @returns how many rows it inserted, changed or deleted */
export async function write({ client }: Database, statement: Statement): Promise<number> {
  return (await client.execute(statement)).rowsAffected
}

function assigned(table: SQLiteTable, row: object): { names: string[]; args: InValue[] } {
  const columns = getTableColumns(table)
  const given = Object.entries(row).flatMap(([field, value]) => {
    const column = columns[field]
    if (column === undefined || value === undefined) return []
    return [
      {
        name: quoted(column.name),
        value: value === null ? null : argumentOf(column.mapToDriverValue(value)),
      },
    ]
  })
  return { names: given.map(({ name }) => name), args: given.map(({ value }) => value) }
}

function argumentOf(value: unknown): InValue {
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Uint8Array) return value
  throw new TypeError('no column of the schema holds such a value')
}
