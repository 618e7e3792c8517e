/** What anybody writes, and what desk, readers and departments make of it. */
import { toHex } from '../../../../worker/ledger/bytes.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { tokenIn } from '../../following/world.ts'
import type { World } from '../world.ts'
import { pass, type Scene, type Told } from './scene.ts'

const V1 = '/api/v1'
const sent = { subject: 'dep-water', type: 'help', title: '路灯不亮', text: '三个月了' }

const dayOf = (world: World, days: number): string =>
  new Date(world.today() + days * 86_400_000).toISOString().slice(0, 10)

async function said({ post }: Scene, more: object = {}): Promise<{ at: string; code: string }> {
  const { id, code = '' }: Told = await post(`${V1}/questions`, { ...sent, ...more }, null)
  return { at: `${V1}/questions/${id}`, code }
}

/** A question from one end to the other, and its turns. */
export async function questions(scene: Scene): Promise<void> {
  const { as, get, post, world } = scene
  const [water, house] = [as('recorder', 'dep-water'), as('recorder', 'dep-house')]
  const [reader, desk] = [as('moderator'), as('operator')]
  const track = (verb: string, code: string, body: object = {}) =>
    post(`${V1}/tracking${verb}`, { code, ...body }, null)
  const contact = { email: 'someone@example.org' }
  const one = await said(scene, { facts: { danger: true }, contact })
  for (const path of ['', '/timeline', '/clock', '/priority']) await get(`${one.at}${path}`)
  await get(`${one.at}/texts`, reader)
  await post(`${one.at}/publish`, { of: 2 }, reader)
  await post(`${one.at}/check-fact`, { fact: 'danger', holds: true }, desk)
  await post(`${one.at}/transfer`, { to: 'dep-house', reason: '不属本局' }, water)
  await post(`${one.at}/object`, { reason: '属水务局' }, house)
  await post(`${one.at}/decide-competence`, { department: 'dep-water', reason: '裁定' }, desk)
  await post(`${one.at}/accept`, {}, water)
  await track('', one.code)
  await track('/add', one.code, { text: '补充：仍未修好' })
  const bytes = new TextEncoder().encode('第一盏灯：不亮')
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  await scene.put(`${V1}/tracking/attachments/${sha256}`, bytes, null, one.code)
  await track('/attach', one.code, { title: '现场.txt', attachment: { sha256 } })
  await post(`${one.at}/pause`, { why: 'third_party', from: '2026-03-02', until: '2026-03-10' }, water)
  await post(`${one.at}/resume`, { on: '2026-03-03' }, water)
  await post(`${one.at}/extend`, { by: 5, reason: '情况复杂', toldOn: '2026-03-02' }, water)
  const answer = { answer: 'explain', outcome: 'explained', text: '已修好' }
  await post(`${one.at}/answer`, answer, water)
  await post(`${one.at}/comment`, { text: '请附照片' }, desk)
  await track('/rate', one.code, { solved: 'no', reached: true, satisfied: 2 })
  await track('/ask-review', one.code)
  await post(`${one.at}/review`, { outcome: 'again', text: '重新答复' }, desk)
  await track('/ask-erasure', one.code)
  await track('/forget-contact', one.code)
  const two = await said(scene)
  await post(`${two.at}/withhold`, { of: 2, onGround: 'personal_data', explanation: '隐私' }, reader)
  await post(`${two.at}/ask-completion`, { what: ['地点'], until: '2026-03-20' }, water)
  await track('/ask-second-reading', two.code, { of: 2 })
  await track('/complete', two.code, { text: '中山路' })
  await track('/withdraw', two.code)
  const three = await said(scene)
  await post(
    `${three.at}/decline`,
    { declineReason: 'court', elsewhere: '市中级人民法院', text: '已起诉' },
    water,
  )
  await post(`${three.at}/reopen`, { reason: '法院未受理' }, desk)
  await post(`${three.at}/answer`, answer, water)
  await post(`${three.at}/close`, { reason: '已办结' }, desk)
  for (const [verb, more] of [
    ['publish', {}],
    ['withhold', { onGround: 'spam', explanation: '广告' }],
  ] as const) {
    const four = await said(scene, { title: `${verb} 一处`, text: `${verb} 一处，另一处` })
    const { texts } = await get(`${V1}/moderation/${four.at.split('/').at(-1)}/texts`, reader)
    const seen = Array.isArray(texts) ? texts.map(({ id, of, seq }) => ({ id, of, seq })) : []
    await post(`${V1}/moderation/${verb}`, { texts: seen, ...more }, reader)
  }
  const unplaced: Told = await post(
    `${V1}/questions`,
    { ...sent, subject: null, channel: 'letter', occurred: '2026-03-01' },
    desk,
  )
  await post(`${V1}/questions/${unplaced.id}/assign`, { department: 'dep-water', reason: '职责' }, desk)
  const listed = 'que-0000000077'
  const source = { mapping: 'requests', key: '1', file: 'requests.csv', asOf: '2026-03-01' }
  await world.services.registers.deliver(
    { actor: LOCAL_OPERATOR, source: { mapping: 'requests', digest: 'e'.repeat(64) } },
    [
      {
        id: listed,
        department: 'dep-water',
        fields: { type: 'information', profile: 'ca.foi', channel: 'import', source },
      },
    ],
  )
  const gone = { changes: [{ change: 'vanished' }], asOf: '2026-03-01' }
  await post(`${V1}/questions/${listed}/note-source-change`, gone, water)
  await post(`${V1}/questions/${listed}/put-back`, { to: 1, reason: '清单有误' }, desk)
  const four = await said(scene)
  await post(`${four.at}/ask-completion`, { what: ['地点'], until: '2026-03-20' }, water)
  await pass(scene, 30)
  await world.services.escalations.settle()
  const { items = [] }: Told = await get(`${V1}/overdue`)
  for (const path of ['', '/timeline']) await get(`${V1}/overdue/${items[0]?.id}${path}`)
}

