/** The names of a ledger on this machine, apart from what opens one, so that whoever only reads them loads nothing else. */
import { type Environment, withoutEmpty } from '../environment.ts'

/** Name of a ledger: its folder, or the address of its server; both absent means the folder `.data`. */
export interface Named {
  data?: string | undefined
  libsql?: string | undefined
}

export const DEFAULT_FOLDER = '.data'

/** The ledger that the environment names, for a process that serves it: DATA_DIR, or LIBSQL_URL. */
export function namedIn(environment: Environment): Named {
  const { DATA_DIR, LIBSQL_URL } = withoutEmpty(environment)
  return { data: DATA_DIR, libsql: LIBSQL_URL }
}
