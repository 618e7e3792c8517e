/**
 * Signing in at a provider: begun in one browser, answered once in the same one. Who somebody is, is what the provider
 * calls them (issuer and subject); an address of e-mail is never asked and never counts.
 */
import { type GroupRule, providerActor, ruleFor } from '../../domain/kinds/account/provider.ts'
import type { Draft } from '../../domain/record/event.ts'
import { Problem } from '../../domain/record/problem.ts'
import { toHex } from '../../ledger/bytes.ts'
import { insertChallenge, takeChallenge } from '../../store/accounts/challenges.ts'
import { findIdentity, insertIdentity, noteIdentityUsed, unbound } from '../../store/accounts/identities.ts'
import type { Ledger } from '../open.ts'
import type { Access, Acting, MeansChange } from './access-log.ts'
import type { Accounts } from './accounts.ts'
import { createGroupGrants } from './group-grants.ts'
import { isInForce } from './in-force.ts'
import type { Invitations } from './invitations.ts'
import { createOidc, type Fetcher, type Identified, ProviderError } from './oidc.ts'
import type { OpenProvider, Providers } from './providers.ts'
import { hashSecret, isSecret, newSecret } from './secrets.ts'

/** Time that somebody may take at the provider, in seconds. */
export const FLOW_SECONDS = 600
const PREFIX = 'mzo_'

/**
 * Reason for which nobody was signed in, as far as they are told. The same for everybody whom the ledger does
 * not know.
 */
export type Reason =
  | 'stale'
  | 'cancelled'
  | 'provider'
  | 'not_allowed'
  | 'invitation'
  | 'bound'
  | 'unavailable'

export interface Begun {
  /** Address to which the browser goes now. */
  location: string
  /** Secret for the cookie of this browser: it alone can bring the answer. */
  binding: string
}

/**
 * @property next where the browser wanted to go; null when that is not known
 * @property since when the identity was bound
 */
export type Finished =
  | { account: string; next: string; since: string }
  | { refused: Reason; next: string | null; cause?: unknown }

/** Values that are kept while somebody is at the provider. */
interface Flow {
  nonce: string
  verifier: string
  next: string
  /** SHA-256 of what the cookie holds. */
  binding: string
  /** SHA-256 of the token of an invitation. */
  invitation: string | null
}

/** Somebody is not let in, for a reason that they are told. */
class Refused extends Error {
  override name = 'Refused'
  readonly reason: Reason

  constructor(reason: Reason, options?: ErrorOptions) {
    super(reason, options)
    this.reason = reason
  }
}

interface Parts {
  accounts: Accounts
  access: Access
  invitations: Invitations
  providers: Providers
}

/**
 * Signing in at the providers of one ledger.
 *
 * @param fetcher sends requests to a provider
 */
