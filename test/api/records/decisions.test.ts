import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

interface Recorded {
  records: { id: string; seq: number; index: number }[]
}
interface Step {
  type: string
  standing: string
  need: string
  afterAll: string[]
}

let api: TestApi
/** Key of a verifier, who belongs to no department. */
let verifier: string
beforeAll(async () => {
  api = await testApi()
  const made = { name: 'verifier', role: 'verifier', department: null }
  verifier = (await api.services.keys.createWithAccount({ actor: OPERATOR }, made)).secret
})

async function logged(path: string, body: object, key = api.keys.recorder): Promise<string> {
  const response = await api.settle(`/api/v1/${path}`, body, { key })
  const answer = (await response.json()) as Recorded & { detail?: string }
  expect(response.status, `${path}: ${answer.detail ?? ''}`).toBe(201)
  return answer.records[0]?.id ?? ''
}

async function refused(
  path: string,
  body: object,
  key = api.keys.recorder,
): Promise<{ status: number; code: string; detail: string; field?: string }> {
  const size = await api.size()
  const response = await api.post(`/api/v1/${path}`, body, { key })
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
  expect(await api.size()).toBe(size)
  return { status: response.status, ...((await response.json()) as { code: string; detail: string }) }
}

const state = async (path: string): Promise<Record<string, unknown>> =>
  ((await (await api.get(`/api/v1/${path}`)).json()) as { state: Record<string, unknown> }).state
const procedure = async (id: string): Promise<Map<string, Step>> => {
  const { items } = (await (await api.get(`/api/v1/decisions/${id}/procedure`)).json()) as { items: Step[] }
  return new Map(items.map((one) => [one.type, one]))
}

const applicability = {
  nonDisclosable: false,
  technical: true,
  stabilityOrSafetyRisk: true,
  affectsMarketOperators: true,
  needsPartyReport: true,
}

const STEPS = [
  { type: 'initiation', concludedAt: '2025-03-04', organ: '市政府办公室' },
  { type: 'drafting', concludedAt: '2025-03-25', alternatives: 2, costBenefit: '测算见附件' },
  { type: 'consult_agencies', concludedAt: '2025-03-28', consulted: [{ organ: '财政局', opinion: '同意' }] },
  {
    type: 'participation',
    openAt: '2025-04-01',
    closeAt: '2025-05-06',
    concludedAt: '2025-05-08',
    modes: ['open_call', 'symposium'],
    received: 412,
    adopted: 37,
  },
  {
    type: 'hearing',
    heldAt: '2025-04-20',
    materialsDeliveredAt: '2025-04-10',
    participants: 25,
    recordSigned: true,
  },
  { type: 'expert_review', concludedAt: '2025-05-12', experts: 7, opinionsSigned: true },
  { type: 'risk_assessment', concludedAt: '2025-05-20', controllable: true },
  { type: 'fair_competition', concludedAt: '2025-05-22', conclusion: '不影响公平竞争' },
  { type: 'legality_review', sentAt: '2025-05-26', concludedAt: '2025-06-10', outcome: 'passed' },
  {
    type: 'deliberation',
    heldAt: '2025-06-17',
    meetingType: 'executive',
    attendance: Array.from({ length: 11 }, (_, i) => ({
      member: `组成人员${i + 1}`,
      role: 'member',
      presence: i < 9 ? 'present' : 'excused',
    })),
    opinions: [
      { member: '分管副市长', order: 1, stance: 'agree' },
      { member: '财政局长', order: 2, stance: 'disagree', reasons: '资金来源未落实' },
      { member: '市长', order: 9, stance: 'agree', chief: true },
    ],
  },
  { type: 'party_report', concludedAt: '2025-06-19', docNumber: '明政呈〔2025〕12 号' },
  {
    type: 'promulgation',
    concludedAt: '2025-07-01',
    docNumber: '明政规〔2025〕7 号',
    channels: ['政府公报'],
  },
  { type: 'archive', concludedAt: '2025-08-01', inventory: '全卷 1 盒' },
] as const

