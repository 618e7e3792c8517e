import { law, practice } from '../../law/laws.ts'
import { workingDaysBetween } from '../measure/dates.ts'
import { WORKING_DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const vacancy = recordRule('responsibility', {
  id: 'C04',
  name: { zh: '责任真空', en: 'Vacancy' },
  definition: {
    zh: '有效事项所属的部门撤并已超过 10 个工作日，事项仍未移交',
    en: 'The department of an item in force was merged or abolished more than 10 working days ago, and nobody took the item over',
  },
  basis: [law('d713', '13'), practice('责任交接', 'Hand-over of responsibilities')],
  why: {
    zh: '机构没了，事项还在，就没有人负责。',
    en: 'The organ is gone, the duty is not: nobody answers for it.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '有效的权责事项', en: 'Responsibilities in force' },
  value: { zh: '无人负责的工作日数', en: 'Working days without a holder' },
  unit: WORKING_DAYS,
  parameters: {
    workingDays: {
      default: 10,
      least: 1,
      most: 250,
      unit: { zh: '个工作日', en: 'working days' },
      words: { zh: '移交的时间（默认值，非法定）', en: 'Time for the hand-over (a default, not law)' },
    },
  },
  falsePositives: [
    { zh: '已由接收部门代管而未入账', en: 'The receiving department acts already, which is not logged' },
  ],
  applies: ({ state }) => state.status === 'in_force',
  assess({ state, history }, context, { workingDays }) {
    const inputs = history.map(({ index }) => index)
    const holder = context.record(state.department)
    if (holder?.kind !== 'department') return lacking('record_missing', 'department', inputs)
    if (holder.status === 'withheld') return lacking('content_withheld', 'department', inputs)
    if (holder.status === 'in_force') return notFound({ inputs })
    const days = workingDaysBetween(context.calendar, holder.inForceTo ?? holder.changed, context.today)
    if (typeof days !== 'number') return lacking(days, 'inForceTo', inputs)
    const weighed = { value: days, threshold: workingDays, inputs }
    return days > workingDays ? found(weighed) : notFound(weighed)
  },
})
