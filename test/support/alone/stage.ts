/** A small government with records in every state, and words that some may read and others never. */
import { type Caller, hasRight } from '../../../worker/services/roles.ts'
import { openWorld, type Person, type World } from '../fuzz/world.ts'
import { OPERATOR, SECOND } from '../ledger/ledger.ts'

/** A word that stands where only some may look. */
export interface Secret {
  word: string
  /** What it lies in, for the message of a failure. */
  of: string
  mayRead(caller: Caller): boolean
  /** The record whose next entry may open it, by who has the right to. */
  record: string
  /** True where a look has to stand in the access log. */
  isLogged: boolean
}

export interface Stage {
  world: World
  secrets: Secret[]
  /** Records by department, of every kind that departments log. */
  records: string[]
  /** Ids of what is kept beside the ledger, by the list in whose addresses they stand. */
  beside: { drafts: string[]; cases: string[] }
}

const nobody = () => false
const evidence = [{ title: '照片', url: 'https://example.org/a' }]

/** The stage of a seed: its own people hold the secrets, and never play. */
export async function openStage(seed: number): Promise<Stage> {
  const world = await openWorld(seed)
  const { services } = world
  const { registers, acts, accounts, cases, drafts, questions, consultations } = services
  const call = { actor: OPERATOR, approver: SECOND }
  const secrets: Secret[] = []
  const records: string[] = []
  const beside: Stage['beside'] = { drafts: [], cases: [] }
  let n = 0
  const id = (prefix: string) => {
    n += 1
    const made = `${prefix}-${String(n).padStart(10, '0')}`
    records.push(made)
    return made
  }
  const keeper = async (role: Person['role'], department: string | null): Promise<Caller> => {
    const granted = await accounts.grant({ actor: OPERATOR }, { post: `${role} 存`, role, department })
    return { account: granted.records[0]?.id ?? '', role, department }
  }
  const word = (of: string) => `zq${of}${seed}x${secrets.length}`
  const secret = (of: string, record: string, mayRead: Secret['mayRead'], isLogged = false): string => {
    const made = word(of)
    secrets.push({ word: made, of, mayRead, record, isLogged })
    return made
  }

  for (const department of ['dep-water', 'dep-house']) {
    const [res, dec, mem] = [id('res'), id('dec'), id('mem')]
    const [planned, started, claimed, hidden] = [id('mil'), id('mil'), id('mil'), id('mil')]
    const plan = (one: string, title: string) => ({
      id: one,
      department,
      fields: {
        title,
        decision: dec,
        currentDue: '2026-12-01',
        amounts: [{ kind: 'budget', currency: 'CNY', baseline: 620, current: 620 }],
      },
    })
    await registers.deliver(call, [
      { id: res, department, fields: { name: '取水许可', type: 'licence', scope: '全市' } },
      {
        id: dec,
        department,
        fields: { title: '堤防加固', class: 'ordinary', responsibility: res, proposedAt: '2026-01-05' },
      },
      plan(planned, '一期'),
      plan(started, '二期'),
      plan(claimed, '三期'),
      plan(hidden, '四期'),
      {
        id: mem,
        department,
        fields: { member: '岗位甲', role: '局长', membershipKind: 'office', from: '2024-01-01' },
      },
      { id: started, event: 'started', body: {} },
      { id: claimed, event: 'started', body: {} },
      { id: claimed, event: 'claimed', body: { metAt: '2026-02-01', evidence } },
      {
        id: id('con'),
        department,
        fields: { title: '征求意见', openAt: '2026-03-02', closeAt: '2026-04-10', decision: dec },
      },
      { id: id('han'), department, fields: { title: '交接', to: 'dep-parks', inventory: [{ record: dec }] } },
      { id: id('per'), department, fields: { name: '张三', source: { mapping: 'people', key: '1' } } },
      { id: id('eva'), department, fields: { decision: dec, title: '后评估' } },
    ])
    const sealed = { visibility: 'sealed', ground: 'internal_affairs', review: '2026-12-31' } as const
    const note = secret(
      `withheld report of ${department}`.replaceAll(' ', ''),
      hidden,
      (caller) =>
        hasRight(caller, 'sealed.read') ||
        (caller.department === department && hasRight(caller, 'record.write')),
      true,
    )
    await acts.act({ ...call, ...sealed }, 'milestone', 'reported', hidden, { note })
    const author = await keeper('recorder', department)
    const target = { kind: 'milestone', verb: 'reschedule', record: planned, department, title: '草稿' }
    const own = secret(`draftof${department}`, '', nobody)
    const begun = await drafts.begin(author, {
      ...target,
      input: { to: '2027-01-01', reasonCode: 'funding', reason: own },
    })
    const handed = secret(
      `handedin${department}`,
      planned,
      (caller) => caller.department === department && hasRight(caller, 'draft.write'),
    )
    const waiting = await drafts.begin(author, {
      ...target,
      input: { to: '2027-02-01', reasonCode: 'funding', reason: handed },
    })
    await drafts.submit(author, waiting.id, waiting.version)
    beside.drafts.push(begun.id, waiting.id)
  }

  const inspector = await keeper('inspector', null)
  const lead = secret('lead', '', nobody)
  const opened = await cases.open(
    { actor: inspector },
    { title: lead, source: 'report', lead, declaration: '无', conflict: false },
  )
  beside.cases.push(opened.id)
  const reads = (caller: Caller) => hasRight(caller, 'message.moderate') || hasRight(caller, 'sealed.read')
  const asked = secret('question', '', reads)
  const contact = secret('contact', '', nobody)
  const heard = await questions.receiving.receive({
    subject: records[0],
    type: 'help',
    title: asked,
    text: asked,
    contact: { email: `${contact}@example.org` },
  })
  const commented = secret('comment', '', reads)
  const consultation = records.find((one) => one.startsWith('con-')) ?? ''
  await acts.act(call, 'consultation', 'opened', consultation, {})
  const said = await consultations.receive(consultation, { text: commented })
  for (const [made, { id: record }] of [
    [asked, heard],
    [commented, said],
  ] as const)
    for (const one of secrets) if (one.word === made) one.record = record
  return { world, secrets, records, beside }
}
