import { step } from './course.ts'
import type { Matter } from './matter.ts'

/** Emergency list of a winter. */
export const winter: Matter = {
  code: 'mc-env',
  item: 'mc-env/重污染天气应急减排清单编制',
  day: '2025-10-08',
  fields: { title: '2025—2026 年秋冬季应急减排清单', class: 'emergency', decisionOrgan: '市生态环境局' },
  acts: [
    step('2025-10-20', { type: 'deliberation', heldAt: '2025-10-20', meetingType: 'other' }),
    ['2025-10-20', 'decided', { outcome: 'adopted', rule: 'single_officer', officer: '市生态环境局局长' }],
    [
      '2025-11-15',
      'suspended',
      { reasonCode: 'objective_change', reason: '会展期间暂停三类企业管控。', approver: '市政府' },
    ],
    ['2025-11-24', 'resumed', { reasonCode: 'objective_change', reason: '会展结束。', approver: '市政府' }],
    ['2026-04-02', 'completed', { note: '管控期结束。' }],
  ],
}