describe('a decision walked through all steps of the procedure', () => {
  it('records each step, the dissent, the divergence, an adjustment and an evaluation', async () => {
    const responsibility = await logged('responsibilities', { name: '既有住宅加装电梯审核', type: 'licence' })
    const id = await logged('decisions', {
      title: '老旧小区加装电梯补贴办法',
      class: 'major_admin',
      matter: 'public_policy',
      responsibility,
      applicability,
      decisionOrgan: '市人民政府',
    })
    const upTo = STEPS.findIndex(({ type }) => type === 'party_report')
    for (const step of STEPS.slice(0, upTo))
      await logged(`decisions/${id}/conclude-step`, { step, occurred: '2025-08-02' })
    const steps = (await state(`decisions/${id}`)).steps as { id: string; type: string }[]
    const meeting = steps.find(({ type }) => type === 'deliberation')?.id ?? ''
    await logged(`decisions/${id}/record-opinion`, {
      step: meeting,
      opinion: { member: '列席专家', stance: 'reserve', reasons: '内部意见' },
      visibility: 'sealed',
      ground: 'process_info',
      review: '2027-01-01',
    })
    await logged(`decisions/${id}/decide`, {
      outcome: 'adopted',
      rule: 'chief_after_deliberation',
      officer: '市长',
      conformsToMajority: false,
      divergenceReason: '群众诉求紧迫',
      occurred: '2025-06-17',
    })
    for (const step of STEPS.slice(upTo, -1)) await logged(`decisions/${id}/conclude-step`, { step })
    await logged(`decisions/${id}/execute`, { executingUnits: ['住建局', '财政局'] })
    const milestone = await logged('milestones', {
      title: '首批 40 部竣工验收',
      decision: id,
      currentDue: '2026-05-30',
      weight: 2,
    })
    await logged(`milestones/${milestone}/reschedule`, {
      to: '2026-10',
      reasonCode: 'objective_change',
      approver: '市政府常务会议',
    })
    await logged(`decisions/${id}/adjust`, {
      reasonCode: 'funding',
      reason: '资金分两年安排',
      approver: '市政府常务会议',
    })
    await logged(`milestones/${milestone}/claim`, {
      metAt: '2026-11-01',
      by: '物业科',
      evidence: [{ title: '验收报告' }],
    })
    expect((await refused(`milestones/${milestone}/verify`, { outcome: 'met', by: '物业科' })).code).toBe(
      'not_allowed',
    )
    await logged(`milestones/${milestone}/verify`, { outcome: 'met', by: '质监站' }, verifier)
    await logged(`decisions/${id}/complete`, { note: '全部完成' })
    const evaluation = await logged('evaluations', {
      decision: id,
      title: '补贴办法后评估',
      evaluator: '市社科院',
      independent: true,
      recommendation: 'continue',
    })
    await logged(`evaluations/${evaluation}/answer`, { response: 'accept', text: '继续执行' })
    await logged(`decisions/${id}/conclude-step`, { step: STEPS.at(-1) ?? {} })

    const found = await procedure(id)
    const standings = [...found.values()]
      .filter(({ need }) => need === 'required')
      .map(({ type, standing, afterAll }) => [type, standing, afterAll.length])
    expect(standings).toEqual(
      [
        'initiation',
        'drafting',
        'participation',
        'expert_review',
        'risk_assessment',
        'fair_competition',
        'legality_review',
        'deliberation',
        'party_report',
        'promulgation',
        'archive',
      ].map((type) => [type, 'done', 0]),
    )
    expect(found.get('hearing')).toMatchObject({ need: 'not_required', standing: 'extra' })
    expect(found.get('consult_agencies')?.standing).toBe('extra')
    const now = await state(`decisions/${id}`)
    expect(now).toMatchObject({
      status: 'archived',
      evaluations: [evaluation],
      sealed: [{ kind: 'decision.opinion_recorded', ground: 'process_info' }],
      ruling: { conformsToMajority: false, divergenceReason: '群众诉求紧迫' },
    })
    expect(JSON.stringify(now)).not.toContain('内部意见')
    const derived = (await (await api.get(`/api/v1/milestones/${milestone}/derived`)).json()) as object
    expect(derived).toMatchObject({ declared: 'met', status: 'done_late', delay: 155, slip: 154 })
    const version = (await (await api.get(`/api/v1/records/${id}/version?seq=1`)).json()) as object
    expect(version).toMatchObject({ seq: 1, state: { status: 'proposed', steps: [] } })
    const compared = (await (await api.get(`/api/v1/records/${id}/compare?from=1&to=2`)).json()) as {
      changes: { field: string }[]
    }
    expect(compared.changes.map(({ field }) => field)).toEqual(['status', 'steps/s1'])
  })

  it('with steps missing and out of order: recorded, and shown for what it is', async () => {
    const id = await logged('decisions', {
      title: '倒置的决策',
      class: 'major_admin',
      noResponsibility: '历史遗留',
      applicability: { technical: true },
    })
    await logged(`decisions/${id}/conclude-step`, { step: { type: 'deliberation', heldAt: '2025-06-17' } })
    await logged(`decisions/${id}/conclude-step`, {
      step: { type: 'legality_review', concludedAt: '2025-06-20', outcome: 'passed' },
    })
    await logged(`decisions/${id}/decide`, { outcome: 'adopted', occurred: '2025-06-17' })
    const found = await procedure(id)
    expect(found.get('legality_review')).toMatchObject({ standing: 'done', afterAll: ['deliberation'] })
    expect(found.get('deliberation')).toMatchObject({ standing: 'done', afterAll: [] })
    expect(found.get('participation')?.standing).toBe('missing')
    expect(found.get('expert_review')?.standing).toBe('missing')
    expect(found.get('risk_assessment')).toMatchObject({ need: 'unknown', standing: 'unknown' })
    expect(found.get('promulgation')?.standing).toBe('ahead')
  })

  it('says under which procedure it is looked at, and that a decision is under none', async () => {
    const of = async (fields: object): Promise<unknown> => {
      const opened = await logged('decisions', {
        department: 'dep-water',
        title: '议案',
        class: 'legislation',
        noResponsibility: '试验',
        ...fields,
      })
      return (await api.get(`/api/v1/decisions/${opened}/procedure`)).json()
    }
    expect(await of({ procedure: 'nyc-charter' })).toMatchObject({
      named: 'nyc-charter',
      profile: { id: 'nyc-charter', origin: 'law', names: { en: 'New York City Charter: local laws' } },
      items: [
        { step: 'introduction', name: { zh: '提出', en: 'Introduced' }, standing: 'ahead' },
        ...Array(6),
      ].map((one) => one ?? expect.anything()),
      disagrees: false,
    })
    expect(await of({})).toMatchObject({ named: null, profile: null, items: [] })
    expect(await of({ procedure: 'unheard-of' })).toMatchObject({ named: 'unheard-of', profile: null })
    const { items } = (await (await api.get('/api/v1/procedures')).json()) as { items: { id: string }[] }
    expect(items.map(({ id }) => id)).toEqual(['d713', 'legislature', 'nyc-charter'])
  })
})

