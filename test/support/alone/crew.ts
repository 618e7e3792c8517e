/** Who plays: one account or two, with whatever further ways in they get hold of on the way. */
import { isWatched } from '../../../worker/services/roles.ts'
import { base } from '../api/api.ts'
import { authenticator } from '../api/authenticator.ts'
import type { Asked } from '../fuzz/request.ts'
import type { Person } from '../fuzz/world.ts'
import type { Stage } from './stage.ts'

/** A way in that somebody has. */
export interface Member extends Person {
  /** The account of the person who holds it: that of who plays, for every account that they got into. */
  holder: string
}

export interface Answer {
  status: number
  text: string
  /** Null where it is no JSON. */
  body: unknown
}

export interface Crew {
  members: Member[]
  /** The person behind an account: themselves, or who plays with it. */
  holderOf(account: string): string
  send(asked: Asked, member: Member): Promise<Answer>
  /** What must never be, as far as it was seen. */
  faults: string[]
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/**
 * A crew on a stage.
 *
 * @param learn is told of each good answer that holds no secret
 */
export function newCrew(
  { world, secrets }: Stage,
  people: readonly Person[],
  learn: (path: string, body: unknown, member: Member) => void,
): Crew {
  const members: Member[] = people.map((one) => ({ ...one, holder: one.account }))
  const holders = new Map(members.map(({ account, holder }) => [account, holder]))
  const looks = new Map<string, number>()
  const faults: string[] = []
  const { services } = world
  const { client } = services.ledger.database

  /** True for a word that stands in a public entry by now: how it came there is judged by the entries. */
  async function isPublic(word: string): Promise<boolean> {
    const { rows } = await client.execute({
      sql: 'SELECT 1 FROM body WHERE instr(content, ?) > 0 LIMIT 1',
      args: [word],
    })
    return rows.length > 0
  }

  async function look(text: string, member: Member, what: string): Promise<boolean> {
    const seen = secrets.filter(({ word }) => text.includes(word))
    for (const secret of seen) {
      if (await isPublic(secret.word)) continue
      const caller = await services.accounts.requireAccount(member.account)
      if (!secret.mayRead({ ...caller, account: caller.id })) faults.push(`${what} shows ${secret.of}`)
      else if (secret.isLogged) {
        const key = member.account
        looks.set(key, (looks.get(key) ?? 0) + 1)
        const { rows } = await client.execute({
          sql: "SELECT count(*) AS n FROM access WHERE account = ? AND action = 'read_sealed'",
          args: [key],
        })
        if (Number(rows[0]?.n) < (looks.get(key) ?? 0)) faults.push(`${what}: a look that no log names`)
      }
    }
    return seen.length > 0
  }

  async function ask(asked: Asked, member: Member | null): Promise<Answer & { cookie: string }> {
    world.tick()
    const { method, path, headers, body, raw } = asked
    const sent = method === 'GET' ? undefined : (raw ?? (body === null ? undefined : JSON.stringify(body)))
    const response = await world.ask(path, { method, headers, ...(sent === undefined ? {} : { body: sent }) })
    const text = await response.text()
    const what = `${method} ${path} as ${member?.name ?? 'nobody'}`
    if (response.status >= 500 && response.status !== 503) faults.push(`${what}: ${response.status}`)
    const isSecret = member !== null && (await look(text, member, what))
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
    const answer: unknown = isJson ? JSON.parse(text) : null
    if (response.ok && member !== null && !isSecret) learn(path, answer, member)
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    return { status: response.status, text, body: answer, cookie }
  }

  const post = (path: string, body: object) =>
    ask({ method: 'POST', path, headers: { origin: base, 'content-type': 'application/json' }, body }, null)

  /** What came by an answer is used at once: a link is followed, a key taken up. */
  async function follow(path: string, body: unknown, member: Member): Promise<void> {
    const { token, secret } = objectOf(body)
    if (typeof secret === 'string' && secret.startsWith('mz_'))
      members.push({ ...member, headers: { authorization: `Bearer ${secret}` } })
    const account = /^\/api\/v1\/accounts\/([^/]+)\/invitations$/.exec(path)?.[1]
    if (typeof token !== 'string' || account === undefined) return
    const options = await post('/auth/invitation/options', { token })
    if (options.status !== 200) return
    const response = authenticator(base).register(options.body as { challenge: string })
    const joined = await post('/auth/invitation/passkey', { token, name: '设备', response })
    if (joined.status === 201) await enter(account, joined.cookie, member)
  }

  async function enter(account: string, cookie: string, member: Member): Promise<void> {
    const { role, department } = await services.accounts.requireAccount(account)
    if (role === '') return
    const isAnothers = (holders.get(account) ?? member.holder) !== member.holder
    if (people.length === 1 && (isAnothers || isWatched(role)))
      faults.push(`${member.name} alone got into ${account}, ${role}`)
    holders.set(account, holders.get(account) ?? member.holder)
    members.push({
      ...{ name: `${role} of ${member.name}`, role, department, account, holder: member.holder },
      headers: {},
      session: { origin: base, cookie },
    })
  }

  return {
    members,
    faults,
    holderOf: (account) => holders.get(account) ?? account,
    async send(asked, member) {
      const answer = await ask(asked, member)
      if (answer.status < 300) await follow(asked.path, answer.body, member)
      return answer
    },
  }
}
