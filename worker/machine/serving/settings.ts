/**
 * The settings of the environment, on a machine and on Workers, held against their forms before anything is opened: one
 * that is set and cannot be what was meant ends the start, or is what a Worker answers, and is never passed over.
 */

import { parseCalendarText } from '../../domain/calendar/calendar.schema.ts'
import { parseClocksText } from '../../domain/clock/clocks.schema.ts'
import { parseProceduresText } from '../../domain/procedure/procedures.schema.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import { of, Problem, type Words } from '../../domain/record/problem.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { isWebAddress } from '../../domain/text/web-address.ts'
import { parseSigningKey } from '../../ledger/vkey.ts'
import { knownLedgersOf } from '../../services/mentions/known.ts'
import { parseCaseKey } from '../../services/sealing/cases.ts'
import { policyOf } from '../../services/witnesses/policy.ts'
import { groundOf } from '../../site/map/ground.ts'
import { type Environment, MACHINE_ALONE, VARIABLES } from '../environment.ts'
import { mailWay } from '../mail/settings.ts'
import { parseMetrics } from '../metrics/address.ts'

type Name = keyof Environment

/** A form that a value may have, and words on what would be right. */
interface Form {
  fits(text: string): boolean
  right: Words
  /** True for what nobody may read: words on it never repeat it. */
  isSecret?: boolean
}

/** A value that has a reader, which refuses it in words of its own. */
interface Read {
  read(text: string, all: Settings): unknown
}

/** Settings as they are given, without those that are empty; the bindings of a Worker stand among them. */
type Settings = { readonly [name in Name]?: unknown }

const DAY = 'YYYY-MM-DD'

const number: Form = {
  fits: (text) => /^[1-9]\d{0,5}$/.test(text),
  right: of('应为 1 到 999999 的整数', 'is a whole number from 1 to 999999'),
}

const flag: Form = {
  fits: (text) => text === '1' || text === '0',
  right: of('应为 1（是）或 0（否）', 'is 1 (yes) or 0 (no)'),
}

const bytes = (name: Name): Read => ({ read: (text) => parseCaseKey(text, name) })
const mail: Read = {
  read: (_, all) => mailWay(textsOf(all, ['MAIL', 'MAIL_FROM', 'MAIL_KEY', 'MAIL_RETURNS_KEY'])),
}
const ground: Read = { read: (_, all) => groundOf(textsOf(all, ['MAP_TILES', 'MAP_CREDIT', 'MAP_OUTLINE'])) }

