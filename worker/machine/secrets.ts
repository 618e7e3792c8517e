/** Secrets come from the environment or from a file that it names, never from a command line, which others can read. */
import { readFileSync } from 'node:fs'
import { Problem } from '../domain/record/problem.ts'
import { parseCaseKey } from '../services/sealing/cases.ts'
import type { Environment } from './environment.ts'

/**
 * Variables that may stand in a file instead: `NAME_FILE` names it, as containers and systemd hand secrets
 * on.
 */
const SECRETS = [
  'LIBSQL_AUTH_TOKEN',
  'SIGNING_KEY',
  'CASES_KEY',
  'CASES_KEY_OLD',
  'INBOX_KEY',
  'MAIL_KEY',
  'MAIL_RETURNS_KEY',
] as const

export type Secret = (typeof SECRETS)[number]

/**
 * A secret of the environment, spaces around it aside; undefined where neither it nor its file is named.
 *
 * @throws Problem `invalid` when both are named, or the file cannot be read or is empty
 */
export function secretIn(environment: Environment, name: Secret): string | undefined {
  const given = environment[name]?.trim()
  const path = environment[`${name}_FILE`]
  if (path === undefined || path === '') return given === '' ? undefined : given
  if (given !== undefined && given !== '')
    throw new Problem('invalid', {
      field: name,
      words: {
        zh: `${name} 和 ${name}_FILE 只能设一个。`,
        en: `Set ${name} or ${name}_FILE, not both.`,
      },
    })
  const text = readText(path, name).trim()
  if (text !== '') return text
  throw new Problem('invalid', {
    field: name,
    words: { zh: `${name}_FILE 指的文件 ${path} 是空的。`, en: `The file ${path} of ${name}_FILE is empty.` },
  })
}

function readText(path: string, name: Secret): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Problem('invalid', {
      field: name,
      words: {
        zh: `读不到 ${name}_FILE 指的文件 ${path}。`,
        en: `The file ${path} of ${name}_FILE cannot be read.`,
      },
    })
  }
}

/** The keys that seal what is kept beside the ledger, as far as they are set. @throws Problem `invalid` */
export function caseKeysIn(environment: Environment) {
  const inbox = secretIn(environment, 'INBOX_KEY')
  const [key, old] = [secretIn(environment, 'CASES_KEY'), secretIn(environment, 'CASES_KEY_OLD')]
  return {
    ...(key === undefined ? {} : { caseKey: parseCaseKey(key) }),
    ...(inbox === undefined ? {} : { inboxKey: parseCaseKey(inbox, 'INBOX_KEY') }),
    ...(old === undefined ? {} : { oldCaseKey: parseCaseKey(old, 'CASES_KEY_OLD') }),
  }
}
