/** Public address of the site of a ledger, for links that a command prints. */

import { isWebAddress } from '../../domain/text/web-address.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

export const siteOption = {
  type: 'string',
  value: 'URL',
  words: {
    zh: '站点地址（默认 ORIGIN，否则按账本的名称）',
    en: 'address of the site (default: ORIGIN, else by the name of the ledger)',
  },
} as const

/** A machine of one's own, where there is no certificate. */
const HERE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/

/**
 * Address without a slash at its end: the one that was given, that of the environment, or the one after which the
 * ledger was named when it began.
 *
 * @param ledger origin of the ledger, as `ledger.example.org/log`
 * @throws UsageError for what is no address of the web
 */
export function siteAddress(given: string | undefined, { env }: Terminal, ledger: string): string {
  const named = ledger.replace(/\/log$/, '')
  const by = named === 'localhost' ? `localhost:${env.PORT ?? '8787'}` : named
  const address = given ?? env.ORIGIN ?? `${HERE.test(by) ? 'http' : 'https'}://${by}`
  if (isWebAddress(address)) return address.replace(/\/+$/, '')
  throw new UsageError({
    zh: `站点地址应连同 https:// 写，如 https://ledger.example.org，而不是“${address}”。`,
    en: `An address of the site is written with its https://, as https://ledger.example.org, and not "${address}".`,
  })
}
