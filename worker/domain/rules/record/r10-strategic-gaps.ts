import type { DecisionState } from '../../kinds/decision/state.ts'
import type { MilestoneState } from '../../kinds/milestone/state.ts'
import { practice } from '../../law/laws.ts'
import { abovePeers, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Filled {
  empty: number
  of: number
  input: number
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The fields on which other rules rest. */
function neededOf(state: DecisionState | MilestoneState): unknown[] {
  if (state.kind === 'milestone')
    return [
      state.baselineDue,
      state.responsibleUnit ?? state.ownerPost,
      state.acceptanceCriteria,
      state.verifier,
      state.reportEvery,
    ]
  return [
    state.responsibility,
    state.legalBases,
    state.decisionOrgan,
    state.decisionRule ?? state.ruling?.rule,
    state.proposerKind ?? state.proposers,
    state.proposedAt,
    state.executingUnits,
    state.amounts,
    Object.keys(state.applicability),
  ]
}

const shareOf = ({ observations }: Group<Filled>): number =>
  percentOf(
    observations.reduce((sum, { empty }) => sum + empty, 0),
    observations.reduce((sum, { of }) => sum + of, 0),
  )

/** The group of comparison: the same kind of record, of the same register. */
const peersOf = ({ id }: Group<Filled>): string => id.slice(id.indexOf('|') + 1)

export const strategicGaps = groupRule(['decision', 'milestone'], {
  id: 'R10',
  name: { zh: '缺失字段规避', en: 'Strategic gaps' },
  definition: {
    zh: '规则所需的字段留空的比例明显高于其他部门的同类记录',
    en: 'Fields that the rules need are left empty far more often than in like records of other departments',
  },
  basis: [practice('Cardinal 的覆盖率；Tukey 箱线图上界', 'Coverage in Cardinal; upper Tukey fence')],
  why: {
    zh: '不填，规则就无从判断；空白不应比填写更安全。',
    en: 'What is left out cannot be assessed: a blank must not be safer than an answer.',
  },
  severity: 'low',
  audience: 'public',
  condition: {
    zh: '至少有 20 件同类记录的部门',
    en: 'Departments with at least 20 records of a kind',
  },
  value: { zh: '留空的百分比', en: 'Per cent of these fields left empty' },
  unit: PER_CENT,
  parameters: { records: fewest(20, { zh: '件', en: 'records' }), peers: PEERS },
  minimumSample: 20,
  falsePositives: [
    { zh: '经办人缺少培训', en: 'Poor training' },
    {
      zh: '并非一个部门，而是来源没有写明部门的记录',
      en: 'It is no department but the records whose department the source does not state',
    },
    { zh: '依法不公开的内容较多', en: 'Much of it is withheld by law' },
  ],
  by: 'department',
  observe({ state, history }) {
    const needed = neededOf(state)
    const of = state.kind === 'decision' ? `decision ${state.class}` : 'milestone'
    const observation: Filled = {
      empty: needed.filter(isEmpty).length,
      of: needed.length,
      input: history[0]?.index ?? 0,
    }
    return [{ group: `${state.department}|${of} ${state.source?.mapping ?? ''}`.trim(), observation }]
  },
  applies: ({ observations }, _, { records }) => observations.length >= records,
  measure: (group) => [{ group: peersOf(group), value: shareOf(group) }],
  assess: (group, context, { peers }) =>
    abovePeers(
      {
        rule: 'R10',
        group: peersOf(group),
        percent: shareOf(group),
        least: peers,
        inputs: group.observations.filter(({ empty }) => empty > 0).map(({ input }) => input),
      },
      context,
    ),
})