/** null: any text. */
const FORMS: { readonly [name in Name]-?: Form | Read | null } = {
  ACCEPT_CLOCK: {
    fits: (text) => text.length === DAY.length && isCalendarDate(text),
    right: of('应为日期，如 2026-11-30', 'is a day, as 2026-11-30'),
  },
  ASKS_AT_ONCE: number,
  ASKS_PER_HOUR: number,
  ASKS_WAITING: number,
  CALENDAR: { read: (text) => parseCalendarText(text, 'CALENDAR') },
  CASES_KEY: bytes('CASES_KEY'),
  CASES_KEY_FILE: null,
  CASES_KEY_OLD: bytes('CASES_KEY_OLD'),
  CASES_KEY_OLD_FILE: null,
  CLOCKS: { read: (text) => parseClocksText(text, 'CLOCKS') },
  DATA_DIR: null,
  DNS_OVER_HTTPS: {
    fits: (text) => URL.canParse(text) && new URL(text).protocol === 'https:',
    right: of(
      '应为以 https:// 开头的域名解析地址，如 https://cloudflare-dns.com/dns-query',
      'is the https:// address of a resolver, as https://cloudflare-dns.com/dns-query',
    ),
  },
  DOCUMENTS_DIR: null,
  HOME: null,
  HOST: {
    fits: (text) => /^[\w.:[\]-]+$/.test(text),
    right: of('应为主机名或地址，如 127.0.0.1', 'is a host or an address, as 127.0.0.1'),
  },
  INBOX_KEY: bytes('INBOX_KEY'),
  INBOX_KEY_FILE: null,
  KNOWN_LEDGERS: { read: knownLedgersOf },
  LIBSQL_AUTH_TOKEN: {
    fits: (text) => /^[\x21-\x7e]+$/.test(text.trim()),
    right: of('应为服务器给的令牌，中间没有空白', 'is the token that the server gave, without a space in it'),
    isSecret: true,
  },
  LIBSQL_AUTH_TOKEN_FILE: null,
  LIBSQL_URL: {
    fits: isServer,
    right: of(
      '应为 libSQL 服务器的地址，如 https://…、libsql://…，不带令牌（令牌在 LIBSQL_AUTH_TOKEN）',
      'is the address of a libSQL server, as https://… or libsql://…, without its token (that is LIBSQL_AUTH_TOKEN)',
    ),
    // A token may stand in it.
    isSecret: true,
  },
  MAIL: mail,
  MAIL_FROM: mail,
  MAIL_KEY: null,
  MAIL_KEY_FILE: null,
  MAIL_RETURNS_KEY: mail,
  MAIL_RETURNS_KEY_FILE: null,
  MAP_CREDIT: ground,
  MAP_OUTLINE: ground,
  MAP_TILES: ground,
  METRICS: { read: parseMetrics },
  OIDC_CLIENT_SECRET: null,
  ORIGIN: {
    fits: (text) => isWebAddress(text) && !/[?#]/.test(text),
    right: of(
      '应为公开网址，连同 https://，如 https://ledger.example.org',
      'is the public address with its https://, as https://ledger.example.org',
    ),
  },
  PLACE_EN: null,
  PLACE_ZH: null,
  PORT: {
    fits: (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
    right: of('应为 0 到 65535 的整数', 'is a whole number from 0 to 65535'),
  },
  PRIVATE_ISSUERS: flag,
  PROCEDURES: { read: (text) => parseProceduresText(text, 'PROCEDURES') },
  SIGNING_KEY: {
    fits: isSigningKey,
    right: of(
      '应为 mingzhang keys new 打印的私钥；换过私钥的，全部列出，最早的在前',
      'is the key as mingzhang keys new prints it; after a change of it all of them, oldest first',
    ),
    isSecret: true,
  },
  SIGNING_KEY_FILE: null,
  STATE_DIR: null,
  TRUST_PROXY: flag,
  WITNESS_POLICY: { read: (text) => policyOf(text, null) },
  XDG_STATE_HOME: null,
}

function textsOf<N extends Name>(all: Settings, names: readonly N[]): { [name in N]?: string } {
  const found: { [name in N]?: string } = {}
  for (const name of names) {
    const text = all[name]
    if (typeof text === 'string') found[name] = text
  }
  return found
}

function isServer(text: string): boolean {
  if (!/^(?:https?|wss?|libsql):\/\/[^/]/.test(text) || !URL.canParse(text)) return false
  const { username, password, search } = new URL(text)
  return username === '' && password === '' && search === ''
}

function isSigningKey(text: string): boolean {
  try {
    return text.trim().split(/\s+/).map(parseSigningKey).length > 0
  } catch {
    return false
  }
}

/** A setting that cannot be what was meant, or that is missing. */
export interface WrongSetting {
  name: Name
  /** Words on it that repeat no value: what a reader of the site may see. */
  words: Words
  /** The same with the value, unless that is secret: for whoever starts a process. */
  told: Words
}

/**
 * Every setting that does not fit, or that is needed and missing.
 *
 * @param settings without those that are empty
 * @param needed names without which nothing works here
 */
export function wrongSettings(settings: Settings, needed: readonly Name[] = []): WrongSetting[] {
  const wrong = VARIABLES.flatMap((name): WrongSetting[] => {
    const text = settings[name]
    if (typeof text !== 'string')
      return needed.includes(name) ? [both(name, of(`尚未设置 ${name}。`, `${name} is not set yet.`))] : []
    return wrongOf(name, text, settings)
  })
  // Settings that are read together are refused once.
  return wrong.filter(({ words }, at) => wrong.findIndex((other) => other.words.en === words.en) === at)
}

const both = (name: Name, words: Words): WrongSetting => ({ name, words, told: words })

function wrongOf(name: Name, text: string, all: Settings): WrongSetting[] {
  const form = FORMS[name]
  if (form === null) return []
  if ('read' in form) {
    try {
      form.read(text, all)
      return []
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // Settings that are read together are refused by the name of the one that is wrong.
      const at = VARIABLES.find((known) => known === error.field) ?? name
      const { zh, en } = error.words
      return [both(at, en.includes(at) ? error.words : of(`${at}：${zh}`, `${at}: ${en}`))]
    }
  }
  if (form.fits(text)) return []
  const { zh, en } = form.right
  const words = of(`${name} ${zh}。`, `${name} ${en}.`)
  const told = of(`${name} ${zh}，而不是“${text}”。`, `${name} ${en}, and not "${text}".`)
  return [{ name, words, told: form.isSecret === true ? words : told }]
}

/**
 * Guard of the settings of a process that serves.
 *
 * @param settings without those that are empty
 * @throws Problem `invalid` that names every one that does not fit, with its value and what would be right
 */
export function requireSettings(settings: Settings): void {
  const problem = problemOf(wrongSettings(settings), 'invalid', ({ told }) => told)
  if (problem !== null) throw problem
}

/**
 * Guard of the settings of a Worker, whose words anybody may read who asks it.
 *
 * @throws Problem `unavailable` that names every one that is missing or does not fit, and repeats no value
 */
export function requireWorkerSettings(settings: Settings): void {
  const wrong = wrongSettings(settings, ['LIBSQL_URL', 'SIGNING_KEY'])
  const problem = problemOf(wrong, 'unavailable', ({ words }) => words)
  if (problem !== null) throw problem
}

function problemOf(
  wrong: readonly WrongSetting[],
  code: 'invalid' | 'unavailable',
  wordsOf: (one: WrongSetting) => Words,
): Problem | null {
  const [first] = wrong
  if (first === undefined) return null
  const words = wrong.map(wordsOf)
  const text = of(words.map(({ zh }) => zh).join(''), words.map(({ en }) => en).join(' '))
  return new Problem(code, { field: first.name, words: text })
}

/** Letters below which a name is too short to be told from another by a slip. */
const LEAST_LETTERS = 6

/** Settings of others are named alike. */
const KNOWN = VARIABLES.filter((name) => name.length >= LEAST_LETTERS && name !== 'XDG_STATE_HOME')

/** Names of the environment that nothing reads and that were probably meant to be ones that are read. */
export function misspelt(names: readonly string[]): { name: string; meant: string }[] {
  const read = new Set<string>(VARIABLES)
  return names.flatMap((name) => {
    const meant = read.has(name) || name.length < LEAST_LETTERS ? null : nearest(name, KNOWN)
    return meant === null ? [] : [{ name, meant }]
  })
}

/** Names that a Worker is given and does not read, each with the one that was probably meant; null for one of a machine. */
export function unreadOnWorkers(
  names: readonly string[],
  bindings: readonly string[],
): { name: string; meant: string | null }[] {
  const own = names.filter((name) => !bindings.includes(name))
  const ofMachines = new Set<string>(MACHINE_ALONE)
  return [
    ...own.filter((name) => ofMachines.has(name)).map((name) => ({ name, meant: null })),
    ...misspelt(own),
  ]
}
