/** Passkeys (WebAuthn Level 3): a key pair of a device, unlocked by its holder, bound to this site. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { refuse } from '../../domain/record/guard.ts'
import { utf8 } from '../../ledger/bytes.ts'
import { insertChallenge, takeChallenge } from '../../store/accounts/challenges.ts'
import * as stored from '../../store/accounts/passkeys.ts'
import type { Ledger } from '../open.ts'
import type { Access, Acting, MeansChange } from './access-log.ts'
import type { Accounts } from './accounts.ts'

// 150 modules of certificates and their formats, which nobody waits for who opens a ledger without signing in.
const webauthn = () => import('@simplewebauthn/server')

const MINUTES = 5

/** Passkeys of one account at most. */
export const MOST_PASSKEYS = 20

/** The site that a passkey is bound to: its scheme and host as the browser sees it. */
export interface Site {
  origin: string
  /** Name of the site, as the device shows it. */
  name: string
}

export interface PasskeyView {
  id: string
  name: string
  created: string
  used: string | null
}

/** A host that is an address in figures cannot have passkeys (WebAuthn §5.1.2: a valid domain). */
export function canHavePasskeys(origin: string): boolean {
  const { hostname, protocol } = new URL(origin)
  if (/^[\d.]+$|^\[/.test(hostname)) return false
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
}

/** Passkeys of one ledger: registered, listed, removed, and used to sign in. */
export function createPasskeys(ledger: Ledger, accounts: Accounts, access: Access) {
  const { database } = ledger

  async function remember(id: string, purpose: string, data: string): Promise<void> {
    const now = ledger.now()
    const expires = new Date(now.getTime() + MINUTES * 60_000).toISOString()
    await insertChallenge(database, { id, purpose, data, expires }, now.toISOString())
  }

  /** @throws Problem `not_allowed` when it was never asked, was answered before, or too long ago */
  async function recall(
    response: { response: { clientDataJSON: string } },
    purpose: string,
  ): Promise<{ challenge: string; data: string }> {
    const challenge = challengeOf(response.response.clientDataJSON)
    const found =
      challenge === null
        ? null
        : await takeChallenge(database, challenge, purpose, ledger.now().toISOString())
    if (found === null || challenge === null)
      throw refuse(
        'not_allowed',
        '验证请求已失效：请重新开始。',
        'This request is no longer valid: begin again.',
      )
    return { challenge, data: found.data }
  }

  function requireRoom(known: number): void {
    if (known < MOST_PASSKEYS) return
    throw refuse(
      'quota_reached',
      `一个账户至多登记 ${MOST_PASSKEYS} 把通行密钥：请先去掉不用的。`,
      `An account has at most ${MOST_PASSKEYS} passkeys: remove one first.`,
    )
  }

  function requireSite({ origin }: Site): void {
    if (canHavePasskeys(origin)) return
    throw refuse(
      'wrong_state',
      '通行密钥需要带域名的 https 地址（本机可用 localhost）。',
      'Passkeys need an https address with a name (on this machine: localhost).',
    )
  }

  return {
    /** Options for the browser, to make a new passkey for an account. */
    async registrationOptions(account: string, site: Site): Promise<PublicKeyCredentialCreationOptionsJSON> {
      requireSite(site)
      const { post, id } = await accounts.requireAccount(account)
      const known = await stored.passkeysOf(database, account)
      requireRoom(known.length)
      const options = await (await webauthn()).generateRegistrationOptions({
        rpName: site.name,
        rpID: new URL(site.origin).hostname,
        userName: post,
        userDisplayName: post,
        userID: new Uint8Array(utf8(id)),
        challenge: new Uint8Array(ledger.random(32)),
        attestationType: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: known.map(({ id: one }) => ({ id: one })),
      })
      await remember(options.challenge, 'register', account)
      return options
    },

    /**
     * Keeps the passkey that the browser made.
     *
     * @param by who registers it
     * @param first what has to happen with it, in the same transaction: the invitation is used up
     * @returns null when that could not happen: somebody was faster
     * @throws Problem `not_allowed`, `conflict`
     */
    async register(
      account: string,
      response: RegistrationResponseJSON,
      {
        name,
        site,
        by,
        first = [],
      }: { name: string; site: Site; by: Acting; first?: readonly MeansChange[] },
    ): Promise<PasskeyView | null> {
      const { challenge, data } = await recall(response, 'register')
      const { verifyRegistrationResponse } = await webauthn()
      const verified = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: new URL(site.origin).hostname,
        requireUserVerification: true,
      }).catch(() => null)
      if (!verified?.verified || data !== account)
        throw refuse('not_allowed', '通行密钥未能验证。', 'The passkey could not be verified.')
      const { credential } = verified.registrationInfo
      if ((await stored.findPasskey(database, credential.id)) !== null)
        throw refuse('conflict', '这把通行密钥已经登记。', 'This passkey is registered already.')
      requireRoom((await stored.passkeysOf(database, account)).length)
      const row: stored.StoredPasskey = {
        id: credential.id,
        account,
        publicKey: new Uint8Array(credential.publicKey),
        counter: credential.counter,
        transports: (credential.transports ?? []).join(' '),
        name: name.trim().slice(0, 100),
        created: ledger.now().toISOString(),
        used: null,
      }
      const subject = `${account} passkey: – → ${row.id} ${row.name}`
      const action = 'add_passkey'
      const added = await access.change(
        by,
        [...first, { statement: stored.insertPasskey(row), action, subject }],
        [{ account, at: row.created, action, subject: row.name }],
      )
      return added ? viewOf(row) : null
    },

    /**
     * Options for the browser, to sign somebody in. They name nobody: the device knows for whom it has a key.
     */
    async signInOptions(site: Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
      requireSite(site)
      const options = await (await webauthn()).generateAuthenticationOptions({
        rpID: new URL(site.origin).hostname,
        challenge: new Uint8Array(ledger.random(32)),
        userVerification: 'required',
      })
      await remember(options.challenge, 'sign-in', '')
      return options
    },

    /**
     * The account whose passkey answered, and when that was registered.
     *
     * @throws Problem `not_allowed`, the same for every reason
     */
    async signIn(
      response: AuthenticationResponseJSON,
      site: Site,
    ): Promise<{ account: string; since: string }> {
      const { challenge } = await recall(response, 'sign-in')
      const known = await stored.findPasskey(database, response.id)
      const { verifyAuthenticationResponse } = await webauthn()
      const verified =
        known === null
          ? null
          : await verifyAuthenticationResponse({
              response,
              expectedChallenge: challenge,
              expectedOrigin: site.origin,
              expectedRPID: new URL(site.origin).hostname,
              requireUserVerification: true,
              credential: {
                id: known.id,
                publicKey: new Uint8Array(known.publicKey),
                counter: known.counter,
              },
            }).catch(() => null)
      if (known === null || !verified?.verified)
        throw refuse('not_allowed', '通行密钥未能验证。', 'The passkey could not be verified.')
      const { newCounter } = verified.authenticationInfo
      await stored.notePasskeyUsed(database, known.id, newCounter, ledger.now().toISOString())
      return { account: known.account, since: known.created }
    },

    async list(account: string): Promise<PasskeyView[]> {
      return (await stored.passkeysOf(database, account)).map(viewOf)
    },

    /** Never the last one. @throws Problem `not_found`, `wrong_state` */
    async remove(account: string, id: string, by: Acting): Promise<void> {
      if ((await stored.passkeysOf(database, account)).length === 1)
        throw refuse(
          'wrong_state',
          '这是最后一把通行密钥：请先登记另一把。',
          'This is the last passkey: register another one first.',
        )
      const statement = stored.deletePasskey(account, id)
      const subject = `${account} passkey: ${id} → –`
      if (await access.change(by, [{ statement, action: 'remove_passkey', subject }])) return
      throw refuse('not_found', '没有这把通行密钥。', 'There is no such passkey.', 'id')
    },
  }
}

function viewOf({ id, name, created, used }: stored.StoredPasskey): PasskeyView {
  return { id, name, created, used }
}

/** The challenge that the browser says it answers; null when it says nothing readable. */
function challengeOf(clientDataJSON: string): string | null {
  try {
    const text = atob(clientDataJSON.replaceAll('-', '+').replaceAll('_', '/'))
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('challenge' in value)) return null
    return typeof value.challenge === 'string' ? value.challenge : null
  } catch {
    return null
  }
}
