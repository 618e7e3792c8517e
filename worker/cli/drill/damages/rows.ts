/** Rows that somebody changes in the database, and nothing else: whoever looks at the whole folder sees it. */
import { BESIDE } from '../../../domain/kinds/rows/beside.ts'
import type { Damage, RowDamage } from '../damage.ts'
import { editGuards } from '../edit.ts'
import { BESIDE_ROWS } from './beside.ts'

/** An entry with an open body, in the first full tile; and one in the unfinished tile. */
const OPEN = `(SELECT MIN(b."index") FROM body b JOIN entry e USING ("index") WHERE substr(b.content, 1, 3) <> 'v1.' AND e.record NOT LIKE 'era-%')`
const IN_FULL = '(SELECT 40 FROM tile WHERE level = 0 AND n = 0)'
const LAST = '(SELECT MAX("index") FROM entry)'
const SEALED = `(SELECT MIN("index") FROM body WHERE substr(content, 1, 3) = 'v1.')`
const RECORD = `(SELECT id FROM record WHERE kind <> 'account' ORDER BY n LIMIT 1)`

/** Rows of the ledger and of its records. */
export const ROWS: readonly RowDamage[] = [
  {
    id: 'body_edited',
    zh: '改写一份正文',
    en: 'a body is edited',
    needs: OPEN,
    sql: `UPDATE body SET content = substr(content, 1, length(content) - 1) || ',"zz":1}' WHERE "index" = ${OPEN}`,
    expected: { verify: 'body', monitor: 'body', browser: 'body' },
  },
  {
    id: 'body_gone',
    zh: '删去一份正文，没有擦除账目',
    en: 'a body is gone, and no erasure says why',
    needs: OPEN,
    sql: `DELETE FROM body WHERE "index" = ${OPEN}`,
    expected: { verify: 'body', monitor: 'withdrawn', browser: 'erasure' },
  },
  {
    id: 'salt_changed',
    zh: '换掉一份正文的盐',
    en: 'the salt of a body is changed',
    needs: OPEN,
    sql: `UPDATE body SET salt = zeroblob(32) WHERE "index" = ${OPEN}`,
    expected: { verify: 'body', monitor: 'body', browser: 'body' },
  },
  {
    id: 'sealed_gone',
    zh: '删去一份不予公开的正文',
    en: 'a withheld body is gone',
    needs: SEALED,
    sql: `DELETE FROM body WHERE "index" = ${SEALED}`,
    expected: { verify: 'body' },
  },
  {
    id: 'erased_back',
    zh: '已依法擦除的正文又出现',
    en: 'a body that was lawfully erased is back',
    needs: '(SELECT MIN(target) FROM erasure)',
    sql: `INSERT INTO body SELECT (SELECT MIN(target) FROM erasure), salt, content FROM body WHERE "index" = ${OPEN}`,
    expected: { verify: 'body', monitor: 'unerased', browser: 'body' },
  },
  {
    id: 'leaf_full',
    zh: '改写满瓦片中的一条账目',
    en: 'an entry in a full tile is edited',
    needs: IN_FULL,
    sql: `UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '"seq":', '"seq":1') AS BLOB) WHERE "index" = ${IN_FULL}`,
    expected: { verify: 'leaf', monitor: 'leaf', browser: 'leaf' },
  },
  {
    id: 'leaf_last',
    zh: '改写最后一条账目',
    en: 'the last entry is edited',
    sql: `UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '"seq":', '"seq":1') AS BLOB) WHERE "index" = ${LAST}`,
    expected: { verify: 'leaf', monitor: 'leaf', browser: 'leaf' },
  },
  {
    id: 'leaf_hash',
    zh: '改写最后一条账目的叶哈希',
    en: 'the leaf hash of the last entry is changed',
    sql: `UPDATE entry SET leaf_hash = zeroblob(32) WHERE "index" = ${LAST}`,
    expected: { verify: 'leaf', monitor: 'tile', browser: 'leaf' },
  },
  {
    id: 'entry_gone',
    zh: '抽掉中间的一条账目',
    en: 'an entry is taken out of the middle',
    sql: 'DELETE FROM entry WHERE "index" = (SELECT MAX("index") / 2 FROM entry)',
    expected: { verify: 'bundle', monitor: 'leaf', browser: 'fetch' },
  },
  {
    id: 'column',
    zh: '账目旁的列与信封不符',
    en: 'a column beside an entry is changed',
    sql: `UPDATE entry SET department = 'dep-drill' WHERE "index" = ${LAST}`,
    expected: { verify: 'envelope' },
  },
  {
    id: 'tile',
    zh: '改写一片哈希瓦片',
    en: 'a hash tile is changed',
    needs: IN_FULL,
    sql: 'UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND n = 0',
    expected: { verify: 'tile' },
  },
  {
    id: 'tile_inner',
    zh: '改写瓦片内部的哈希',
    en: 'the hashes inside a tile are changed',
    needs: '(SELECT 40 FROM tile WHERE level = 0 AND n = 0 AND inner IS NOT NULL)',
    sql: 'UPDATE tile SET inner = zeroblob(8128) WHERE level = 0 AND n = 0',
    expected: { verify: 'tile' },
  },
  {
    id: 'tile_root',
    zh: '改写瓦片旁的根',
    en: 'the root beside a tile is changed',
    needs: IN_FULL,
    sql: 'UPDATE tile SET root = zeroblob(32) WHERE level = 0 AND n = 0',
    // A record that lies in that tile itself is proven without its root, and its catalogue, which is later, is not.
    expected: { verify: 'tile', browser: 'inclusion|catalogue' },
  },
  {
    id: 'commit_last',
    zh: '改写最后提交的树根',
    en: 'the last committed root is changed',
    sql: 'UPDATE "commit" SET root = zeroblob(32) WHERE size = (SELECT MAX(size) FROM "commit")',
    expected: { verify: 'root' },
  },
  {
    id: 'commit_earlier',
    zh: '改写早先提交的树根',
    en: 'an earlier committed root is changed',
    sql: 'UPDATE "commit" SET root = zeroblob(32) WHERE prev_size = (SELECT MIN(prev_size) FROM "commit")',
    expected: { verify: 'root' },
  },
  {
    id: 'checkpoints_gone',
    zh: '删去全部签名的检查点',
    en: 'all signed checkpoints are gone',
    sql: 'DELETE FROM checkpoint',
    expected: { verify: 'signature', monitor: 'checkpoint', browser: 'fetch' },
  },
  {
    id: 'entry_beyond',
    zh: '在已提交的账本之外添一条账目',
    en: 'an entry is added beyond the committed ledger',
    sql: `INSERT INTO entry SELECT "index" + 100000, record, seq + 100000, kind, department, leaf, leaf_hash FROM entry WHERE "index" = ${LAST}`,
    expected: { verify: 'leaf' },
  },
  {
    id: 'tail_dropped',
    zh: '截去最后三条账目（记录不动）',
    en: 'the last three entries are cut off, and the records stay',
    needs: '(SELECT MAX(size) FROM "commit" WHERE size <= (SELECT MAX("index") - 2 FROM entry))',
    sql: `DELETE FROM body WHERE "index" > ${LAST} - 3; DELETE FROM "commit" WHERE size > (SELECT MAX("index") - 2 FROM entry); DELETE FROM entry WHERE "index" > ${LAST} - 3; DELETE FROM tile WHERE (n + 1) * 256 > (SELECT COUNT(*) FROM entry) AND level = 0`,
    expected: { verify: 'growth', monitor: 'leaf' },
  },
  {
    id: 'record_title',
    zh: '改写一项记录的标题',
    en: 'the title of a record is changed',
    needs: RECORD,
    sql: `UPDATE record SET title = '别的' WHERE id = ${RECORD}`,
    expected: { verify: 'record', monitor: 'record' },
  },
  {
    id: 'record_state',
    zh: '改写一项记录的内容',
    en: 'the content of a record is changed',
    needs: RECORD,
    sql: `UPDATE record SET state = json_set(state, '$.name', '别的') WHERE id = ${RECORD}`,
    expected: { verify: 'record', monitor: 'record', browser: 'api' },
  },
  {
    id: 'record_gone',
    zh: '不再公布一项记录',
    en: 'a record is not published any more',
    needs: RECORD,
    sql: [...BESIDE.map(({ table }) => `${table} WHERE source = ${RECORD}`), `record WHERE id = ${RECORD}`]
      .map((gone) => `DELETE FROM ${gone}`)
      .join('; '),
    expected: { verify: 'record', monitor: 'record' },
  },
  {
    id: 'link_gone',
    zh: '抹去记录之间的一处关联',
    en: 'a link between records is removed',
    needs: '(SELECT MIN(rowid) FROM link)',
    sql: 'DELETE FROM link WHERE rowid = (SELECT MIN(rowid) FROM link)',
    expected: { verify: 'record', monitor: 'record' },
  },
  {
    id: 'date_moved',
    zh: '把日历上的一个日期挪后一年',
    en: 'a day in the calendar is moved by a year',
    needs: '(SELECT MIN(rowid) FROM dated)',
    sql: `UPDATE dated SET day = date(day, '+1 year') WHERE rowid = (SELECT MIN(rowid) FROM dated WHERE length(day) = 10)`,
    expected: { verify: 'record', monitor: 'record' },
  },
  {
    id: 'name_taken',
    zh: '让一个名称指到别的记录',
    en: 'a name is made to mean another record',
    needs: '(SELECT MIN(rowid) FROM called)',
    sql: `UPDATE called SET key = key || 'x' WHERE rowid = (SELECT MIN(rowid) FROM called)`,
    expected: { verify: 'record', monitor: 'record' },
  },
  {
    id: 'figure',
    zh: '改写统计里的一个数',
    en: 'a number that figures show is changed',
    needs: '(SELECT MIN(rowid) FROM tally)',
    sql: 'UPDATE tally SET n = n + 1 WHERE rowid = (SELECT MIN(rowid) FROM tally)',
    expected: { verify: 'record' },
  },
  {
    id: 'corrections_figure',
    zh: '改写更正和迟延入账的一个数',
    en: 'a number of corrections and of late entries is changed',
    needs: '(SELECT MIN(rowid) FROM entry_tally)',
    sql: 'UPDATE entry_tally SET n = n + 1 WHERE rowid = (SELECT MIN(rowid) FROM entry_tally)',
    expected: { verify: 'record' },
  },
  {
    id: 'late_hidden',
    zh: '让一条迟延入账或更正不在清单里',
    en: 'an entry that was late or a correction is taken out of their list',
    needs: '(SELECT MIN(rowid) FROM entry_note)',
    sql: 'DELETE FROM entry_note WHERE rowid = (SELECT MIN(rowid) FROM entry_note)',
    expected: { verify: 'record' },
  },
  {
    id: 'search_emptied',
    zh: '让一条记录搜不到',
    en: 'a record is taken out of the search index',
    sql: 'DELETE FROM search WHERE rowid = (SELECT MIN(n) FROM record)',
    expected: { verify: 'record' },
  },
  {
    id: 'search_ahead',
    zh: '让搜索索引不再更新',
    en: 'the search index is told that it is current for ever',
    sql: 'UPDATE search_progress SET size = 1000000000',
    expected: { verify: 'record' },
  },
  {
    id: 'erasure_forgotten',
    zh: '删去依法擦除的一行',
    en: 'the row of a lawful erasure is removed',
    needs: '(SELECT MIN(target) FROM erasure)',
    sql: 'DELETE FROM erasure WHERE target = (SELECT MIN(target) FROM erasure)',
    expected: { verify: 'body' },
  },
  {
    id: 'commit_time',
    zh: '改写一次提交的时间',
    en: 'the time of a commit is changed',
    sql: `UPDATE "commit" SET recorded = '2020-01-01T00:00:00.000Z' WHERE size = (SELECT MIN(size) FROM "commit")`,
    expected: { verify: 'root' },
  },
  {
    id: 'foreign_table',
    zh: '添一张不属于本软件的表',
    en: 'a table that is not of this software is added',
    sql: 'CREATE TABLE shadow (x)',
    expected: { verify: 'schema' },
  },
]

/** Guards of the database itself taken away. */
const unguarded: Damage = {
  id: 'guard_dropped',
  words: { zh: '拆掉一个防改触发器', en: 'a trigger that guards the ledger is dropped' },
  expected: { verify: 'schema' },
  async make(stage) {
    const dir = await stage.copy()
    editGuards(dir, 'DROP TRIGGER entry_no_update')
    return { dir }
  },
}

/** Damages to rows of the database. */
export const rowDamages: readonly Damage[] = [
  ...[...ROWS, ...BESIDE_ROWS].map(
    ({ id, zh, en, needs, sql, beside = false, expected }): Damage => ({
      id,
      words: { zh, en },
      expected,
      async make(stage) {
        if (needs !== undefined && !hasSome(stage.open(stage.base), needs)) return null
        return { dir: await stage.copy(sql), beside }
      },
    }),
  ),
  unguarded,
]

function hasSome(folder: ReturnType<Parameters<Damage['make']>[0]['open']>, sql: string): boolean {
  try {
    return folder.rows(`SELECT ${sql} AS some`)[0]?.some != null
  } finally {
    folder.close()
  }
}
