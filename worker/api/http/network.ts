/** The network that an address belongs to: whoever has one address of IPv6 has 2^64 of them. */

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i
const GROUPS = 8
const KEPT = 4

/** An IPv4 address as it is; the first 64 bits of an IPv6 address; anything else, cut, as it came. */
export function networkOf(address: string): string {
  const bare = (address.split('%')[0] ?? '').slice(0, 60).toLowerCase()
  const mapped = MAPPED.exec(bare)?.[1]
  if (mapped !== undefined) return mapped
  if (!bare.includes(':')) return bare
  const [before = '', after] = bare.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const gap = after === undefined ? 0 : Math.max(0, GROUPS - head.length - tail.length)
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail]
  const kept = groups.slice(0, KEPT).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${kept.join(':')}::/64`
}
