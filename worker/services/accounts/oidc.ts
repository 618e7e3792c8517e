/**
 * The talk with an OpenID Connect provider: the authorization-code flow with PKCE (RFC 7636, S256), and what it says of
 * who signed in. The library checks issuer, audience, expiry, nonce and signature of the ID token (OpenID Connect Core
 * §3.1.3.7), by the clock of this machine.
 */
import * as client from 'openid-client'
import { groupsOf, isPrivateHost } from '../../domain/kinds/account/provider.ts'
import type { OpenProvider } from './providers.ts'

const TIMEOUT_SECONDS = 10

/** Sending of requests to a provider. */
export type Fetcher = (url: string, options: RequestInit) => Promise<Response>

/** Secrets of one sign-in, asked once, kept here, and answered by the provider. */
export interface Asked {
  state: string
  nonce: string
  /** 43 to 128 characters (RFC 7636 §4.1). */
  verifier: string
}

/**
 * Identity of whoever signed in, as the provider gives it. Name and address are not asked: they identify
 * nobody.
 */
export interface Identified {
  issuer: string
  subject: string
  /** Null when the provider keeps them where they are not read from. */
  groups: string[] | null
}

/** The provider could not be reached, or is not what it should be. */
export class ProviderError extends Error {
  override name = 'ProviderError'
  /** True when the person at the provider declined. */
  readonly declined: boolean

  constructor(message: string, { cause, declined = false }: { cause?: unknown; declined?: boolean } = {}) {
    super(message, { cause })
    this.declined = declined
  }
}

/** The way in which the provider wants the secret; basic where it does not say (OpenID Connect Discovery §3). */
function authenticate(secret: string): client.ClientAuth {
  return (server, metadata, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const posts = methods.includes('client_secret_post') && !methods.includes('client_secret_basic')
    const way = posts ? client.ClientSecretPost : client.ClientSecretBasic
    way(secret)(server, metadata, body, headers)
  }
}

/** @param privateIssuers whether providers may stand on this machine or in a private network */
export function createOidc(fetcher: Fetcher, privateIssuers: boolean) {
  /**
   * Guard of every address that the server fetches by itself, wherever it came from. @throws ProviderError
   */
  function requireReachable(address: string): void {
    if (privateIssuers || !isPrivateHost(new URL(address).hostname)) return
    throw new ProviderError('an address of it is in a private network, and PRIVATE_ISSUERS is not set')
  }

  /** The token endpoint is told the secret of the client: it belongs to the issuer. @throws ProviderError */
  function requireOwnEndpoint({ host }: URL, { token_endpoint: address }: client.ServerMetadata): void {
    if (address === undefined || new URL(address).host === host) return
    throw new ProviderError('its token endpoint is on another host than the issuer')
  }

  /** Reads what the provider publishes of itself. */
  async function discover({ issuer, clientId, clientSecret }: OpenProvider): Promise<client.Configuration> {
    const server = new URL(issuer)
    const auth = clientSecret === null ? client.None() : authenticate(clientSecret)
    const config = await client.discovery(server, clientId, undefined, auth, {
      [client.customFetch]: async (url, options) => {
        requireReachable(url)
        return fetcher(url, options as RequestInit)
      },
      timeout: TIMEOUT_SECONDS,
      execute: [
        client.enableNonRepudiationChecks,
        ...(server.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    })
    // The library lets some issuers stand for many tenants, any of which could then name its own groups.
    if (new URL(config.serverMetadata().issuer).href !== server.href)
      throw new ProviderError('the issuer is not the one that was set up')
    requireOwnEndpoint(server, config.serverMetadata())
    return config
  }

  /** As the ID token states them, or else the UserInfo (§5.3). Stated nowhere, there are none. */
  async function groupsFor(
    config: client.Configuration,
    { groupsClaim, groups: rules }: OpenProvider,
    tokens: client.TokenEndpointResponse,
    claims: client.IDToken,
  ): Promise<string[] | null> {
    if (rules.length === 0) return []
    const stated = groupsOf(claims, groupsClaim)
    if (stated !== undefined) return stated
    if (config.serverMetadata().userinfo_endpoint === undefined) return []
    const more = groupsOf(await client.fetchUserInfo(config, tokens.access_token, claims.sub), groupsClaim)
    return more === undefined ? [] : more
  }

  return {
    /** Address to which the browser is sent, to sign in at the provider. @throws ProviderError */
    async address(provider: OpenProvider, redirect: string, asked: Asked): Promise<string> {
      try {
        const config = await discover(provider)
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: provider.scopes.join(' '),
          state: asked.state,
          nonce: asked.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(asked.verifier),
          code_challenge_method: 'S256',
        })
        if (url.protocol !== 'https:' && url.protocol !== new URL(provider.issuer).protocol)
          throw new ProviderError(`it signs people in at an address of ${url.protocol}`)
        return url.href
      } catch (error) {
        throw providerError(error)
      }
    },

    /**
     * Trades the code of a callback for who signed in.
     *
     * @param url the address that the provider sent the browser to, with its query
     * @throws ProviderError
     */
    async identify(provider: OpenProvider, url: URL, asked: Asked): Promise<Identified> {
      try {
        const config = await discover(provider)
        const tokens = await client.authorizationCodeGrant(config, url, {
          pkceCodeVerifier: asked.verifier,
          expectedState: asked.state,
          expectedNonce: asked.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) throw new ProviderError('it gave no ID token')
        if (!isSubject(claims.sub))
          throw new ProviderError('it names nobody: sub is not 1 to 255 ASCII characters')
        const groups = await groupsFor(config, provider, tokens, claims)
        return { issuer: claims.iss, subject: claims.sub, groups }
      } catch (error) {
        throw providerError(error)
      }
    },
  }
}

/**
 * True for a text by which a provider names somebody at all (OpenID Connect Core §2: at most 255 ASCII
 * characters).
 */
function isSubject(text: string): boolean {
  return /^[\x20-\x7e]{1,255}$/.test(text)
}

/** Error for the log, with the code and words of a failure, never with what was sent. */
function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof client.AuthorizationResponseError)
    return new ProviderError(error.error, { declined: error.error === 'access_denied' })
  const { message, code } = error as { message?: unknown; code?: unknown }
  return new ProviderError([code, message].filter((part) => typeof part === 'string').join(': '), {
    cause: error,
  })
}
