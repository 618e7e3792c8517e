/** Addresses of mail as readers type them. */
import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'

/** Octets of a local part and of a whole address (RFC 5321 §4.5.3.1). */
const MOST_LOCAL = 64
const MOST = 254
/** A dot-atom (RFC 5322 §3.2.3): neither quotes nor spaces, nor anything that could begin another header. */
const DOT_ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

function refused(): Problem {
  return refuse(
    'invalid',
    '这不是可用的邮箱地址：应如 name@example.org，@ 前只用字母、数字和常见符号。',
    'This is no address of mail that can be used: expected name@example.org, with letters, digits and usual signs before the @.',
    'email',
  )
}

/**
 * An address as mail servers take it: the domain in lower case and ASCII (IDNA, as the URL standard has it), with a
 * dot in it; the local part as it was typed.
 *
 * @throws Problem `invalid` for anything else: quoted or non-ASCII local parts, address literals, more than one
 */
export function parseAddress(given: string): string {
  const text = given.length > 2 * MOST ? '' : given.trim()
  const at = text.lastIndexOf('@')
  const [local, host] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)]
  const domain = domainOf(host)
  if (at < 1 || local.length > MOST_LOCAL || !DOT_ATOM.test(local) || domain === null) throw refused()
  const address = `${local}@${domain}`
  if (address.length > MOST) throw refused()
  return address
}

function domainOf(host: string): string | null {
  if (/[\s/\\?#@:%[\]\p{Cc}]/u.test(host)) return null
  const url = `https://${host}/`
  const ascii = URL.canParse(url) ? new URL(url).hostname : ''
  const labels = ascii.split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null
  // The URL standard turns what looks like a number into an IPv4 address.
  return /^[0-9]+$/.test(labels.at(-1) ?? '') ? null : ascii
}

/** An address as far as two that differ reach the same reader: by almost every server letters count alike. */
export function sameReader(address: string): string {
  return address.toLowerCase()
}