describe('bad input gets a clear answer, and nothing is written', () => {
  it('names the field and what would be right', async () => {
    expect(await refused('decisions', { title: 'x', class: 'ordinary' })).toMatchObject({
      code: 'invalid',
      field: 'responsibility',
    })
    expect(await refused('decisions', { title: 'x', class: 'grand', noResponsibility: 'x' })).toMatchObject({
      field: 'class',
    })
    expect(
      (await refused('decisions', { title: 'x', class: 'ordinary', responsibility: 'res-0000000000' })).code,
    ).toBe('not_found')
    expect(
      await refused('decisions', { title: 'x', class: 'ordinary', noResponsibility: 'x', colour: 'red' }),
    ).toMatchObject({ code: 'invalid' })
    const id = await logged('decisions', { title: '决策', class: 'ordinary', noResponsibility: '无' })
    expect(
      await refused(`decisions/${id}/conclude-step`, {
        step: { type: 'hearing', sentAt: '2025-01-01', heldAt: '2025-01-02' },
      }),
    ).toMatchObject({ field: 'step/sentAt' })
    expect(await refused(`decisions/${id}/conclude-step`, { step: { type: 'hearing' } })).toMatchObject({
      field: 'step/concludedAt',
    })
    expect(
      await refused(`decisions/${id}/record-opinion`, { step: 's9', opinion: { stance: 'agree' } }),
    ).toMatchObject({ code: 'not_found', field: 'step' })
    expect(await refused(`decisions/${id}/resume`, { reason: 'x' })).toMatchObject({ code: 'wrong_state' })
    expect(await refused(`decisions/${id}/update`, { set: { title: '决策' } })).toMatchObject({
      code: 'unchanged',
    })
    expect(
      await refused(`decisions/${id}/attach`, { document: { title: 'x', sha256: 'abc' } }),
    ).toMatchObject({ field: 'document/sha256' })
    expect(await refused(`decisions/${id}/update`, { set: { title: '他人' } }, api.keys.other)).toMatchObject(
      { status: 403 },
    )
    expect(await refused('decisions/dec-0000000000/update', { set: { title: 'x' } })).toMatchObject({
      status: 404,
    })
    const milestone = await logged('milestones', { title: '节点', currentDue: '2026-12' })
    expect(await refused(`milestones/${milestone}/update`, { set: { currentDue: '2027' } })).toMatchObject({
      field: 'set/currentDue',
    })
    expect(await refused(`milestones/${milestone}/claim`, { metAt: '2026-01-01' })).toMatchObject({
      field: 'evidence',
    })
    expect(
      await refused(`milestones/${milestone}/reschedule`, { to: '2026-13', reasonCode: 'funding' }),
    ).toMatchObject({ field: 'to' })
    expect(
      await refused(`milestones/${milestone}/verify`, { outcome: 'met', by: 'x' }, verifier),
    ).toMatchObject({
      code: 'wrong_state',
    })
  })
})

