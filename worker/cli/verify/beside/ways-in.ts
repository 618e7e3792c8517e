/**
 * Ways into accounts against the access log, which says of each to whose account it was added: a key, a passkey or a
 * session that was moved to another account writes entries as that post.
 */
import { addAll } from '../../../domain/record/list/long.ts'
import type { Folder } from '../source/folder.ts'
import { textIn } from '../source/sql.ts'
import { type Checked, found } from './checked.ts'

/** Words of a subject of the access log, as they are written with each change (worker/services/accounts). */
const ADDED = ': – → '
const REVOKED = ': 有效 in force → 撤销 revoked'
/** Minutes within which a session that is opened is noted. */
const NOTED = '+10 minutes'

interface Way {
  zh: string
  en: string
  /** Rows that no row of the access log bears out, as `at`, with the instant of their making as `made`. */
  sql: string
}

const said = (action: string): string => `(SELECT subject FROM access WHERE action = '${action}')`

const WAYS: readonly Way[] = [
  {
    zh: 'API 密钥',
    en: 'the API key',
    sql: `SELECT id AS at, created AS made FROM api_key WHERE account || ' ' || id || '${ADDED}'
      || CASE scopes WHEN '' THEN '*' ELSE scopes END || ' ≤ ' || coalesce(expires, '∞') NOT IN ${said('add_key')}`,
  },
  {
    zh: '已撤销的 API 密钥',
    en: 'the API key, which was revoked,',
    sql: `SELECT id AS at, '9999' AS made FROM api_key WHERE revoked IS NULL AND id || '${REVOKED}' IN ${said('revoke_key')}`,
  },
  {
    zh: '通行密钥',
    en: 'the passkey',
    sql: `SELECT id AS at, created AS made FROM passkey
      WHERE account || ' passkey${ADDED}' || id || ' ' || name NOT IN ${said('add_passkey')}`,
  },
  {
    zh: '登录身份',
    en: 'the identity',
    sql: `SELECT issuer || ' ' || subject AS at, created AS made FROM identity
      WHERE account || ' ' || issuer || '${ADDED}' || subject NOT IN ${said('bind_identity')}`,
  },
  {
    zh: '邀请链接',
    en: 'the invitation',
    sql: `SELECT id AS at, created AS made FROM invitation WHERE account || '${ADDED}' || id NOT IN
      (SELECT substr(subject, 1, instr(subject, ' (') - 1) FROM access WHERE action = 'invite')`,
  },
  {
    zh: '会话',
    en: 'the session',
    // One that was never used may have been cut short before it was noted, and before anybody had its cookie.
    sql: `SELECT id AS at, created AS made FROM session s WHERE seen > created AND NOT EXISTS (
      SELECT 1 FROM access a WHERE a.account = s.account AND a.action = 'sign_in' AND a.subject = s.means
        AND a.at >= s.created AND a.at <= strftime('%Y-%m-%dT%H:%M:%fZ', s.created, '${NOTED}'))`,
  },
]

/** The instant of the first row of the log: what was made before it was noted by nobody. */
const SINCE = 'SELECT min(at) AS at FROM access'

/** Holds every way into an account against what was noted when it was added. */
export function checkWaysIn(folder: Folder): Checked {
  const since = textIn(folder.rows(SINCE)[0]?.at) || '9999'
  let earlier = 0
  const findings = WAYS.flatMap(({ zh, en, sql }) => {
    const wrong: string[] = []
    for (const { at, made } of folder.each(sql)) {
      if (textIn(made) < since) earlier += 1
      else wrong.push(textIn(at))
    }
    return found(
      'access',
      wrong,
      `${zh} @ 所属的账户，访问记录里没有这样记过。`,
      `Of ${en} @ the access log does not say that it is this account's.`,
    )
  })
  const persons = personsIn(folder).map((one) => one.replace(/^(passkey|identity) (.{0,40}).*$/, '$1 $2'))
  addAll(
    findings,
    found(
      'access',
      persons,
      '“同一人”所凭的 @ 与访问记录不符。',
      'By @ two accounts are known as one person, and the access log says otherwise.',
    ),
  )
  const unchecked =
    earlier === 0
      ? []
      : [
          {
            zh: `访问记录开始之前就有的登录方式 ${earlier} 个：属于谁，未核对。`,
            en: `Whose ${earlier} ways in are that are older than the access log.`,
          },
        ]
  return { findings, unchecked, looked: ['access'] }
}

/** Differences between the pairs of a way in and an account that the log tells of, and those that are kept. */
function personsIn(folder: Folder): string[] {
  const told = new Set<string>()
  const log = `SELECT action, subject FROM access WHERE action IN ('add_passkey', 'bind_identity')`
  for (const { action, subject } of folder.each(log)) {
    const isPasskey = action === 'add_passkey'
    const [, account, issuer, id] =
      (isPasskey ? /^(\S+) (passkey): – → (\S+)/ : /^(\S+) (\S+): – → (.*)$/s).exec(textIn(subject)) ?? []
    if (account !== undefined)
      told.add(pair(isPasskey ? `passkey ${id}` : `identity ${issuer} ${id}`, account))
  }
  const kept = new Set<string>()
  for (const { name, account } of folder.each('SELECT name, account FROM credential'))
    kept.add(pair(textIn(name), textIn(account)))
  const held = `SELECT 'passkey ' || id AS name, account FROM passkey
    UNION ALL SELECT 'identity ' || issuer || ' ' || subject, account FROM identity`
  for (const { name, account } of folder.each(held)) told.add(pair(textIn(name), textIn(account)))
  return [...[...told].filter((one) => !kept.has(one)), ...[...kept].filter((one) => !told.has(one))]
}

const pair = (name: string, account: string): string => `${name} → ${account}`
