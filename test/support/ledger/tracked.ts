/** One decision with all that belongs to it, as tests of exports, feeds and calendars want it. */
import type { Services } from '../../../worker/services/services.ts'
import { OPERATOR, SECOND } from './ledger.ts'

export const call = { actor: OPERATOR, approver: SECOND }

export interface Tracked {
  decision: string
  /** Due on 2026-03-20, promised first for 2026-02-28. */
  soon: string
  overdue: string
  done: string
  evaluation: string
  handover: string
  membership: string
}

const HOSTILE = '=HYPERLINK("http://x","点")，\n第二行; a\\b'

/** Today is 2026-03-02. Needs the departments `dep-water` and `dep-house`. */
export async function track({ acts }: Services): Promise<Tracked> {
  const idOf = async (opened: ReturnType<typeof acts.open>): Promise<string> =>
    (await opened).records[0]?.id ?? ''
  const decision = await idOf(
    acts.open(call, 'decision', 'dep-water', {
      title: '明川河综合治理',
      class: 'major_admin',
      noResponsibility: '全市性事项',
      supporting: ['dep-house'],
      executingUnits: ['水资源科', '=1+1'],
      applicability: { technical: true, nonDisclosable: false },
      amounts: [{ currency: 'CNY', baseline: -12.5, text: '-12.5 万' }],
      legalBases: ['《水法》第七条'],
      summary: HOSTILE,
      backloaded: false,
      source: { mapping: 'demo', key: 'Int 0179-2022', row: 3 },
    }),
  )
  const step = (body: object) => acts.act(call, 'decision', 'step_concluded', decision, { step: body })
  await step({
    type: 'participation',
    openAt: '2026-02-20',
    closeAt: '2026-03-22',
    concludedAt: '2026-03-22',
  })
  await step({ type: 'hearing', heldAt: '2026-04-01T01:00:00Z', concludedAt: '2026-04-01' })
  await acts.act(call, 'decision', 'decided', decision, { outcome: 'adopted', decidedAt: '2026-04-10' })
  const plan = (title: string, currentDue: string) =>
    idOf(
      acts.open(call, 'milestone', 'dep-water', {
        title,
        type: 'delivery',
        decision,
        currentDue,
        weight: 2,
        area: '城北',
      }),
    )
  const soon = await plan('完成截污管网', '2026-02-28')
  await acts.act(call, 'milestone', 'rescheduled', soon, { to: '2026-03-20', reasonCode: 'funding' })
  const overdue = await plan('-5 度以下停工方案', '2026-01')
  const done = await plan('开工', '2026-02-20')
  await acts.act(call, 'milestone', 'claimed', done, {
    metAt: '2026-02-10',
    by: '水资源科',
    evidence: [{ title: '开工令', url: 'https://example.cn/1' }],
  })
  const evaluation = await idOf(
    acts.open(call, 'evaluation', 'dep-water', {
      decision,
      title: '后评估',
      independent: true,
      publishedAt: '2026-03',
    }),
  )
  const handover = await idOf(
    acts.open(call, 'handover', 'dep-water', {
      title: '河道管理交接',
      to: 'dep-house',
      inventory: [{ record: overdue, status: '在办' }],
      unresolved: ['闸门检修'],
      effectiveOn: '2026-05-01',
    }),
  )
  const membership = await idOf(
    acts.open(call, 'membership', 'dep-water', {
      member: '张明',
      role: '局长',
      membershipKind: 'office',
      from: '2024',
    }),
  )
  return { decision, soon, overdue, done, evaluation, handover, membership }
}

export async function registerDepartments({ acts }: Services): Promise<void> {
  await acts.open(call, 'department', null, { code: 'water', name: '水务局', nameEn: 'Water Bureau' })
  await acts.open(call, 'department', null, { code: 'house', name: '住建局', nameEn: 'Housing Bureau' })
}
