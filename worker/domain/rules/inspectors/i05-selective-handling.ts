import type { FlagStatus } from '../../kinds/flag/vocabulary.ts'
import { practice } from '../../law/laws.ts'
import { fewest } from '../measure/above-peers.ts'
import { indicesOf } from '../measure/inputs.ts'
import { compareShares } from '../measure/stats.ts'
import { found, type Group, groupRule, lacking, notFound } from '../rule.ts'

/** Outcomes that weigh on the department, and those that do not; a data error or a lapse says nothing of handling. */
const OUTCOMES: { readonly [status in FlagStatus]?: { event: string; clears: boolean } } = {
  cleared: { event: 'cleared', clears: true },
  explained: { event: 'explained', clears: true },
  advised: { event: 'advised', clears: false },
  escalated: { event: 'escalated', clears: false },
}

interface Handled {
  department: string
  clears: boolean
  input: number
}

interface Counted {
  hits: number
  n: number
  inputs: number[]
}

function byDepartment({ observations }: Group<Handled>): Counted[] {
  const counted = new Map<string, Counted>()
  for (const { department, clears, input } of observations) {
    const one = counted.get(department) ?? { hits: 0, n: 0, inputs: [] }
    counted.set(department, one)
    one.n += 1
    one.hits += clears ? 1 : 0
    one.inputs.push(input)
  }
  return [...counted.values()]
}

/** The two whose shares are furthest apart, in standard deviations; null below two. */
function furthest(counted: readonly Counted[]): { z: number; inputs: number[] } | null {
  let most: { z: number; inputs: number[] } | null = null
  for (const [i, one] of counted.entries()) {
    for (const other of counted.slice(i + 1)) {
      const z = Math.abs(compareShares(one, other)?.z ?? 0)
      if (most === null || z > most.z) most = { z, inputs: [...one.inputs, ...other.inputs] }
    }
  }
  return most
}

export const selectiveHandling = groupRule('flag', {
  id: 'I05',
  name: { zh: '选择性处置', en: 'Selective handling' },
  definition: {
    zh: '同一规则的预警，两个部门被排除或认可解释的比例差别显著',
    en: 'Of flags of one rule, the share that is cleared or explained differs significantly between two departments',
  },
  basis: [
    practice('设计规则：同样的情形同样处置', 'A rule of this project: like cases are handled alike'),
    practice('两比例检验', 'Two-proportion test'),
  ],
  why: {
    zh: '对谁严、对谁松，不能看人下菜。',
    en: 'Nobody is to be treated better for who they are.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '两个以上部门都有已了结预警的规则，每个部门至少 30 件',
    en: 'Rules whose flags ended in two or more departments, with at least 30 in each',
  },
  value: {
    zh: '差别最大的两个部门相差的标准差倍数',
    en: 'Standard deviations between the two departments that differ most',
  },
  parameters: {
    flags: fewest(30, { zh: '件', en: 'flags' }),
    deviations: {
      default: 2.58,
      least: 1.64,
      most: 10,
      unit: { zh: '倍标准差', en: 'standard deviations' },
      words: { zh: '多大的差别才算显著（默认值）', en: 'From which a difference is significant (a default)' },
    },
  },
  minimumSample: 30,
  falsePositives: [
    { zh: '情形确实不同', en: 'The cases do differ' },
    { zh: '部门很多，成对比较时偶有显著', en: 'Among many departments some pair differs by chance' },
  ],
  by: 'rule',
  observe(subject) {
    const { rule, status, department } = subject.state
    const outcome = OUTCOMES[status]
    if (rule === null || rule === '' || outcome === undefined) return []
    const input = indicesOf(subject, outcome.event).at(-1) ?? subject.history[0]?.index ?? 0
    return [{ group: rule, observation: { department, clears: outcome.clears, input } }]
  },
  applies: (group) => byDepartment(group).length > 1,
  assess(group, _, { flags, deviations }) {
    const most = furthest(byDepartment(group).filter(({ n }) => n >= flags))
    if (most === null)
      return lacking(
        'sample_too_small',
        'departments',
        group.observations.map(({ input }) => input),
      )
    const weighed = { value: Math.round(100 * most.z) / 100, threshold: deviations, inputs: most.inputs }
    return most.z >= deviations ? found(weighed) : notFound(weighed)
  },
})
