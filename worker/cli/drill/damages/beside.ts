/** Rows beside the entries and the records, changed by somebody: an auditor who looks at them sees it. */
import type { RowDamage } from '../damage.ts'

const RECORD = `(SELECT id FROM record WHERE kind <> 'account' ORDER BY n LIMIT 1)`
const ACCOUNT = `(SELECT max(id) FROM record WHERE kind = 'account')`
const CLOSED = `(SELECT max(day) FROM digest WHERE stream = 'access')`
const NOTED = '(SELECT min(n) FROM access)'
const AFTERWARDS = `'9000-01-01T00:00:00.000Z'`

/** SQL that moves the first row of a table to another account. */
const moved = (table: string): string =>
  `UPDATE ${table} SET account = 'acc-drill' WHERE rowid = (SELECT min(rowid) FROM ${table})`

const beside = (part: string) => ({ beside: true, expected: { verify: part } }) as const

export const BESIDE_ROWS: readonly RowDamage[] = [
  {
    id: 'search_word',
    zh: '让一条记录凭它没有的词被搜到',
    en: 'a record is found by a word that it does not have',
    needs: '(SELECT 1 FROM search_progress WHERE version > 0 AND redone IS NULL)',
    sql: `INSERT INTO search (rowid, title) VALUES ((SELECT max(n) + 1 FROM record), '违纪')`,
    ...beside('search'),
  },
  {
    id: 'search_words',
    zh: '换掉一条记录的全部搜索词',
    en: 'the words by which a record is found are replaced',
    needs: '(SELECT 1 FROM search_progress WHERE version > 0 AND redone IS NULL)',
    sql: `DELETE FROM search WHERE rowid = (SELECT max(n) FROM record);
      INSERT INTO search (rowid, title) VALUES ((SELECT max(n) FROM record), '别的')`,
    ...beside('search'),
  },
  {
    id: 'finding_gone',
    zh: '删去规则的一处发现',
    en: 'a finding of a rule is removed',
    needs: '(SELECT min(rowid) FROM standing_finding)',
    sql: 'DELETE FROM standing_finding WHERE rowid = (SELECT min(rowid) FROM standing_finding)',
    ...beside('rules'),
  },
  {
    id: 'finding_forged',
    zh: '给一条记录添一处没有的发现',
    en: 'a record is given a finding that no rule made',
    needs: '(SELECT min(rowid) FROM standing_finding)',
    sql: `INSERT INTO standing_finding SELECT ${RECORD}, 'ZZ9', ${RECORD}, department, severity, finding FROM standing_finding LIMIT 1`,
    ...beside('rules'),
  },
  {
    id: 'coverage_forged',
    zh: '改写公布的规则覆盖率',
    en: 'the published coverage of a rule is changed',
    needs: '(SELECT min(rowid) FROM standing_tally)',
    sql: `UPDATE standing_tally SET tally = json_set(tally, '$.tally.found', json_extract(tally, '$.tally.found') + 7) WHERE rowid = (SELECT min(rowid) FROM standing_tally)`,
    ...beside('rules'),
  },
  {
    id: 'judged_otherwise',
    zh: '改写规则对一条记录的判断',
    en: 'what the rules made of a record is changed',
    needs: `(SELECT min(rowid) FROM standing_subject WHERE made <> '[]')`,
    sql: `UPDATE standing_subject SET made = '[]' WHERE rowid = (SELECT min(rowid) FROM standing_subject WHERE made <> '[]')`,
    ...beside('rules'),
  },
  {
    id: 'measure_forged',
    zh: '改写规则作比较用的一个数',
    en: 'a figure with which rules compare is changed',
    needs: '(SELECT min(rowid) FROM standing_figure)',
    sql: `UPDATE standing_figure SET figure = '999999' WHERE rowid = (SELECT min(rowid) FROM standing_figure)`,
    ...beside('rules'),
  },
  {
    id: 'population_forged',
    zh: '改写同类的常见范围',
    en: 'the usual range of peers is changed',
    needs: '(SELECT min(rowid) FROM standing_basis)',
    sql: `INSERT INTO standing_basis (what, key, value) VALUES ('register', 'drill', '2020-01-01')`,
    ...beside('rules'),
  },
  {
    id: 'reads_gone',
    zh: '让规则不再回头看一条记录',
    en: 'a record is no longer looked at again when another one changes',
    needs: '(SELECT min(rowid) FROM standing_read)',
    sql: 'DELETE FROM standing_read WHERE rowid = (SELECT min(rowid) FROM standing_read)',
    ...beside('rules'),
  },
  {
    id: 'access_gone',
    zh: '删去一行访问记录',
    en: 'a row of the access log is removed',
    needs: `(SELECT min(n) FROM access WHERE day <= ${CLOSED})`,
    sql: `DELETE FROM access WHERE n = (SELECT min(n) FROM access WHERE day <= ${CLOSED})`,
    ...beside('digest'),
  },
  {
    id: 'access_changed',
    zh: '把一次查阅记到别人名下',
    en: 'a look at a withheld part is put down to somebody else',
    needs: `(SELECT min(n) FROM access WHERE day <= ${CLOSED})`,
    sql: `UPDATE access SET account = 'acc-drill' WHERE n = (SELECT min(n) FROM access WHERE day <= ${CLOSED})`,
    ...beside('digest'),
  },
  {
    id: 'digest_gone',
    zh: '删去一天的日摘要',
    en: 'the kept digest of a day is removed',
    needs: CLOSED,
    sql: `DELETE FROM digest WHERE stream = 'access' AND day = ${CLOSED}`,
    ...beside('digest'),
  },
  {
    id: 'case_slipped_in',
    zh: '在已封的一天里补一份核查卷宗',
    en: 'a file of a case is slipped into a closed day',
    needs: `(SELECT max(day) FROM digest WHERE stream = 'cases')`,
    sql: `INSERT INTO case_act (at, day, place, commitment, sealed) SELECT max(day) || 'T01:00:00.000Z', max(day), 'drill', 'drill', '' FROM digest WHERE stream = 'cases'`,
    ...beside('digest'),
  },
  {
    id: 'key_moved',
    zh: '把一把 API 密钥移到别的账户',
    en: 'an API key is moved to another account',
    needs: '(SELECT min(rowid) FROM api_key)',
    sql: moved('api_key'),
    ...beside('access'),
  },
  {
    id: 'key_widened',
    zh: '放宽一把 API 密钥的权限',
    en: 'an API key is given more rights',
    needs: `(SELECT min(rowid) FROM api_key WHERE scopes <> '')`,
    sql: `UPDATE api_key SET scopes = '' WHERE rowid = (SELECT min(rowid) FROM api_key WHERE scopes <> '')`,
    ...beside('access'),
  },
  {
    id: 'key_revived',
    zh: '让已撤销的 API 密钥复活',
    en: 'a revoked API key works again',
    needs: '(SELECT min(rowid) FROM api_key WHERE revoked IS NOT NULL)',
    sql: 'UPDATE api_key SET revoked = NULL',
    ...beside('access'),
  },
  {
    id: 'passkey_added',
    zh: '给一个账户塞一把通行密钥',
    en: 'a passkey is put into an account',
    needs: NOTED,
    sql: `INSERT INTO passkey (id, account, public_key, counter, transports, name, created) VALUES ('drill', ${ACCOUNT}, x'00', 0, '', '', ${AFTERWARDS})`,
    ...beside('access'),
  },
  {
    id: 'identity_added',
    zh: '给一个账户绑上别人的登录身份',
    en: "somebody else's identity is bound to an account",
    needs: NOTED,
    sql: `INSERT INTO identity (issuer, subject, account, created) VALUES ('https://drill.example', 'drill', ${ACCOUNT}, ${AFTERWARDS})`,
    ...beside('access'),
  },
  {
    id: 'invitation_added',
    zh: '凭空添一张进入账户的邀请',
    en: 'an invitation into an account is made up',
    needs: NOTED,
    sql: `INSERT INTO invitation (id, hash, account, purpose, by, created, expires) VALUES ('inv-drill', 'drill', ${ACCOUNT}, 'first', 'drill', ${AFTERWARDS}, ${AFTERWARDS})`,
    ...beside('access'),
  },
  {
    id: 'session_moved',
    zh: '把一个会话移到别的账户',
    en: 'a session is moved to another account',
    needs: '(SELECT min(rowid) FROM session WHERE seen > created)',
    sql: moved('session'),
    ...beside('access'),
  },
  {
    id: 'persons_parted',
    zh: '让同一人的两个账户显得是两个人',
    en: 'two accounts of one person are made to look like two persons',
    needs: NOTED,
    sql: `INSERT INTO credential (name, account) VALUES ('passkey drill', ${ACCOUNT})`,
    ...beside('access'),
  },
  {
    id: 'catalogue_kept',
    zh: '改写存着的记录总目',
    en: 'the kept catalogue of records is changed',
    needs: '(SELECT min(n) FROM catalogue_bucket)',
    sql: `UPDATE catalogue_bucket SET lines = lines || ' '`,
    ...beside('record'),
  },
  {
    id: 'catalogue_tiles',
    zh: '改写存着的记录总目的哈希',
    en: 'the hashes of the kept catalogue are changed',
    needs: '(SELECT min(n) FROM catalogue_tile)',
    sql: 'UPDATE catalogue_tile SET hashes = zeroblob(length(hashes))',
    ...beside('record'),
  },
  {
    id: 'waypoint_forged',
    zh: '给一条记录塞一个假的中途状态',
    en: 'a false state is put into the past of a record',
    needs: RECORD,
    sql: `INSERT INTO waypoint (source, seq, state, derived) VALUES (${RECORD}, 100, '{}', 1)`,
    ...beside('record'),
  },
  {
    id: 'document_named',
    zh: '让一条账目显得附有别的文件',
    en: 'an entry is made to name a document that it does not',
    sql: `INSERT INTO document_entry (document, entry, standing) VALUES ('${'0'.repeat(64)}', (SELECT max("index") FROM entry), 'public')`,
    ...beside('record'),
  },
  {
    id: 'submission_overlaps',
    zh: '把别人的账目算进一次交付',
    en: 'entries of somebody else are counted into a delivery',
    sql: `INSERT INTO submission (key, digest, first, count) VALUES ('drill delivery:drill@2020:1', '', 0, 1)`,
    ...beside('record'),
  },
]
