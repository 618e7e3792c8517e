/**
 * The settings of the environment, held against their forms before anything is opened: one that is set and cannot be
 * what was meant ends the start, and is never passed over.
 */
import { isCalendarDate } from '../../domain/record/date.ts'
import { of, Problem, type Words } from '../../domain/record/problem.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { isWebAddress } from '../../domain/text/web-address.ts'
import { type Environment, VARIABLES } from '../environment.ts'

type Name = keyof Environment

/** A form that a value may have, and words on what would be right. */
interface Form {
  fits(text: string): boolean
  right: Words
}

const DAY = 'YYYY-MM-DD'

const flag: Form = {
  fits: (text) => text === '1' || text === '0',
  right: of('应为 1（是）或 0（否）', 'is 1 (yes) or 0 (no)'),
}

/** null: any text, or one that is read, and refused in its own words, where it is used. */
const FORMS: { readonly [name in Name]-?: Form | null } = {
  ACCEPT_CLOCK: {
    fits: (text) => text.length === DAY.length && isCalendarDate(text),
    right: of('应为日期，如 2026-11-30', 'is a day, as 2026-11-30'),
  },
  CALENDAR: null,
  CASES_KEY: null,
  CASES_KEY_FILE: null,
  CASES_KEY_OLD: null,
  CASES_KEY_OLD_FILE: null,
  CLOCKS: null,
  DATA_DIR: null,
  DOCUMENTS_DIR: null,
  HOME: null,
  HOST: {
    fits: (text) => /^[\w.:[\]-]+$/.test(text),
    right: of('应为主机名或地址，如 127.0.0.1', 'is a host or an address, as 127.0.0.1'),
  },
  INBOX_KEY: null,
  INBOX_KEY_FILE: null,
  KNOWN_LEDGERS: null,
  LIBSQL_AUTH_TOKEN: null,
  LIBSQL_AUTH_TOKEN_FILE: null,
  LIBSQL_URL: {
    fits: (text) => /^(?:https?|wss?|libsql):\/\/[^/]/.test(text) && URL.canParse(text),
    right: of(
      '应为 libSQL 服务器的地址，如 https://…、libsql://…',
      'is the address of a libSQL server, as https://… or libsql://…',
    ),
  },
  MAIL: null,
  MAIL_FROM: null,
  MAIL_KEY: null,
  MAIL_KEY_FILE: null,
  MAP_CREDIT: null,
  MAP_OUTLINE: null,
  MAP_TILES: null,
  METRICS: null,
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
  PROCEDURES: null,
  SIGNING_KEY: null,
  SIGNING_KEY_FILE: null,
  STATE_DIR: null,
  TRUST_PROXY: flag,
  WITNESS_POLICY: null,
  XDG_STATE_HOME: null,
}

/**
 * Guard of the settings of a process that serves.
 *
 * @param settings without those that are empty
 * @throws Problem `invalid` that names every one that does not fit, with its value and what would be right
 */
export function requireSettings(settings: { readonly [name in Name]?: unknown }): void {
  const wrong = VARIABLES.flatMap((name) => {
    const [form, text] = [FORMS[name], settings[name]]
    if (form === null || typeof text !== 'string' || form.fits(text)) return []
    return [
      {
        name,
        zh: `${name} ${form.right.zh}，而不是“${text}”。`,
        en: `${name} ${form.right.en}, and not "${text}".`,
      },
    ]
  })
  const [first] = wrong
  if (first === undefined) return
  throw new Problem('invalid', {
    field: first.name,
    words: of(wrong.map(({ zh }) => zh).join(''), wrong.map(({ en }) => en).join(' ')),
  })
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
