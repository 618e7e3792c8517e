/** Texts of the domain name system, as this machine's resolver gives them. */
import { Resolver } from 'node:dns/promises'
import type { TxtLookup } from '../../services/consultations/proving.ts'
import type { Environment } from '../environment.ts'
import { txtOverHttps } from './https.ts'

/** Milliseconds for one question, which is put twice. */
const TIME = 3000
/** Answers that say that there is nothing, and not that nobody answers. */
const NOTHING: ReadonlySet<unknown> = new Set(['ENODATA', 'ENOTFOUND'])

/** Looks names up from this machine. */
export function createTxtLookup(
  resolver: Pick<Resolver, 'resolveTxt'> = new Resolver({ timeout: TIME, tries: 2 }),
): TxtLookup {
  return async (name) => {
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    } catch (error) {
      if (error instanceof Error && 'code' in error && NOTHING.has(error.code)) return []
      throw error
    }
  }
}

/** Look-up of names as the settings have it: over HTTPS where a resolver is named, otherwise as this machine does. */
export function txtIn({ DNS_OVER_HTTPS }: Pick<Environment, 'DNS_OVER_HTTPS'>): TxtLookup {
  return DNS_OVER_HTTPS ? txtOverHttps(DNS_OVER_HTTPS) : createTxtLookup()
}
