/**
 * The environment variables that the program reads on one machine. Nothing else can be read: what is handed on is
 * of this type. Those of Workers are the interface `Env` of `edge/env.ts`. `README.md` here explains both.
 */
export const VARIABLES = [
  'ACCEPT_CLOCK',
  'ASKS_AT_ONCE',
  'ASKS_PER_HOUR',
  'ASKS_WAITING',
  'CALENDAR',
  'CASES_KEY',
  'CASES_KEY_FILE',
  'CASES_KEY_OLD',
  'CASES_KEY_OLD_FILE',
  'CLOCKS',
  'DATA_DIR',
  'DNS_OVER_HTTPS',
  'DOCUMENTS_DIR',
  'HOME',
  'HOST',
  'INBOX_KEY',
  'INBOX_KEY_FILE',
  'KNOWN_LEDGERS',
  'LIBSQL_AUTH_TOKEN',
  'LIBSQL_AUTH_TOKEN_FILE',
  'LIBSQL_URL',
  'MAIL',
  'MAIL_FROM',
  'MAIL_KEY',
  'MAIL_KEY_FILE',
  'MAIL_RETURNS_KEY',
  'MAIL_RETURNS_KEY_FILE',
  'MAP_CREDIT',
  'MAP_OUTLINE',
  'MAP_TILES',
  'METRICS',
  'OIDC_CLIENT_SECRET',
  'ORIGIN',
  'PLACE_EN',
  'PLACE_ZH',
  'PORT',
  'PRIVATE_ISSUERS',
  'PROCEDURES',
  'SIGNING_KEY',
  'SIGNING_KEY_FILE',
  'STATE_DIR',
  'TRUST_PROXY',
  'WITNESS_POLICY',
  'XDG_STATE_HOME',
] as const

/** Those of them that a Worker does not read. */
export const MACHINE_ALONE = [
  'ACCEPT_CLOCK',
  'CASES_KEY_FILE',
  'CASES_KEY_OLD_FILE',
  'DATA_DIR',
  'DOCUMENTS_DIR',
  'HOME',
  'HOST',
  'INBOX_KEY_FILE',
  'LIBSQL_AUTH_TOKEN_FILE',
  'MAIL_KEY_FILE',
  'MAIL_RETURNS_KEY_FILE',
  'METRICS',
  'OIDC_CLIENT_SECRET',
  'PORT',
  'SIGNING_KEY_FILE',
  'STATE_DIR',
  'TRUST_PROXY',
  'XDG_STATE_HOME',
] as const satisfies readonly (typeof VARIABLES)[number][]

/** Settings without those that are empty: containers and unit files hand `NAME=` on for what was not set. */
export function withoutEmpty<T extends object>(settings: T): T {
  const kept = { ...settings }
  for (const [name, value] of Object.entries(kept))
    if (typeof value === 'string' && value.trim() === '') Reflect.deleteProperty(kept, name)
  return kept
}

export type Environment = { readonly [name in (typeof VARIABLES)[number]]?: string | undefined }
