/** Records of departments: people, steps, moves from one department to another, and what was put into a list. */
import { deliveryPrefix } from '../../../../worker/domain/record/entered/delivery.ts'
import { toBase64 } from '../../../../worker/ledger/bytes.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { readHistory } from '../../../../worker/store/log/entries.ts'
import { OPERATOR } from '../../ledger/ledger.ts'
import { NEIGHBOUR } from '../world.ts'
import type { Scene, Told } from './scene.ts'

const V1 = '/api/v1'

/** People, who come from registers alone, and what may happen to them. */
export async function people({ as, get, post, world }: Scene): Promise<void> {
  const registrar = as('registrar')
  const [id, other] = ['per-0000000001', 'per-0000000002']
  const fields = (name: string) => ({ name, source: { mapping: 'people', key: name } })
  await post(
    `${V1}/deliveries`,
    {
      operations: [id, other].map((one) => ({ id: one, department: 'dep-water', fields: fields(one) })),
    },
    registrar,
  )
  const at = `${V1}/people/${id}`
  for (const path of ['', '/timeline', '/votes', '/votes.csv']) await get(`${at}${path}`)
  await post(`${at}/update`, { set: { url: 'https://example.org/1' } }, registrar)
  await post(`${at}/correct`, { set: { name: '张三' }, correction: 'typo', reason: '漏字' }, registrar)
  await post(`${at}/amend`, { set: { name: '张三丰' }, reason: '更名', approvedAt: '2026-03-01' }, registrar)
  await post(`${at}/note-source-change`, { changes: [{ change: 'vanished' }], asOf: '2026-03-01' }, registrar)
  await post(`${at}/annul`, { reason: '重复' }, registrar)
  await post(`${at}/reinstate`, { reason: '不是重复' }, registrar)
  await post(`${at}/put-back`, { to: 2, reason: '误改' }, registrar)
  void world
}

/** Lists of a department as it delivers them, and what was delivered by file. */
export async function deliveries({ as, get, post, world }: Scene): Promise<void> {
  const registrar = as('registrar')
  const added = [{ name: '取水许可', type: 'licence' }]
  await post(`${V1}/departments/dep-water/deliveries`, { added }, registrar)
  const digest = 'd'.repeat(64)
  const mapping = 'roads'
  const source = { mapping, key: '1', file: 'roads.csv', asOf: '2026-03-01' }
  await world.services.registers.deliver(
    {
      ...{ actor: LOCAL_OPERATOR, source: { mapping, digest } },
      idempotencyKey: `${deliveryPrefix('roads.csv')}1`,
    },
    [
      {
        id: 'mil-0000000071',
        department: 'dep-water',
        fields: { title: '路', currentDue: '2026-09-01', source },
      },
    ],
  )
  await get(`${V1}/deliveries/roads.csv`)
  await get(`${V1}/deliveries/roads.csv/withdrawal`, registrar)
}

/** Steps of a decision, the opinions in them, and what was measured afterwards. */
export async function steps({ as, get, open, post }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const id = await open(
    'decisions',
    {
      ...{ title: '堤防加固', class: 'ordinary', noResponsibility: '无' },
      indicators: [{ id: 'i1', name: '合格率', target: '95', unit: '%' }],
    },
    water,
  )
  const at = `${V1}/decisions/${id}`
  await post(`${at}/start-step`, { step: { id: 's1', type: 'drafting', startedAt: '2026-02-01' } }, water)
  await post(
    `${at}/conclude-step`,
    { step: { id: 's1', type: 'drafting', startedAt: '2026-02-01', concludedAt: '2026-02-10' } },
    water,
  )
  await post(
    `${at}/conclude-step`,
    { step: { id: 's2', type: 'deliberation', concludedAt: '2026-02-20', outcome: 'passed' } },
    water,
  )
  await post(
    `${at}/correct-step`,
    { step: { id: 's1', note: '补记' }, correction: 'data_entry', reason: '补记' },
    water,
  )
  await post(
    `${at}/record-opinion`,
    { step: 's2', opinion: { id: 'o1', member: '副局长', order: 1, stance: 'agree' } },
    water,
  )
  await post(`${at}/measure`, { indicator: 'i1', date: '2026-03-01', value: '96' }, water)
  await get(at)
}

/** What goes to another department, which accepts it. */
export async function moves({ as, open, post }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const evaluated = { title: '评估', class: 'ordinary', noResponsibility: '无' }
  const decision = await open('decisions', evaluated, water)
  const leafHash = Buffer.alloc(32, 7).toString('base64')
  const made: [string, object][] = [
    ['decisions', { title: '迁移', class: 'ordinary', noResponsibility: '无' }],
    ['milestones', { title: '迁移', currentDue: '2026-12-01' }],
    ['evaluations', { title: '迁移', decision }],
    ['memberships', { member: '岗位甲', role: '局长', membershipKind: 'office', from: '2024-01-01' }],
    ['consultations', { title: '迁移', openAt: '2026-03-02', closeAt: '2026-04-10' }],
    ['responsibilities', { name: '迁移', type: 'licence' }],
    [
      'annotations',
      { title: '迁移', annotationKind: 'context', otherLedger: 'a.example/log', leafHash, text: '甲' },
    ],
  ]
  for (const [list, fields] of made) {
    const id = await open(list, fields, water)
    const trigger = list === 'responsibilities' ? { trigger: 'reform' } : {}
    await post(`${V1}/${list}/${id}/transfer`, { to: 'dep-house', reason: '职能划转', ...trigger }, water)
  }
}

