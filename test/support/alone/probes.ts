/**
 * Each finding of the attack as one short probe of a tree, this one or an earlier one: says whether its hole is open.
 * `npx tsx test/support/alone/probes.ts DIR [PART OF A FINDING]`, in the folder of that tree for the sake of its pages;
 * M10 starts its server, for which it has to be built.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestApi } from '../api/api.ts'
import { authenticator } from '../api/authenticator.ts'
import { OPERATOR } from '../ledger/ledger.ts'
import { AROUND } from './around.ts'
import { failsWithoutCause, sharesOneBucket } from './outside.ts'

interface Opened {
  records: { id: string; index: number }[]
}

const base = 'https://ledger.example'
const call = { actor: OPERATOR }
const why = { correction: 'data_entry', reason: '补记' }
const evidence = [{ title: '照片', url: 'https://example.org/a' }]

/** True for a hole that is open. */
type Probe = (api: TestApi) => Promise<boolean>

const made = async (api: TestApi, role: string, department: string | null = null) =>
  api.services.keys.createWithAccount(call, { name: role, role, department })

async function opened(api: TestApi, list: string, body: object): Promise<{ id: string; index: number }> {
  const answer: Opened = await (await api.post(`/api/v1/${list}`, body)).json()
  return answer.records[0] ?? { id: '', index: -1 }
}

const milestone = (api: TestApi) =>
  opened(api, 'milestones', { title: '主体完工', currentDue: '2026-12-01', description: 'zqw849397' })

async function is201(api: TestApi, path: string, body: unknown, key?: string): Promise<boolean> {
  return (await api.post(`/api/v1/${path}`, body, key === undefined ? {} : { key })).status === 201
}

async function link(api: TestApi, account: string): Promise<string> {
  const path = `/api/v1/accounts/${account}/invitations`
  const answer: { token: string } = await (await api.post(path, {}, { key: api.keys.registrar })).json()
  return answer.token
}

function web(api: TestApi, path: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: base, cookie }
  return api.request(path, { method: 'POST', body: JSON.stringify(body), headers })
}

async function joined(api: TestApi, token: string): Promise<Response> {
  const options = await web(api, '/auth/invitation/options', { token })
  if (options.status !== 200) return options
  const response = authenticator(base).register(await options.json())
  return web(api, '/auth/invitation/passkey', { token, name: '设备', response })
}

async function counted(api: TestApi, sql: string): Promise<number> {
  const { rows } = await api.services.ledger.database.client.execute(sql)
  return Number(rows[0]?.n)
}

async function erased(api: TestApi, index: number): Promise<void> {
  const { secret } = await made(api, 'operator')
  const order = { ground: 'personal_data', authority: '通知', reason: '个人信息' }
  const ask = api.settle ?? api.post
  await ask(`/api/v1/entries/${index}/erasure`, order, { key: secret })
  await api.services.ledger.follower.flush()
}