/** Comments on a consultation, and the report on them. */
export async function comments(scene: Scene): Promise<void> {
  const { as, get, open, post, world } = scene
  const [water, reader] = [as('recorder', 'dep-water'), as('moderator')]
  const id = await open(
    'consultations',
    { title: '征求意见', openAt: dayOf(world, 0), closeAt: dayOf(world, 40) },
    water,
  )
  const at = `${V1}/consultations/${id}`
  await post(`${at}/begin`, {}, water)
  const made: Told[] = []
  for (const text of ['路太窄', '灯太暗']) made.push(await post(`${at}/comments`, { text }, null))
  const spoken = { code: made[0]?.code, domain: `${made[0]?.id}.example.org` }
  await post(`${V1}/tracking/prove`, spoken, null)
  const [first, second] = made.map((one) => `${V1}/comments/${one.id}`)
  for (const path of ['', '/timeline']) await get(`${first}${path}`)
  await get(`${first}/texts`, reader)
  await post(`${first}/publish`, { of: 2 }, reader)
  await post(`${second}/withhold`, { of: 2, onGround: 'personal_data', explanation: '隐私' }, reader)
  await post(`${at}/shorten`, { closeAt: dayOf(world, 20), reason: '紧急' }, water)
  await pass(scene, 30)
  await post(`${at}/close`, {}, water)
  const change = { where: '第三条', before: '（无）', after: '加宽' }
  const groups = [
    {
      id: 'g1',
      title: '道路',
      comments: made.map((one) => one.id ?? ''),
      outcome: 'adopted',
      reason: '采纳',
      change,
    },
  ]
  await post(`${at}/report`, { groups, nextStep: '修改草案' }, water)
}

/** Mail, mailboxes and other systems that are told. */
export async function told({ as, get, post, world }: Scene): Promise<void> {
  const water = as('approver', 'dep-water')
  const follow = { topic: '/departments/dep-water', email: 'reader@example.org' }
  await post(`${V1}/subscriptions`, follow, null)
  await world.settle()
  const [mail] = world.mails.splice(0)
  await post(`${V1}/subscriptions/confirm`, { token: tokenIn(mail?.text ?? '', 'confirm') }, null)
  await post(`${V1}/me/mailboxes`, { email: 'office@example.org', owner: water.account }, water)
  const { items = [] }: Told = await get(`${V1}/me/mailboxes`, water)
  await post(`${V1}/me/mailboxes/${items[0]?.id}/remove`, {}, water)
  const system = as('system', 'dep-water')
  for (const url of ['https://hooks.example/a', 'https://hooks.example/bb', 'https://hooks.example/ccc']) {
    await post(`${V1}/endpoints`, { url }, system)
  }
  const { items: endpoints = [] }: Told = await get(`${V1}/endpoints`, system)
  for (const { id } of endpoints)
    for (const verb of ['test', 'remove']) await post(`${V1}/endpoints/${id}/${verb}`, {}, system)
}
