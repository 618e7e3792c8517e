/** 作废: of every kind one record is annulled for the sake of another, and counts nowhere from then on. */
import { beforeAll, describe, expect, it } from 'vitest'
import { isRole, type Role } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { type ActKind, actKinds, canBeAnnulled, kindFace } from '../../../worker/domain/kinds/registry.ts'
import { lists } from '../../../worker/domain/kinds/table.ts'
import { annulmentOf } from '../../../worker/domain/record/entered/annulment.ts'
import { objectOf } from '../../../worker/domain/record/json.ts'
import { rightsFor } from '../../../worker/domain/rights/acts.ts'
import type { Right } from '../../../worker/domain/rights/rights.ts'
import { rightsToDraft } from '../../../worker/services/records/dispatch.ts'
import { roles } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { bodiesOf } from '../../support/derived/bodies.ts'
import { OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const WATER = 'dep-water'
const READER = { account: 'acc-reader', role: 'moderator', department: null } as const
/** A word that stands in every record of the test. */
const WORD = '蓄水池'

type Opened = (services: Services, title: string) => Promise<string>

const by =
  (kind: ActKind, fields: (services: Services, title: string) => Promise<object> | object): Opened =>
  async (services, title) => {
    const given = await fields(services, title)
    const { records } = await services.acts.open(call, kind, kind === 'department' ? null : WATER, given)
    return records[0]?.id ?? ''
  }

const decision = by('decision', (_, title) => ({ title, class: 'ordinary', noResponsibility: '无' }))
const consultation = by('consultation', (_, title) => ({
  title,
  openAt: '2026-02-01',
  closeAt: '2026-04-20',
  draft: { title: '草案' },
  explanation: { title: '说明' },
}))

/** The least that a record of a kind must say, with the title in every text of it. */
const plain = (kind: ActKind): Opened => {
  const { spec } = kindFace(kind).fields
  const isText = (name: string) => spec.is === 'object' && spec.fields[name]?.is === 'text'
  const least = Object.entries(objectOf(bodiesOf(kind).first.at(-1)))
  return by(kind, (_, title) =>
    Object.fromEntries(least.map(([name, value]) => [name, isText(name) ? title : value])),
  )
}

let codes = 0
/** One more record of a kind, so titled as far as it has a title. */
const OPENED: { readonly [kind in ActKind]?: Opened } = {
  department: by('department', (_, name) => ({ code: `more${++codes}`, name })),
  responsibility: by('responsibility', (_, name) => ({
    name,
    type: 'licence',
  })),
  decision,
  milestone: by('milestone', (_, title) => ({ title, currentDue: '2026-01-05' })),
  evaluation: by('evaluation', async (services, title) => ({
    title,
    decision: await decision(services, '被评估的决定'),
    recommendation: 'continue',
  })),
  handover: by('handover', async (services, title) => ({
    ...{ title, to: 'dep-house', effectiveOn: '2026-03-01' },
    inventory: [{ record: await decision(services, '移交的决定') }],
  })),
  // Persons are listed by the registers that name them.
  person: async ({ registers }, name) => {
    const id = `per-000000000${++codes}`
    const source = { mapping: 'names', key: name, file: 'names.csv', row: codes }
    await registers.deliver(call, [{ id, department: WATER, fields: { name, source } }])
    return id
  },
  flag: by('flag', async (services, title) => ({
    subject: await decision(services, '被预警的决定'),
    title,
    finding: title,
    severity: 'low',
  })),
  consultation,
  annotation: by('annotation', (_, title) => ({
    title,
    annotationKind: 'context',
    otherLedger: 'other.example/log',
    leafHash: Buffer.alloc(32, ++codes).toString('base64'),
    text: title,
  })),
  translation: by('translation', async (services, text) => ({
    subject: await decision(services, '译过的决定'),
    language: 'en',
    means: 'human',
    translator: '办公室',
    texts: [{ field: 'title', text }],
  })),
  question: async (services, text) => {
    const { id } = await services.questions.receiving.receive(
      { department: WATER, type: 'consult', text, title: text },
      { caller: OPERATOR, channel: 'letter', occurred: '2026-02-02' },
    )
    await services.questions.moderation.publish({ actor: READER }, id, { of: 2, cuts: [] })
    return id
  },
  comment: async (services, text) => {
    const { records } = await services.acts.open(call, 'consultation', WATER, {
      title: '方案',
      openAt: '2026-02-01',
      closeAt: '2026-04-20',
      draft: { title: '草案' },
      explanation: { title: '说明' },
    })
    const { id } = await services.consultations.receive(
      records[0]?.id ?? '',
      { text, submitter: 'citizen' },
      { caller: OPERATOR, channel: 'letter', occurred: '2026-02-02' },
    )
    await services.questions.moderation.publish({ actor: READER }, id, { of: 2, cuts: [] })
    return id
  },
}

interface Pair {
  kept: string
  twice: string
}

const counted = actKinds.filter((kind) => kind !== 'account')

let api: TestApi
const pairs = new Map<ActKind, Pair>()

const text = async (path: string): Promise<string> => {
  const response = await api.get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

/** Everything in which records of a kind are published together. */
const PUBLISHED = (kind: ActKind): string[] => {
  const list = lists[kind]
  return [
    `/api/v1/${list}?limit=100`,
    `/api/v1/${list}.csv`,
    `/api/v1/search?limit=100&kind=${kind}&q=${encodeURIComponent(WORD)}`,
  ]
}

beforeAll(async () => {
  api = await testApi()
  for (const kind of counted) {
    const open = OPENED[kind] ?? plain(kind)
    const kept = await open(api.services, `${WORD}甲`)
    pairs.set(kind, { kept, twice: await open(api.services, `${WORD}乙`) })
  }
  await api.services.catchUp()
})

describe('every kind of record that is logged', () => {
  it('can be annulled, but for accounts: who had access when is never crossed out', () => {
    expect(actKinds.filter((kind) => !canBeAnnulled(kind))).toEqual(['account'])
    expect(kindFace('account').acts.map(({ verb }) => verb)).toContain('revoke')
    expect([...pairs.keys()].sort()).toEqual([...counted].sort())
  })

  it('counts nowhere once it is annulled as a duplicate, is linked both ways, and can be brought back', async () => {
    const { acts, reading, catchUp } = api.services
    const stood = await reading.stats()
    for (const [kind, { kept, twice }] of pairs) {
      for (const path of PUBLISHED(kind)) {
        const said = await text(path)
        expect([path, said.includes(kept), said.includes(twice)]).toEqual([path, true, true])
      }
      const body = { reason: '登记了两次', duplicateOf: kept }
      const alone = acts.act({ actor: OPERATOR }, kind, 'annulled', twice, body)
      await expect(alone, kind).rejects.toMatchObject({ code: 'needs_approval' })
      await acts.act(call, kind, 'annulled', twice, body)
      const record = await reading.record(twice)
      expect([kind, annulmentOf(record?.state ?? {})]).toMatchObject([kind, body])
      expect([kind, (await reading.linked(kept, 'duplicate_of')).items.map(({ id }) => id)]).toEqual([
        kind,
        [twice],
      ])
    }
    await catchUp()
    for (const [kind, { kept, twice }] of pairs) {
      for (const path of PUBLISHED(kind)) {
        const said = await text(path)
        expect([path, said.includes(kept), said.includes(twice)]).toEqual([path, true, false])
      }
      expect([kind, (await text(`/api/v1/${lists[kind]}?annulled=yes`)).includes(twice)]).toEqual([
        kind,
        true,
      ])
    }
    const counts = await reading.stats()
    for (const name of ['departments', 'responsibilities', 'decisions', 'milestones'] as const)
      expect([name, counts[name]]).toEqual([name, stood[name] - 1])
    for (const [kind, { twice }] of pairs)
      await acts.act(call, kind, 'reinstated', twice, { reason: '没有误登' })
    expect(await reading.stats()).toMatchObject({ milestones: stood.milestones, decisions: stood.decisions })
  })

  it('is annulled by two of those who log the kind, and not by the operator alone', () => {
    for (const kind of counted) {
      const record = pairs.get(kind)?.twice ?? ''
      const { draft, approve } = rightsToDraft({ kind, verb: 'annul', record })
      const [right] = rightsFor(kind, 'annulled')
      const held = (wanted: Right): Role[] =>
        Object.keys(roles)
          .filter(isRole)
          .filter((role) => role !== 'operator' && roles[role].rights.some((one) => one === wanted))
      expect([kind, held(right).some((role) => held(draft).includes(role))]).toEqual([kind, true])
      expect([kind, held(approve).length > 0]).toEqual([kind, true])
    }
  })

  it('is annulled by one inspector and another, where it is a flag', async () => {
    const flag = pairs.get('flag')?.twice ?? ''
    const inspector = async (name: string) =>
      (await api.services.keys.createWithAccount(call, { name, role: 'inspector', department: null })).secret
    const reason = { reason: '同一件事提了两次' }
    expect((await api.settle(`/api/v1/flags/${flag}/annul`, reason)).status).toBe(403)
    const answer = await api.settle(`/api/v1/flags/${flag}/annul`, reason, { key: await inspector('first') })
    expect([answer.status, await answer.text()]).toMatchObject([201, expect.stringContaining(flag)])
    expect(annulmentOf((await api.services.reading.record(flag))?.state ?? {})).toMatchObject(reason)
  })

  it('that somebody outside sent is annulled as a duplicate alone, and never put back or entered anew', async () => {
    for (const kind of ['question', 'comment'] as const) {
      const { twice = '' } = pairs.get(kind) ?? {}
      const act = (event: string, body: object) => api.services.acts.act(call, kind, event, twice, body)
      for (const [event, body] of [
        ['annulled', { reason: '不想答' }],
        ['put_back', { reason: '不想答', to: 1 }],
      ] as const)
        await expect(act(event, body), `${kind} ${event}`).rejects.toMatchObject({ code: 'wrong_state' })
    }
  })
})
