import { derive } from '../../kinds/milestone/derived.ts'
import { law } from '../../law/laws.ts'
import { isVanished } from '../../record/acts.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const OVER = new Set(['claimed_done', 'met', 'partially_met', 'not_met', 'cancelled'])

export const overdue = recordRule('milestone', {
  id: 'M01',
  name: { zh: '逾期', en: 'Overdue' },
  definition: {
    zh: '已过现行期限而未完成；逾期 30 日以上为高',
    en: 'Past its current due date and not done; high beyond 30 days',
  },
  basis: [law('d713', '34', '40')],
  why: {
    zh: '承诺了日期，到日子就要有交代。',
    en: 'What was promised for a day has to be accounted for on that day.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '尚未完成的节点；从登记册导入的，以最后一次交付为准',
    en: 'Milestones that are not done; those of a register as of its last delivery',
  },
  value: { zh: '逾期日数', en: 'Days overdue' },
  unit: DAYS,
  parameters: {
    long: {
      default: 30,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '逾期多久为高（默认值）', en: 'Beyond which it is high (a default)' },
    },
  },
  falsePositives: [
    { zh: '已完成而未申报', en: 'It was done and not reported' },
    {
      zh: '合同已解除或工程已中止，而登记册只写在状态里',
      en: 'It was called off or halted, of which the register tells in its status alone',
    },
    {
      zh: '同一事项在登记册里有两行，另一行已完成',
      en: 'It stands in the register twice, and the other row is done',
    },
  ],
  version: 2,
  applies: ({ state }) => state.metAt === null && !OVER.has(state.status) && !isVanished(state),
  assess(subject, { today }, { long }) {
    const { state } = subject
    const inputs = [...indicesOf(subject, 'planned', 'rescheduled', 'corrected')]
    if (mayBeHidden(state, 'claimed', 'rescheduled', 'verified', 'cancelled'))
      return lacking('content_withheld', 'currentDue', inputs)
    if (state.currentDue === null) return lacking('date_missing', 'currentDue', inputs)
    const { overdueBy } = derive(state, today)
    if (overdueBy === null) return notFound({ value: 0, threshold: 0, inputs })
    return found({ value: overdueBy, threshold: 0, inputs }, overdueBy > long ? 'high' : 'medium')
  },
})
