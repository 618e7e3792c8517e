/**
 * Edits a database that a server of this process has open, behind its triggers. In a process of its own: two
 * SQLite libraries in one process take each other's file locks away.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const SCRIPT = `
const { DatabaseSync } = require('node:sqlite')
const [file, statement] = process.argv.slice(1)
const database = new DatabaseSync(file)
const triggers = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
for (const { name } of triggers) database.exec('DROP TRIGGER "' + name + '"')
const { changes } = database.prepare(statement).run()
for (const { sql } of triggers) database.exec(sql)
database.close()
console.log(changes)
`

/** @throws Error unless the statement changed one row */
export function editBehind(folder: string, statement: string): void {
  const changes = execFileSync(
    process.execPath,
    ['--no-warnings', '-e', SCRIPT, join(folder, 'mingzhang.db'), statement],
    { encoding: 'utf8' },
  )
  if (changes.trim() !== '1') throw new Error(`${changes.trim()} rows were changed: ${statement}`)
}