const PROBES: { [finding: string]: Probe } = {
  async 'C1 a registrar enters the account of an inspector'(api) {
    const { key } = await made(api, 'inspector')
    return (await joined(api, await link(api, key.account))).status === 201
  },
  async 'C2 a due date and its baseline, by a correction'(api) {
    const { id } = await milestone(api)
    const set = { currentDue: '2030-01-01', baselineDue: '2030-01-01' }
    return is201(api, `milestones/${id}/correct`, { set, ...why })
  },
  async 'C2 amounts, by an update'(api) {
    const amounts = (baseline: number) => [{ kind: 'budget', currency: 'CNY', baseline, current: baseline }]
    const fields = { title: '堤防', class: 'ordinary', noResponsibility: '无', amounts: amounts(620) }
    const { id } = await opened(api, 'decisions', fields)
    return is201(api, `decisions/${id}/update`, { set: { amounts: amounts(900) } })
  },
  async 'C2 the department of a promise'(api) {
    const { id } = await milestone(api)
    return is201(api, `milestones/${id}/transfer`, { to: 'dep-house' })
  },
  async 'C2 withheld by one, until 2099'(api) {
    const sealed = { visibility: 'sealed', ground: 'internal_affairs', review: '2099-12-31' }
    return is201(api, 'milestones', { title: '暗项', currentDue: '2026-12-01', ...sealed })
  },
  async 'C3 own work verified'(api) {
    const { id } = await milestone(api)
    await api.post(`/api/v1/milestones/${id}/start`, {})
    await api.post(`/api/v1/milestones/${id}/claim`, { metAt: '2026-03-01', evidence })
    return is201(api, `milestones/${id}/verify`, { outcome: 'met', by: '督查室' })
  },
  async 'H1 one link, several passkeys'(api) {
    const { records } = await api.services.accounts.grant(call, {
      ...{ post: '文书', role: 'recorder', department: 'dep-water' },
    })
    const token = await link(api, records[0]?.id ?? '')
    await Promise.all([0, 1, 2, 3].map(() => joined(api, token)))
    return (await counted(api, 'SELECT count(*) AS n FROM passkey')) > 1
  },
  async 'H2 a draft whose key somebody else took'(api) {
    const { id } = await milestone(api)
    const target = { kind: 'milestone', verb: 'reschedule', record: id, title: '改期' }
    const input = { to: '2027-01-01', reasonCode: 'funding' }
    const [author, second] = [
      await made(api, 'recorder', 'dep-water'),
      await made(api, 'approver', 'dep-water'),
    ]
    const key = author.secret
    const begun = await (await api.post('/api/v1/drafts', { ...target, input }, { key })).json()
    const at = `/api/v1/drafts/${begun.id}`
    const handed = await (await api.post(`${at}/submit`, { version: begun.version }, { key })).json()
    const headers = { 'idempotency-key': `draft-${begun.id}` }
    await api.post(`/api/v1/milestones/${id}/report`, { note: '进展' }, { key, headers })
    const { version } = handed.draft
    return (await api.post(`${at}/approve`, { version }, { key: second.secret })).status !== 201
  },
  async 'H3 erased words found by search'(api) {
    const { index } = await milestone(api)
    await api.services.ledger.follower.flush()
    await erased(api, index)
    return (await (await api.get('/api/v1/search?q=zqw849397')).json()).total > 0
  },
  async 'H5, M1 a body nested 400,000 deep'(api) {
    const deep = `{"kind":"milestone","verb":"open","input":${'['.repeat(400_000)}${']'.repeat(400_000)}}`
    const { secret } = await made(api, 'recorder', 'dep-water')
    return (await api.post('/api/v1/drafts', deep, { key: secret })).status === 500
  },
  async 'H6 withheld text in the database'(api) {
    const sealed = { visibility: 'sealed', ground: 'internal_affairs', review: '2026-12-31' }
    const body = { title: 'zqhidden', currentDue: '2026-12-01', ...sealed }
    await (api.settle ?? api.post)('/api/v1/milestones', body)
    return (await counted(api, "SELECT count(*) AS n FROM body WHERE instr(content, 'zqhidden')")) > 0
  },
  async 'M1 half a character in a date'(api) {
    const body = '{"title":"x","currentDue":"2026-12-01","occurred":"\\ud800"}'
    const headers = { 'idempotency-key': 'half' }
    return (await api.post('/api/v1/milestones', body, { headers })).status === 500
  },
  async 'M2 a flag that speaks for a rule'(api) {
    const { secret } = await made(api, 'inspector')
    const rule = { rule: 'I05', ruleVersion: 1, inputs: [1] }
    const flag = { title: '发现', subject: 'dep-water', severity: 'high', finding: '规则发现', ...rule }
    return is201(api, 'flags', flag, secret)
  },
  async 'M3 a narrow key revokes the others'(api) {
    const { key } = await made(api, 'recorder', 'dep-water')
    const { keys } = api.services
    const narrow = await keys.create(key.account, { name: 'narrow', scopes: ['responsibility.write'] })
    const path = `/api/v1/me/keys/${key.id}/revoke`
    return (await api.post(path, {}, { key: narrow.secret })).ok
  },
  async 'M4 a key that outlives its grant'(api) {
    const { key, secret } = await made(api, 'recorder', 'dep-water')
    for (const verb of ['revoke', 'restore'])
      await api.post(`/api/v1/accounts/${key.account}/${verb}`, { reason: 'x' }, { key: api.keys.registrar })
    return (await api.get('/api/v1/me', { authorization: `Bearer ${secret}` })).ok
  },
  async 'M7 the log names a case'(api) {
    const { secret } = await made(api, 'inspector')
    await api.get('/api/v1/cases/cas-w5p4d0fxjy', { authorization: `Bearer ${secret}` })
    return JSON.stringify(api.lines).includes('cas-w5p4d0fxjy')
  },
  async 'M8 no HSTS'(api) {
    return (await api.get('/api/v1/departments')).headers.get('strict-transport-security') === null
  },
  async 'M9 a registrar is the author and the approver of one department'(api) {
    const enter = async (role: 'recorder' | 'approver') => {
      const fields = { post: role, role, department: 'dep-water' }
      const key = api.keys.registrar
      const granted = await (await api.post('/api/v1/accounts', fields, { key })).json()
      const answer = await joined(api, await link(api, granted.records?.[0]?.id ?? granted.id))
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    }
    const [author, second] = [await enter('recorder'), await enter('approver')]
    if (author === '') throw new Error('the author did not sign in')
    const { id } = await milestone(api)
    const target = { kind: 'milestone', verb: 'reschedule', record: id, title: '改期' }
    const input = { to: '2027-01-01', reasonCode: 'funding' }
    const begun = await (await web(api, '/api/v1/drafts', { ...target, input }, author)).json()
    const at = `/api/v1/drafts/${begun.id}`
    const handed = await (await web(api, `${at}/submit`, { version: begun.version }, author)).json()
    return (await web(api, `${at}/approve`, { version: handed.draft.version }, second)).status === 201
  },
  async 'M11 an invitation answers 201, which is not described'(api) {
    const { paths } = await (await api.get('/api/openapi.json')).json()
    return paths['/api/v1/accounts/{id}/invitations'].post.responses[201] === undefined
  },
  async 'B13 a key twice'(api) {
    return is201(api, 'milestones', '{"title":"a","title":"b","currentDue":"2026-12-01"}')
  },
  async 'B13 a name that turns'(api) {
    return is201(api, 'milestones', { title: '完工‮反', currentDue: '2026-12-01' })
  },
}