/** What is crossed out, restored and put back. */
export async function undone({ as, open, post }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const inspector = as('inspector')
  const decision = { title: '交接', class: 'ordinary', noResponsibility: '无' }
  const inventory = [{ record: await open('decisions', decision, water) }]
  const made: [string, object, object, typeof water][] = [
    ['milestones', { title: '甲', currentDue: '2026-12-01' }, { set: { remark: '注' } }, water],
    ['responsibilities', { name: '甲', type: 'licence' }, {}, water],
    ['handovers', { title: '甲', to: 'dep-house', inventory }, { set: { remark: '注' } }, water],
    ['flags', { title: '甲', subject: 'dep-water', severity: 'low', finding: '甲' }, {}, inspector],
  ]
  for (const [list, fields, change, by] of made) {
    const id = await open(list, fields, by)
    const at = `${V1}/${list}/${id}`
    if (list === 'milestones') await post(`${at}/update`, change, by)
    if (list === 'handovers') await post(`${at}/accept`, { by: '副局长' }, as('recorder', 'dep-house'))
    if (list === 'responsibilities')
      await post(`${at}/amend`, { set: { scope: '全市' }, trigger: 'reform' }, by)
    if (list === 'flags') await post(`${at}/acknowledge`, {}, by)
    await post(`${at}/put-back`, { to: 1, reason: '误记' }, by)
    await post(`${at}/annul`, { reason: '重复' }, by)
    await post(`${at}/reinstate`, { reason: '不是重复' }, by)
  }
}

/** Departments: their signing keys, and two that become one. */
export async function departments({ as, post }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const registrar = as('registrar')
  const key = Buffer.alloc(32, 7).toString('base64')
  await post(`${V1}/departments/dep-water/register-key`, { key, keptOn: '办公室电脑' }, water)
  const lost = { key, from: '2026-03-01', reasonCode: 'lost' }
  await post(`${V1}/departments/dep-water/revoke-key`, lost, water)
  await post(`${V1}/departments`, { code: 'roads', name: '公路局' }, registrar)
  await post(`${V1}/departments/dep-roads/merge`, { into: 'dep-house', reason: '机构改革' }, registrar)
}

/** Lists that are narrowed by a name in the address. */
export async function named({ get, as }: Scene): Promise<void> {
  const inspector = as('inspector')
  for (const pattern of ['approvals', 'year-end']) {
    await get(`${V1}/patterns/${pattern}`, inspector)
    await get(`${V1}/patterns/${pattern}/table.csv`, inspector)
  }
  const { items = [] }: Told = await get(`${V1}/clocks`)
  await get(`${V1}/clocks/${items[0]?.id}?start=2026-03-02`)
}

/** An annotation of an entry of another ledger, and those of this ledger's entries over there. */
export async function annotations({ as, get, open, post, world }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const meant = await open('decisions', { title: '泵站', class: 'ordinary', noResponsibility: '无' }, water)
  const [first] = await readHistory(world.services.ledger.database, meant)
  const leafHash = toBase64(first?.leafHash ?? new Uint8Array())
  const said = { title: '改过两次', annotationKind: 'context', leafHash, text: '见报道' }
  const neighbour = await world.neighbour()
  const own = await open('annotations', { ...said, otherLedger: neighbour.log.origin }, water)
  const at = `${V1}/annotations/${own}`
  for (const path of ['', '/timeline']) await get(`${at}${path}`)
  await post(`${at}/update`, { set: { address: 'https://watch.example.org/1' } }, water)
  await post(`${at}/withdraw`, { reason: '不确' }, water)
  const { records: made } = await neighbour.acts.open({ actor: OPERATOR }, 'annotation', 'dep-watch', {
    ...{ ...said, otherLedger: world.services.log.origin, otherRecord: meant },
  })
  const handed: Told = await post(
    `${V1}/mentions`,
    { address: `${NEIGHBOUR}/zh/annotations/${made[0]?.id}` },
    null,
  )
  for (const path of ['', '/timeline']) await get(`${V1}/mentions/${handed.id}${path}`)
}

/** A translation of a decision, put right, done anew for a later version, and put back. */
export async function translations({ as, get, open, post }: Scene): Promise<void> {
  const water = as('recorder', 'dep-water')
  const meant = await open('decisions', { title: '泵站', class: 'ordinary', noResponsibility: '无' }, water)
  const texts = (text: string) => [{ field: 'title', text }]
  const said = {
    subject: meant,
    language: 'en',
    means: 'machine',
    translator: '办公室',
    texts: texts('Pump'),
  }
  const at = `${V1}/translations/${await open('translations', said, water)}`
  for (const path of ['', '/timeline']) await get(`${at}${path}`)
  await post(`${at}/correct`, { set: { texts: texts('Pumps') }, correction: 'typo', reason: '漏字' }, water)
  await post(`${V1}/decisions/${meant}/update`, { set: { summary: '二期' } }, water)
  await post(`${at}/update`, { set: { texts: texts('Pumping station'), version: 2 } }, water)
  await post(`${at}/put-back`, { to: 2, reason: '误改' }, water)
  await post(`${at}/annul`, { reason: '重复' }, water)
  await post(`${at}/reinstate`, { reason: '不是重复' }, water)
}