describe('a hand-over', () => {
  it('moves what it lists when it takes effect, after the receiving department accepted', async () => {
    const item = await logged('responsibilities', { name: '河道采砂许可', type: 'licence' })
    const decision = await logged('decisions', { title: '采砂规划', class: 'ordinary', responsibility: item })
    const milestone = await logged('milestones', { title: '划定禁采区', decision, currentDue: '2027-01-01' })
    const inventory = [
      { record: item, status: '有效' },
      { record: decision, status: '执行中' },
      { record: milestone, status: '未开始' },
    ]
    expect(
      await refused('handovers', {
        title: '移交',
        to: 'dep-house',
        inventory: [...inventory, { record: item }],
      }),
    ).toMatchObject({ field: 'inventory/3/record' })
    const id = await logged('handovers', {
      title: '河道管理职责移交',
      to: 'dep-house',
      inventory,
      unresolved: ['两起投诉'],
    })
    expect((await refused(`handovers/${id}/accept`, { by: '接收科' })).status).toBe(403)
    expect((await refused(`handovers/${id}/effect`, {})).code).toBe('wrong_state')
    await logged(`handovers/${id}/dispute`, { note: '投诉应由原部门处理' }, api.keys.other)
    await logged(`handovers/${id}/accept`, { by: '接收科' }, api.keys.other)
    const response = await api.post(`/api/v1/handovers/${id}/effect`, {})
    const { records } = (await response.json()) as Recorded
    expect(records.map((one) => one.id)).toEqual([id, item, decision, milestone])
    for (const path of [`responsibilities/${item}`, `decisions/${decision}`, `milestones/${milestone}`])
      expect((await state(path)).department).toBe('dep-house')
    expect(await state(`handovers/${id}`)).toMatchObject({ status: 'effective' })
  })
})
