import { derive } from '../../kinds/milestone/derived.ts'
import { law, practice } from '../../law/laws.ts'
import { dayOf, spanOf } from '../measure/dates.ts'
import { indicesOf } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const doneLate = recordRule('milestone', {
  id: 'M16',
  name: { zh: '迟于承诺完成', en: 'Done later than promised' },
  definition: { zh: '完成日期晚于最初承诺的日期', en: 'Done after the date that was promised first' },
  basis: [
    law('d713', '34'),
    practice(
      'OCDS 标准讨论 #1101：完成得晚不等于没有完成',
      'OCDS standard issue #1101: late and done is not the same as not done',
    ),
  ],
  why: {
    zh: '完成了就不再逾期，但当初的承诺没有守住。',
    en: 'What is done is no longer overdue, and yet the promise was not kept.',
  },
  severity: 'info',
  audience: 'public',
  condition: { zh: '已完成的节点', en: 'Milestones that are done' },
  value: { zh: '迟了多少日', en: 'Days late' },
  unit: DAYS,
  parameters: {
    days: {
      default: 0,
      least: 0,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '多少日以内不计', en: 'Days that do not count' },
    },
  },
  falsePositives: [{ zh: '最初的计划本就有误', en: 'The first plan was wrong' }],
  version: 2,
  applies: ({ state }) => state.metAt !== null || state.status === 'claimed_done' || state.status === 'met',
  assess(subject, { calendar, today }, { days }) {
    const { state } = subject
    const inputs = indicesOf(subject, 'planned', 'claimed', 'corrected')
    if (state.metAt === null) return lacking('date_missing', 'metAt', inputs)
    const { delay } = derive(state, today)
    if (delay === null) return lacking('date_missing', 'baselineDue', inputs)
    const weighed = { value: delay, threshold: days, inputs }
    if (delay > days) return found(weighed)
    // A date of a month or a year may reach beyond the promised one.
    const last = spanOf(calendar, state.metAt).last
    return dayOf(calendar, state.metAt) === null &&
      state.baselineDue !== null &&
      last > spanOf(calendar, state.baselineDue).last
      ? lacking('date_imprecise', 'metAt', inputs)
      : notFound(weighed)
  },
})
