/** The tables and triggers of a database against those of its migrations, and rows that no head covers. */
import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { ERASED } from '../../../domain/kinds/erasure/erasure.ts'
import { ENTRIES_MISCOUNTED, MISCOUNTED } from '../../../services/rebuilding.ts'
import { type Finding, finding } from '../finding.ts'
import type { Folder } from './folder.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url))

/** A table, index, trigger or view, by `type name`; its SQL as it was made. */
export type Schema = ReadonlyMap<string, string>

const SCHEMA = `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name`

/** The schema of an open database, spaces aside. */
export function schemaOf(rows: readonly { type?: unknown; name?: unknown; sql?: unknown }[]): Schema {
  return new Map(
    rows.map(({ type, name, sql }) => [`${type} ${name}`, String(sql).replace(/\s+/g, ' ').trim()]),
  )
}

const schemas = new Map<string, Schema>()

/** The schema that a database has after these migrations; null when this version does not know one of them. */
function expected(applied: readonly string[]): Schema | null {
  const known = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  if (applied.some((name) => !known.includes(name))) return null
  // Whoever audits again and again, as a monitor or a drill, meets the same one.
  const key = applied.join()
  const schema = schemas.get(key) ?? afterAll(applied)
  schemas.set(key, schema)
  return schema
}

function afterAll(applied: readonly string[]): Schema {
  const database = new DatabaseSync(':memory:')
  try {
    database.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY NOT NULL)')
    // The breakpoints between statements are comments to SQLite.
    for (const name of [...applied].sort()) database.exec(readFileSync(`${MIGRATIONS}${name}`, 'utf8'))
    return schemaOf(database.prepare(SCHEMA).all())
  } finally {
    database.close()
  }
}

/** SQL of a table, index or trigger (`type name`) as the migrations of a folder make it; null for none of theirs. */
export function expectedOf(folder: Folder, name: string): string | null {
  return expected(appliedIn(folder))?.get(name) ?? null
}

/** True of a folder that every migration of this version was applied to. */
export function isOfThisVersion(folder: Folder): boolean {
  const applied = new Set(appliedIn(folder))
  return readdirSync(MIGRATIONS).every((name) => !name.endsWith('.sql') || applied.has(name))
}

const appliedIn = (folder: Folder): string[] =>
  folder.rows('SELECT name FROM migration').map(({ name }) => String(name))

/**
 * Findings on the tables and triggers that guard the ledger: they must be there as they were made, since a
 * dropped trigger is how history is rewritten.
 */
export function checkSchema(folder: Folder): Finding[] {
  const wanted = expected(appliedIn(folder))
  if (wanted === null)
    return [
      finding('schema', {
        zh: '数据库由更新的版本升级过，这一版不认识它的表：请用同一版本核验。',
        en: 'The database was upgraded by a later version, whose tables this one does not know: audit it with that version.',
      }),
    ]
  const found = schemaOf(folder.rows(SCHEMA))
  const missing = [...wanted.keys()].filter((name) => !found.has(name))
  const changed = [...wanted].filter(([name, sql]) => found.has(name) && found.get(name) !== sql)
  const foreign = [...found.keys()].filter((name) => !wanted.has(name))
  return [
    ...missing.map((name) => told(name, '不见了', 'is missing')),
    ...changed.map(([name]) => told(name, '被改过', 'was changed')),
    ...foreign.map((name) => told(name, '不是本软件建的', 'is not of this software')),
  ]
}

function told(name: string, zh: string, en: string): Finding {
  return finding('schema', { zh: `数据库中的 ${name} ${zh}。`, en: `In the database, ${name} ${en}.` })
}

