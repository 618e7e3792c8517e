import { anything, movedHistory, ofDepartment, ofRecord } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
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
  version: 5,
  ...byRules(handoverRulesOf),
  history: { answers: list(anything), ...movedHistory },
  binding: ['department', 'to', 'inventory', 'effectiveOn', 'sourceChanges'],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      receiver: about(id('department'), 'Department that receives.'),
      status: code(handoverStatuses),
    },
    days: { effective: on('day', 'effectiveOn', '生效', 'effective') },
    usual: '-effective',
  }),
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
