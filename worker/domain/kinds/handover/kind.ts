import { anything, movedHistory, ofDepartment, ofRecord } from '../../record/common.ts'
import { about, byRules, type Kind, none } from '../../record/kind.ts'
import { sortsWith } from '../../record/list/sort.ts'
import { code, id, list } from '../../record/shape.ts'
import {
  type HandoverState,
  handoverRulesOf,
  linkHandover,
  searchHandover,
  summariseHandover,
} from './handover.ts'
import { handoverStatuses } from './vocabulary.ts'

/** 交接 */
export const handover = {
  kind: 'handover',
  prefix: 'han-',
  id: 'numbered',
  list: 'handovers',
  version: 4,
  ...byRules(handoverRulesOf),
  history: { answers: list(anything), ...movedHistory },
  binding: ['department', 'to', 'inventory', 'effectiveOn', 'sourceChanges'],
  formal: {},
  held: {},
  filters: {
    department: ofDepartment,
    of: ofRecord,
    to: about(id('department'), 'Department that receives.'),
    status: code(handoverStatuses),
  },
  sorts: sortsWith('effectiveOn'),
  form: {
    daily: true,
    first: [
      'title',
      'to',
      'fromPost',
      'toPost',
      'inventory',
      'unresolved',
      'supervisor',
      'effectiveOn',
      'reason',
    ],
  },
  summarise: summariseHandover,
  search: searchHandover,
  links: linkHandover,
  dates: none,
} as const satisfies Kind<'handover', HandoverState>
