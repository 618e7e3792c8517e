/** 登录服务: an OpenID Connect provider whose people may sign in here, and what its groups may do. */
import type { Words } from '../../record/problem.ts'
import type { Role } from './vocabulary.ts'

/** Rule of a group: whoever is in it gets an account of this role. */
export interface GroupRule {
  group: string
  role: Role
  department: string | null
  /** The post that the account stands for, as 水务局办公室文书. It is public; the group is not. */
  post: string
}

export interface ProviderFields {
  name: Words
  /** As the provider itself writes it. */
  issuer: string
  clientId: string
  scopes: string[]
  /** Claim that holds the groups: a name, or a path of names parted by dots. */
  groupsClaim: string
  groups: GroupRule[]
}

/**
 * Prefix of the account under which a provider is an actor of the ledger, for entries that its groups brought
 * about.
 */
const ACTOR = 'provider-'

/**
 * Account under which a provider is an actor of the ledger.
 *
 * @param id of the provider
 */
export function providerActor(id: string): string {
  return ACTOR + id
}

/** True for an actor that stands for the groups of a provider. */
export function isProviderActor(account: string): boolean {
  return account.startsWith(ACTOR)
}

/** True for a host that is this very machine: there alone a provider may do without TLS. */
function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1'
}

/** IPv4 of this machine, of private networks, of a link, and those that mean no host (RFC 6890). */
const PRIVATE_V4 =
  /^(?:0|10|127)\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./

/**
 * True for a host on this machine or in a private network, as far as its address says so. A name is not
 * looked up.
 *
 * @param hostname as `URL` writes it: figures in four parts, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return !/^\[[23]/.test(hostname)
  if (/^[\d.]+$/.test(hostname)) return PRIVATE_V4.test(hostname)
  return !hostname.includes('.') || /\.(?:localhost|local|internal)\.?$/.test(hostname)
}

/** True for a text that can name an issuer (OpenID Connect Core §2: https, without query and fragment). */
export function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]|\/\.well-known\//.test(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLocal(hostname))
}

/** A scope of OAuth (RFC 6749 §3.3). */
export function isScope(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/.test(text)
}

/** A page of the workbench to go to after signing in; null for anything else, as an address of another site. */
export function deskPath(next: string | null | undefined): string | null {
  return /^\/(?:zh|en)\/desk(?:\/[\w-]+)*$/.test(next ?? '') ? (next ?? null) : null
}

type Claims = { readonly [claim: string]: unknown }

function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return value
}

/**
 * The groups in the claims of an identity.
 *
 * @param name the claim; its own name first (`https://example.org/groups`), then as a path (`realm_access.roles`)
 * @returns undefined when they are not stated here; null when they are kept elsewhere (OpenID Connect Core §5.6.2)
 */
export function groupsOf(claims: Claims, name: string): string[] | null | undefined {
  const value = claimAt(claims, name)
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.filter((group) => typeof group === 'string')
  const elsewhere = claims._claim_names
  const isElsewhere = typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, name)
  return isElsewhere ? null : undefined
}

/** The first rule that fits; null when the groups give no role. */
export function ruleFor(rules: readonly GroupRule[], groups: readonly string[]): GroupRule | null {
  return rules.find(({ group }) => groups.includes(group)) ?? null
}
