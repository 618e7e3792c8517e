/** What inspectors, operators and holders of accounts do. */
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { base } from '../../api/api.ts'
import { authenticator } from '../../api/authenticator.ts'
import { pass, type Scene, type Told } from './scene.ts'

const V1 = '/api/v1'

/** A case from its opening to its review. */
export async function cases({ as, get, open, post }: Scene): Promise<void> {
  const [first, second] = [as('inspector'), as('inspector', null, 1)]
  const seen = { title: '来信', subject: 'dep-water', severity: 'low', finding: '反映' }
  const flag = await open('flags', seen, first)
  await post(`${V1}/flags/${flag}/escalate`, { reason: '移送' }, first)
  const recusal = { declaration: '无', conflict: false }
  const opening = { title: '来信', source: 'flag', lead: '反映', flag, ...recusal }
  const { id }: Told = await post(`${V1}/cases`, opening, first)
  const at = `${V1}/cases/${id}`
  const part = (account: string) => ({ account, part: 'approver', declaration: '无', conflict: false })
  await post(`${at}/assign`, part(second.account), first)
  await post(`${at}/confirm-access`, { account: second.account }, first)
  await post(`${at}/note`, { text: '第一条' }, first)
  for (const verb of ['refuse', 'approve']) {
    await post(`${at}/propose-disposition`, { disposition: 'preliminary', reason: '属实' }, first)
    await post(`${at}/${verb}-disposition`, verb === 'refuse' ? { reason: '再查' } : {}, second)
  }
  await post(`${at}/record-finding`, { finding: '属实', outcome: 'rectified' }, first)
  await post(`${at}/order-remedy`, { department: 'dep-water', text: '补听证', due: '2026-04-01' }, first)
  await post(`${at}/move-remedy`, { remedy: 'r1', status: 'claimed', text: '已补' }, first)
  await post(`${at}/move-remedy`, { remedy: 'r1', status: 'verified', text: '已看' }, second)
  await post(`${at}/close`, { reason: '已整改' }, first)
  await post(`${at}/summarise`, { summary: '经核查，已补办听证。' }, first)
  await post(`${at}/apply-review`, { kind: 'review', applied: '2026-03-02', text: '不服' }, first)
  await post(`${at}/decide-review`, { kind: 'review', result: 'upheld', text: '维持' }, first)
  await post(`${at}/reopen`, { reason: '新线索' }, first)
  await post(`${at}/withdraw`, { account: second.account, reason: '回避' }, first)
  await get(at, first)
}

/** Findings of the rules, flags, and the queue of both. */
export async function findings({ as, get, open, post, world }: Scene): Promise<void> {
  const inspector = as('inspector')
  const water = as('recorder', 'dep-water')
  const late = await open('milestones', { title: '早就该完', currentDue: '2026-01-05' }, water)
  await world.services.standing.settle({ budget: 60_000 })
  const { items = [] }: Told = await get(`${V1}/findings?rule=M01`, inspector)
  const keys = [String(items[0]?.key ?? `M01 ${late}`)]
  await post(`${V1}/findings/assign`, { keys, assignee: inspector.account }, inspector)
  await post(`${V1}/findings/set-aside`, { keys, reason: 'known' }, inspector)
  await post(`${V1}/findings/take-back`, { keys }, inspector)
  await post(`${V1}/findings/views`, { name: '重的', query: 'severity=high' }, inspector)
  await post(`${V1}/findings/views/remove`, { name: '重的' }, inspector)
  await post(`${V1}/findings/raise`, { rule: 'M01', subject: late }, inspector)
  const flag = await open(
    'flags',
    { title: '涨价', subject: 'dep-water', severity: 'low', finding: '没有听证' },
    inspector,
  )
  await post(`${V1}/flags/${flag}/escalate`, { reason: '移送' }, inspector)
  await post(`${V1}/flags/${flag}/report`, { summary: '已核查' }, inspector)
  await post(`${V1}/rules/M01/set`, { values: { long: 9 }, reason: '本市规定' }, inspector)
}

/** What is withheld, opened and erased. */
export async function withheld({ as, get, post }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const sealing = { visibility: 'sealed', ground: 'internal_affairs', review: '2026-12-01' }
  const hidden: Told = await post(
    `${V1}/milestones`,
    { title: '暗项', currentDue: '2026-12-01', ...sealing },
    water,
  )
  const index = hidden.records?.[0]?.index
  await get(`${V1}/entries/${index}/withheld`, as('inspector'))
  const order = { ground: 'personal_data', authority: '整改通知', reason: '个人信息' }
  await post(`${V1}/entries/${index}/erasure`, order, as('operator'))
}

/** Drafts that are looked at, given back, taken back and thrown away. */
export async function drafts({ as, post }: Scene): Promise<void> {
  const [water, approver] = [as('recorder', 'dep-water'), as('approver', 'dep-water')]
  const input = { title: '方案', class: 'ordinary', noResponsibility: '无', visibility: 'sealed' }
  const withheld = { ...input, ground: 'internal_affairs', review: '2026-12-01' }
  const begin = async () => {
    const draft = { kind: 'decision', verb: 'open', title: '方案', input: withheld }
    const { id, version = 1 }: Told = await post(`${V1}/drafts`, draft, water)
    return { at: `${V1}/drafts/${id}`, version }
  }
  const hand = async () => {
    const { at, version } = await begin()
    const { draft }: Told = await post(`${at}/submit`, { version }, water)
    return { at, version: draft?.version ?? 2 }
  }
  const open = await begin()
  await post(`${open.at}/check`, { version: open.version }, water)
  await post(`${open.at}/discard`, { version: open.version }, water)
  const back = await hand()
  await post(`${back.at}/return`, { version: back.version, note: '再看' }, approver)
  const taken = await hand()
  await post(`${taken.at}/withdraw`, { version: taken.version }, water)
}

/** Ways in of one's own, providers, and the days of the access log that are closed. */
export async function access(scene: Scene): Promise<void> {
  const { as, get, post, world } = scene
  const person = as('recorder', 'dep-parks')
  for (const name of ['一', '二']) {
    const { token } = await world.services.invitations.create(LOCAL_OPERATOR, person.account, {})
    const headers = { origin: base, 'content-type': 'application/json' }
    const send = async (path: string, body: object): Promise<Response> =>
      world.ask(`/auth/invitation/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const response = authenticator(base).register(await (await send('options', { token })).json())
    await send('passkey', { token, name, response })
  }
  const { items = [] }: Told = await get(`${V1}/me/passkeys`, person)
  await post(`${V1}/me/passkeys/${items[0]?.id}/remove`, {}, person)
  const registrar = as('registrar')
  const provider = { id: 'city', name: { zh: '市', en: 'City' }, issuer: 'https://sso.example', groups: [] }
  await post(`${V1}/providers`, { ...provider, clientId: 'a', clientSecret: 'b' }, registrar)
  await post(`${V1}/providers/city/change`, { set: { clientId: 'c' } }, registrar)
  await get(`${V1}/access`, as('auditor'))
  await pass(scene, 2)
  await world.services.closeDays()
  await get(`${V1}/access/days/2026-03-02`, as('auditor'))
}
