/** Edits a database behind its guards, as whoever has the file can. */
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

interface Statement {
  sql: string
  args: SQLInputValue[]
}

/** Statements, or SQL without arguments. */
export type Edit = string | Statement | readonly Statement[]

/** Takes the triggers away, runs the statements, and puts the triggers back as whoever knows what they do would. */
export function edit(dir: string, edits: readonly Edit[]): void {
  if (edits.length === 0) return
  const database = new DatabaseSync(join(dir, 'mingzhang.db'))
  try {
    const guards = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    // One wait for the disk, and not one for each trigger.
    database.exec('BEGIN')
    for (const { name } of guards) database.exec(`DROP TRIGGER "${String(name)}"`)
    for (const one of edits.flat()) {
      if (typeof one === 'string') database.exec(one)
      else database.prepare(one.sql).run(...one.args)
    }
    for (const { sql } of guards) database.exec(String(sql))
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

/** Edits that concern the guards themselves are run as they are. */
export function editGuards(dir: string, sql: string): void {
  const database = new DatabaseSync(join(dir, 'mingzhang.db'))
  try {
    database.exec(sql)
  } finally {
    database.close()
  }
}
