/**
 * A small OpenID Connect provider on this machine: discovery, keys, an authorize endpoint that sends back at once, a
 * token endpoint that checks client and PKCE, UserInfo. It can be told to misbehave.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** What is wrong with what it answers. */
export type Misbehaviour =
  | 'nonce'
  | 'audience'
  | 'expired'
  | 'signature'
  | 'unsigned'
  | 'issuer'
  | 'discovery'
  | 'declined'
  | 'broken'
  /** The token endpoint answers for somebody else's UserInfo. */
  | 'userinfo'

export interface TestProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in next; groups stand in the ID token, in the UserInfo, or nowhere. */
  person: { sub: string; groups?: unknown; groupsIn?: 'token' | 'userinfo'; more?: Record<string, unknown> }
  wrong: Misbehaviour | null
  /** How the client showed its secret last. */
  authenticated: 'basic' | 'post' | null
  /** Requests that came, as `POST /token`. */
  requests: string[]
  close(): Promise<void>
}

interface Asked {
  redirect: string
  challenge: string
  nonce: string
}

export async function startProvider({ methods }: { methods?: string[] } = {}): Promise<TestProvider> {
  const mine = await generateKeyPair('RS256')
  const foreign = await generateKeyPair('RS256')
  const jwk: JWK = { ...(await exportJWK(mine.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const asked = new Map<string, Asked>()
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: TestProvider = {
    issuer,
    clientId: 'mingzhang',
    clientSecret: 's3cret: with signs & all',
    person: { sub: 'someone' },
    wrong: null,
    authenticated: null,
    requests: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  function send(response: ServerResponse, body: unknown, status = 200): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer)
    provider.requests.push(`${request.method} ${url.pathname}`)
    if (url.pathname === '/.well-known/openid-configuration') return send(response, discovery())
    if (url.pathname === '/jwks') return send(response, { keys: [jwk] })
    if (url.pathname === '/authorize') return authorize(url, response)
    if (url.pathname === '/token') return token(request, response)
    if (url.pathname === '/userinfo') return userinfo(response)
    send(response, { error: 'not_found' }, 404)
  }

  function discovery() {
    return {
      issuer: provider.wrong === 'discovery' ? 'https://other.example' : issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      ...(methods === undefined ? {} : { token_endpoint_auth_methods_supported: methods }),
    }
  }

  function authorize({ searchParams }: URL, response: ServerResponse): void {
    const get = (name: string): string => searchParams.get(name) ?? ''
    const back = new URL(get('redirect_uri'))
    back.searchParams.set('state', get('state'))
    const isSound =
      get('client_id') === provider.clientId &&
      get('response_type') === 'code' &&
      get('code_challenge_method') === 'S256' &&
      get('scope').split(' ').includes('openid') &&
      get('nonce') !== ''
    if (isSound) response.writeHead(302, { location: goBack(back, get).href }).end()
    else send(response, { error: 'invalid_request' }, 400)
  }

  function goBack(back: URL, get: (name: string) => string): URL {
    if (provider.wrong === 'declined') back.searchParams.set('error', 'access_denied')
    else {
      const code = randomUUID()
      asked.set(code, {
        redirect: get('redirect_uri'),
        challenge: get('code_challenge'),
        nonce: get('nonce'),
      })
      back.searchParams.set('code', code)
    }
    return back
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const form = new URLSearchParams(Buffer.concat(parts).toString())
    const found = asked.get(form.get('code') ?? '')
    asked.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (provider.wrong === 'broken') return send(response, { error: 'server_error' }, 500)
    if (!isClient(request, form)) return send(response, { error: 'invalid_client' }, 401)
    if (found === undefined || found.challenge !== challenge || found.redirect !== form.get('redirect_uri'))
      return send(response, { error: 'invalid_grant' }, 400)
    send(response, {
      access_token: 'access',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: await idToken(found.nonce),
    })
  }

  function isClient(request: IncomingMessage, form: URLSearchParams): boolean {
    const { clientId, clientSecret } = provider
    const [scheme, basic = ''] = (request.headers.authorization ?? '').split(' ')
    if (scheme === 'Basic') {
      const [id, secret] = Buffer.from(basic, 'base64')
        .toString()
        .split(':')
        .map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
      provider.authenticated = 'basic'
      return id === clientId && secret === clientSecret
    }
    provider.authenticated = 'post'
    return form.get('client_id') === clientId && form.get('client_secret') === clientSecret
  }

  async function idToken(nonce: string): Promise<string> {
    const { person, wrong } = provider
    const { sub, groups, groupsIn = 'token', more = {} } = person
    const stated = groups === undefined || groupsIn !== 'token' ? {} : { groups }
    const now = Math.floor(Date.now() / 1000)
    const signed = await new SignJWT({ ...stated, ...more, nonce: wrong === 'nonce' ? 'another' : nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(wrong === 'issuer' ? 'https://other.example' : issuer)
      .setSubject(sub)
      .setAudience(wrong === 'audience' ? 'another-client' : provider.clientId)
      .setIssuedAt(now - (wrong === 'expired' ? 7200 : 0))
      .setExpirationTime(now + (wrong === 'expired' ? -3600 : 300))
      .sign(keyFor(wrong))
    if (wrong !== 'unsigned') return signed
    const [, payload] = signed.split('.')
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
  }

  function keyFor(wrong: Misbehaviour | null): CryptoKey {
    return wrong === 'signature' ? foreign.privateKey : mine.privateKey
  }

  function userinfo(response: ServerResponse): void {
    const { sub, groups, groupsIn } = provider.person
    send(response, {
      sub: provider.wrong === 'userinfo' ? 'somebody-else' : sub,
      ...(groupsIn === 'userinfo' ? { groups } : {}),
    })
  }

  return provider
}
