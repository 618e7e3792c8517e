import { step } from './course.ts'
import type { Matter } from './matter.ts'

/** Schools: a draft that is open for comment. */
export const schools: Matter = {
  code: 'mc-edu',
  item: 'mc-edu/民办学校设立审批',
  day: '2026-09-08',
  fields: {
    title: '民办义务教育学校布局调整办法',
    class: 'major_admin',
    matter: 'public_policy',
    decisionOrgan: '明川市人民政府',
    applicability: { stabilityOrSafetyRisk: true, affectsMarketOperators: true, nonDisclosable: false },
    proposerKind: 'leader',
  },
  acts: [
    step('2026-09-08', { type: 'initiation', concludedAt: '2026-09-08' }),
    step('2026-10-19', { type: 'drafting', concludedAt: '2026-10-19' }),
    [
      '2026-11-09',
      'step_started',
      {
        step: { type: 'participation', openAt: '2026-11-09', closeAt: '2026-12-20', modes: ['open_call'] },
      },
    ],
    ['2026-11-10', 'step_started', { step: { type: 'hearing', dueAt: '2026-12-08', organ: '市教育局' } }],
  ],
}
