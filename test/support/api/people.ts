/** Posts of a fresh ledger with people who sign in, as a test plays them. */
import type { Role } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { base, type TestApi, testApi } from './api.ts'
import { type Authenticator, authenticator } from './authenticator.ts'

export interface Answer {
  status: number
  body: Awaited<ReturnType<Response['json']>>
}

export interface People {
  api: TestApi
  grant(role: Role, department?: string | null): Promise<string>
  /** A session by a link that was made on the machine. @returns the cookie */
  signIn(account: string): Promise<string>
  send(cookie: string, path: string, body: unknown): Promise<Answer>
  read(cookie: string, path: string): Promise<Answer>
  /** Registers a passkey with a link; the answer, and the session's cookie. */
  join(token: string, device?: Authenticator): Promise<Answer & { cookie: string }>
  /** Signs in with the passkey of a device. */
  comeBack(device: Authenticator): Promise<Answer & { cookie: string }>
  /** An account with a passkey. */
  settled(
    role: Role,
    department?: string | null,
  ): Promise<{ id: string; cookie: string; device: Authenticator }>
  /** Rows of the access log, oldest first. */
  log(): Promise<{ account: string | null; action: string; subject: string }[]>
}

export const newDevice = (): Authenticator => authenticator(base)

export async function people(): Promise<People> {
  const api = await testApi()
  const { accounts, invitations } = api.services

  async function post(path: string, body: unknown, cookie = '') {
    const headers = { 'content-type': 'application/json', origin: base, cookie }
    const answer = await api.request(path, { method: 'POST', body: JSON.stringify(body), headers })
    return {
      status: answer.status,
      body: await answer.json(),
      cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    }
  }

  const all: People = {
    api,
    async grant(role, department = null) {
      const granted = await accounts.grant(
        { actor: LOCAL_OPERATOR },
        { post: `${role} 岗`, role, department },
      )
      return granted.records[0]?.id ?? ''
    },
    async signIn(account) {
      const { token } = await invitations.create(LOCAL_OPERATOR, account, { purpose: 'once' })
      return (await post('/auth/invitation/once', { token })).cookie
    },
    send: (cookie, path, body) => post(path, body, cookie),
    async read(cookie, path) {
      const answer = await api.get(path, { cookie })
      return { status: answer.status, body: await answer.json() }
    },
    async join(token, device = newDevice()) {
      const options = await post('/auth/invitation/options', { token })
      if (options.status !== 200) return options
      return post('/auth/invitation/passkey', {
        token,
        name: '设备',
        response: device.register(options.body),
      })
    },
    async comeBack(device) {
      const options = await post('/auth/passkey/options', {})
      return post('/auth/passkey', { response: device.signIn(options.body) })
    },
    async settled(role, department = null) {
      const id = await all.grant(role, department)
      const { token } = await invitations.create(LOCAL_OPERATOR, id, {})
      const device = newDevice()
      const { cookie } = await all.join(token, device)
      return { id, cookie, device }
    },
    async log() {
      const { rows } = await api.services.ledger.database.client.execute('SELECT * FROM access ORDER BY n')
      return rows.map(({ account, action, subject }) => ({
        account: account === null ? null : String(account),
        action: String(action),
        subject: String(subject),
      }))
    },
  }
  return all
}
