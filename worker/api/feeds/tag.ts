/** Names of feeds and their items: `tag:` URIs (RFC 4151), made of the name of the ledger and never of its address. */

/** The first day of this year; names must not change, so this does not either. */
const SINCE = '2026'

/** Text as it may stand in the specific part of a tag. */
const specific = (text: string): string =>
  encodeURIComponent(text).replace(/%(2F|3A|40|2C)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )

/**
 * The name of a thing of a ledger: `tag:ledger.example,2026:log:entry:5`.
 *
 * @param origin name of the ledger, as `ledger.example/log`
 * @param thing as `entry:5`, `/decisions` or `due:mil-…:2026-03-20`; stable for ever, and of this thing alone
 */
export function tagOf(origin: string, thing: string): string {
  const { host, rest } = authorityOf(origin)
  return `tag:${host},${SINCE}:${specific(`${rest}:${thing}`)}`
}

/** The host that a ledger is named by, and what follows; a name that begins with no host stands whole. */
function authorityOf(origin: string): { host: string; rest: string } {
  const [first = '', ...others] = origin.split('/')
  const host = URL.canParse(`https://${first}/`) ? new URL(`https://${first}/`).hostname : ''
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host)
    ? { host, rest: [...(first.toLowerCase() === host ? [] : [first]), ...others].join('/') }
    : { host: 'localhost', rest: origin }
}