export function createProviderSignIn(
  ledger: Ledger,
  { accounts, access, invitations, providers }: Parts,
  fetcher: Fetcher,
) {
  const { database, random } = ledger
  const oidc = createOidc(fetcher, ledger.privateIssuers)
  const grants = createGroupGrants(ledger, accounts)
  const now = () => ledger.now().toISOString()
  /** A state is of one provider: another one cannot answer it. */
  const purposeOf = (provider: string) => `oidc ${provider}`

  /** Binds who came with an invitation to its account. @throws Refused, Problem `not_allowed` */
  async function join(invitation: string, { issuer, subject }: Identified, request: string): Promise<string> {
    const { account } = await invitations.lookAt(invitation)
    const known = await findIdentity(database, issuer, subject)
    if (known !== null && known.account !== account.id) throw new Refused('bound')
    const first = [invitations.useUp(invitation, account.id)]
    const by = { account: account.id, request }
    if (known === null) await bind(account.id, { issuer, subject }, { by, first })
    else if (!(await access.change(by, first))) throw invitations.refused()
    return account.id
  }

  function binding(account: string, { issuer, subject }: Omit<Identified, 'groups'>) {
    const statement = insertIdentity({ issuer, subject, account, created: now(), used: null })
    return { statement, action: 'bind_identity', subject: `${account} ${issuer}: – → ${subject}` } as const
  }

  /** An account by the rule of a group, and its identity with it. Another tab may be first: then it is that one's. */
  async function grantBound(
    provider: string,
    identified: Identified,
    rule: GroupRule,
    request: string,
  ): Promise<string> {
    const { issuer, subject } = identified
    const by = { account: providerActor(provider), request }
    const along = (drafts: readonly Draft[]) => ({
      requires: [unbound(issuer, subject)],
      beside: access.beside(by, [binding(drafts[0]?.record ?? '', identified)]),
    })
    const granted = await grants.grant(provider, identified, rule, along).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'conflict') return null
      throw error
    })
    const bound = await findIdentity(database, issuer, subject)
    if (bound !== null) return bound.account
    // Granted by a version that bound the identity afterwards, and did not come so far.
    if (granted === null) throw new Refused('unavailable')
    await bind(granted, identified, { by, first: [] })
    return granted
  }

  /** @param first what has to happen with it, in the same transaction */
  async function bind(
    account: string,
    { issuer, subject }: Omit<Identified, 'groups'>,
    { by, first }: { by: Acting; first: readonly MeansChange[] },
  ): Promise<void> {
    const change = binding(account, { issuer, subject })
    const notice = { account, at: now(), action: change.action, subject: issuer }
    if (await access.change(by, [...first, change], [notice])) return
    const other = await findIdentity(database, issuer, subject)
    if (other === null) throw invitations.refused()
    if (other.account !== account) throw new Refused('bound')
  }

  /** The account of who came without an invitation, brought up to what their groups give. @throws Refused, Problem */
  async function recognise(provider: OpenProvider, identified: Identified, request: string): Promise<string> {
    const known = await findIdentity(database, identified.issuer, identified.subject)
    const { groups } = identified
    const rule = groups === null ? null : ruleFor(provider.groups, groups)
    if (known === null) {
      if (rule === null) throw new Refused('not_allowed')
      return grantBound(provider.id, identified, rule, request)
    }
    // Groups that the provider keeps elsewhere may have changed or not: nothing is recorded of them.
    if (groups !== null) await grants.follow(provider.id, await accounts.requireAccount(known.account), rule)
    return known.account
  }

  async function requireLive(account: string): Promise<void> {
    if (!isInForce(ledger, await accounts.requireAccount(account))) throw new Refused('not_allowed')
  }

  async function identify(provider: OpenProvider, url: URL, state: string, flow: Flow): Promise<Identified> {
    try {
      return await oidc.identify(provider, url, { state, ...flow })
    } catch (cause) {
      const declined = cause instanceof ProviderError && cause.declined
      throw new Refused(declined ? 'cancelled' : 'provider', { cause })
    }
  }

  return {
    /**
     * Begins: remembers what is asked of the provider, for ten minutes.
     *
     * @param redirect where the provider sends the browser back to
     * @param next a page of this site
     * @param token of an invitation, for who opens an account
     * @throws Problem `not_found`, `not_allowed` for an invitation that cannot be used, `unavailable`
     */
    async begin(
      id: string,
      { redirect, next, token }: { redirect: string; next: string; token?: string | undefined },
    ): Promise<Begun> {
      const provider = await providers.open(id)
      const invitation = token === undefined ? null : invitations.hashOf(token)
      if (invitation !== null) await invitations.lookAt(invitation)
      const [state, nonce, verifier] = [toHex(random(32)), toHex(random(32)), toHex(random(32))]
      const location = await oidc.address(provider, redirect, { state, nonce, verifier }).catch((cause) => {
        throw unreachable(cause)
      })
      const binding = newSecret(PREFIX, random)
      const flow: Flow = { nonce, verifier, next, binding: hashSecret(binding), invitation }
      const expires = new Date(ledger.now().getTime() + FLOW_SECONDS * 1000).toISOString()
      const row = { id: state, purpose: purposeOf(id), data: JSON.stringify(flow), expires }
      await insertChallenge(database, row, now())
      return { location, binding }
    },

    /**
     * Ends: finds out who came back from the provider. What was asked is answered once, whatever comes of it.
     *
     * @param url the address that the provider sent the browser to
     * @param binding what the cookie of the browser holds
     */
    async finish(id: string, url: URL, binding: string | undefined, request: string): Promise<Finished> {
      const state = url.searchParams.get('state') ?? ''
      const taken = await takeChallenge(database, state, purposeOf(id), now())
      const flow: Flow | null = taken === null ? null : JSON.parse(taken.data)
      const isSame =
        binding !== undefined && isSecret(PREFIX, binding) && hashSecret(binding) === flow?.binding
      if (flow === null || !isSame) return { refused: 'stale', next: null }
      const { next, invitation } = flow
      try {
        const provider = await providers.open(id)
        const identified = await identify(provider, url, state, flow)
        const account =
          invitation === null
            ? await recognise(provider, identified, request)
            : await join(invitation, identified, request)
        await requireLive(account)
        await noteIdentityUsed(database, identified.issuer, identified.subject, now())
        const { issuer, subject } = identified
        const since = (await findIdentity(database, issuer, subject))?.created ?? now()
        return { account, next, since }
      } catch (cause) {
        return { refused: reasonOf(cause, invitation !== null), next, cause }
      }
    },
  }
}

export type ProviderSignIn = ReturnType<typeof createProviderSignIn>

function unreachable(cause: unknown): Problem {
  const problem = new Problem('unavailable', {
    words: {
      zh: '现在连接不上登录服务：请稍后再试，或告知登记员。',
      en: 'The sign-in provider cannot be reached just now: try again later, or tell the registrar.',
    },
  })
  problem.cause = cause
  return problem
}

/** @throws what is no refusal */
function reasonOf(error: unknown, invited: boolean): Reason {
  if (error instanceof Refused) return error.reason
  if (!(error instanceof Problem)) throw error
  if (error.code === 'not_allowed' && invited) return 'invitation'
  return error.code === 'not_found' ? 'provider' : 'unavailable'
}