/** Rows that a reader would be shown and that no committed head covers, that belong to no record, or miscount them. */
const STRAYS: readonly {
  /** Table that a folder of an earlier version lacks. */
  table?: string
  sql: string
  part: 'leaf' | 'body' | 'tile' | 'root' | 'record'
  zh: string
  en: string
}[] = [
  {
    sql: 'SELECT "index" AS at FROM entry WHERE "index" >= ? ORDER BY "index" LIMIT 1',
    part: 'leaf',
    zh: '有账目在已提交的账本之外，从第 @ 条起。',
    en: 'There are entries beyond the committed ledger, from entry @ on.',
  },
  {
    sql: 'SELECT "index" AS at FROM body WHERE "index" >= ? ORDER BY "index" LIMIT 1',
    part: 'body',
    zh: '有正文属于账本里没有的第 @ 条账目。',
    en: 'There is a body of entry @, which the ledger does not have.',
  },
  {
    sql: 'SELECT n AS at FROM tile WHERE level = 0 AND n >= ? / 256 ORDER BY n LIMIT 1',
    part: 'tile',
    zh: '有哈希瓦片 0/@ 在已提交的账本之外。',
    en: 'There is a tile 0/@ beyond the committed ledger.',
  },
  {
    sql: 'SELECT l.source AS at FROM link l LEFT JOIN record r ON r.id = l.source WHERE r.id IS NULL AND ? >= 0 LIMIT 1',
    part: 'record',
    zh: '有关联属于没有的记录 @。',
    en: 'There is a link of the record @, which does not exist.',
  },
  {
    sql: 'SELECT d.source AS at FROM dated d LEFT JOIN record r ON r.id = d.source WHERE r.id IS NULL AND ? >= 0 LIMIT 1',
    part: 'record',
    zh: '有日期属于没有的记录 @。',
    en: 'There is a date of the record @, which does not exist.',
  },
  {
    table: 'naming',
    sql: 'SELECT m.source AS at FROM naming m LEFT JOIN record r ON r.id = m.source WHERE r.id IS NULL AND ? >= 0 LIMIT 1',
    part: 'record',
    zh: '有指名属于没有的记录 @。',
    en: 'There is a naming by the record @, which does not exist.',
  },
  {
    table: 'tenure',
    sql: 'SELECT t.source AS at FROM tenure t LEFT JOIN record r ON r.id = t.source WHERE r.id IS NULL AND ? >= 0 LIMIT 1',
    part: 'record',
    zh: '有承担部门属于没有的记录 @。',
    en: 'There is a holder of the record @, which does not exist.',
  },
  {
    table: 'called',
    sql: 'SELECT c.source AS at FROM called c LEFT JOIN record r ON r.id = c.source WHERE r.id IS NULL AND ? >= 0 LIMIT 1',
    part: 'record',
    zh: '有名称属于没有的记录 @。',
    en: 'There is a name of the record @, which does not exist.',
  },
  {
    sql: `SELECT x.target AS at FROM erasure x
      LEFT JOIN entry e ON e."index" = x.entry AND e.kind = '${ERASED}' AND e.record = 'era-' || x.target
      WHERE e."index" IS NULL AND ? >= 0 LIMIT 1`,
    part: 'body',
    zh: '数据库说第 @ 条账目的正文已被擦除，而没有这样的擦除账目。',
    en: 'The database says that the body of entry @ was erased, and no entry says so.',
  },
  {
    sql: `SELECT e."index" AS at FROM entry e LEFT JOIN erasure x ON x.entry = e."index"
      WHERE e.record >= 'era-' AND e.record < 'era.' AND e.kind = '${ERASED}' AND x.target IS NULL AND e."index" < ?
      LIMIT 1`,
    part: 'body',
    zh: '第 @ 条账目是依法擦除，数据库里却没有相应的一行。',
    en: 'Entry @ is a lawful erasure of which the database knows nothing.',
  },
  {
    sql: `SELECT c.size - 1 AS at FROM "commit" c JOIN entry e ON e."index" = c.size - 1
      WHERE json_extract(CAST(e.leaf AS TEXT), '$.recorded') <> c.recorded AND ? >= 0 ORDER BY c.size LIMIT 1`,
    part: 'root',
    zh: '提交所记的时间不是其最后一条账目（第 @ 条）的入账时间。',
    en: 'The time of a commit is not that at which its last entry, @, was recorded.',
  },
  {
    sql: 'SELECT size AS at FROM search_progress WHERE size > ? LIMIT 1',
    part: 'record',
    zh: '搜索索引自称已收录到第 @ 条，而账本没有那么长。',
    en: 'The search index says that it is current up to @ entries, more than the ledger has.',
  },
  {
    sql: `SELECT r.id AS at FROM record r LEFT JOIN search_docsize s ON s.id = r.n
      WHERE s.id IS NULL AND r.last_index < (SELECT min(size) FROM search_progress) AND ? >= 0 ORDER BY r.n LIMIT 1`,
    part: 'record',
    zh: '搜索索引里没有记录 @：搜不到它。重建用 rebuild。',
    en: 'The search index does not have the record @, so that it is not found. `rebuild` makes the index anew.',
  },
  {
    table: 'tally',
    sql: `SELECT n AS at FROM (${MISCOUNTED}) WHERE n > 0 AND ? >= 0`,
    part: 'record',
    zh: '清单和统计用的数与记录不符，共 @ 类；重数用 rebuild。',
    en: 'Numbers that lists and figures show are not those of the records: @ of their sorts. `rebuild` counts anew.',
  },
  {
    table: 'entry_tally',
    sql: `SELECT n AS at FROM (${ENTRIES_MISCOUNTED}) WHERE n > 0 AND ? >= 0`,
    part: 'record',
    zh: '更正和迟延入账的数与账目不符，共 @ 处；重数用 rebuild。',
    en: 'Numbers of corrections and of late entries are not those of the entries, in @ places. `rebuild` counts anew.',
  },
]

/** @param size how many entries are committed */
export function checkRows(folder: Folder, size: number): Finding[] {
  const tables = new Set(folder.rows(SCHEMA).map(({ name }) => String(name)))
  return STRAYS.flatMap(({ table, sql, part, zh, en }) => {
    if (table !== undefined && !tables.has(table)) return []
    const [row] = folder.rows(sql, size)
    if (row === undefined) return []
    const at = String(row.at)
    return [finding(part, { zh: zh.replace('@', at), en: en.replace('@', at) })]
  })
}
