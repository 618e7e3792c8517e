/**
 * The environment variables that the program reads on one machine. Nothing else can be read: what is handed on is
 * of this type. Those of Workers are the interface `Env` of `worker/index.ts`. `README.md` here explains both.
 */
export const VARIABLES = [
  'CASES_KEY',
  'DATA_DIR',
  'HOME',
  'HOST',
  'OIDC_CLIENT_SECRET',
  'ORIGIN',
  'PLACE_EN',
  'PLACE_ZH',
  'PORT',
  'PRIVATE_ISSUERS',
  'STATE_DIR',
  'TRUST_PROXY',
  'XDG_STATE_HOME',
] as const

export type Environment = { readonly [name in (typeof VARIABLES)[number]]?: string | undefined }
