/** Addresses that may be told by webhook, as far as their text says. Where a name leads is checked when it is connected to. */
import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'

const MOST = 500
/** Names that lead into the machine or the network of whoever resolves them (RFC 6761, RFC 8375, RFC 6762). */
const INSIDE = /(?:^|\.)(?:localhost|local|internal|intranet|home\.arpa|lan|corp|test|invalid|onion)$/

function wrong(zh: string, en: string): Problem {
  return refuse('invalid', zh, en, 'url')
}

/**
 * An address in its one form.
 *
 * @param own host of this site; null where it is not known
 * @throws Problem `invalid` for what is not https on its usual port, names no host by name, or is this site
 */
export function parseTarget(given: string, own: string | null): string {
  const url = given.length > MOST || !URL.canParse(given) ? null : new URL(given)
  if (url === null || url.protocol !== 'https:' || url.port !== '')
    throw wrong(
      '地址应以 https:// 开头，用默认端口 443，至多 500 个字符。',
      'The address must be https:// on its usual port 443, of 500 characters at most.',
    )
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw wrong('地址里不能有用户名、口令或 #。', 'No user, password or # in the address.')
  const host = url.hostname.replace(/\.$/, '')
  const isNumber = /^\[|^[\d.]+$/.test(host)
  if (isNumber || !host.includes('.') || INSIDE.test(host))
    throw wrong(
      '地址须写公网上的域名，不能是 IP 地址或内部名称。',
      'The address must name a public host, no IP address and no internal name.',
    )
  if (own !== null && (host === own || host.endsWith(`.${own}`)))
    throw wrong('地址不能是本站。', 'The address must not be this site.')
  return url.href
}