/** Those whose names hold what was asked for; all where nothing was. */
const chosen = <T>(probes: { [finding: string]: T }): [string, T][] =>
  Object.entries(probes).filter(([finding]) => finding.includes(only))

async function told(finding: string, probe: () => Promise<boolean>): Promise<boolean> {
  const isOpen = await probe().catch((error: unknown) => `? ${String(error).slice(0, 200)}`)
  console.log(`${isOpen === true ? 'OPEN  ' : isOpen === false ? 'closed' : isOpen}  ${finding}`)
  return isOpen === true
}

const [dir = '.', only = ''] = process.argv.slice(2)
const places = ['test/support/api/api.ts', 'test/support/api.ts'].map((one) => resolve(join(dir, one)))
const place = places.find(existsSync)
if (place === undefined) throw new Error(`no tree of this project: ${dir}`)
const { testApi }: { testApi: (origin?: string) => Promise<TestApi> } = await import(place)
let open = 0
for (const [finding, probe] of chosen(PROBES))
  if (await told(finding, async () => probe(await testApi(base)))) open += 1
const OUTSIDE: typeof AROUND = {
  'M6 a page that fails, and the log does not say why': async () =>
    failsWithoutCause(dir, await testApi(base)),
  'M10 readers behind a proxy share one bucket': sharesOneBucket,
}
const around = chosen({ ...AROUND, ...OUTSIDE })
for (const [finding, probe] of around) if (await told(finding, () => probe(dir))) open += 1
console.log(`${open} of ${chosen(PROBES).length + around.length} are open`)
process.exit(0)
