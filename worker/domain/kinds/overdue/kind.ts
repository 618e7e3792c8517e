import { anything, ofDepartment, ofRecord } from '../../record/common.ts'
import { type Kind, none } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
import { code, list } from '../../record/shape.ts'
import { applyToOverdue, linkOverdue, type OverdueState, overdueFields, summariseOverdue } from './overdue.ts'
import { overdueStatuses, overdueSteps, owedThings } from './vocabulary.ts'

/** 逾期通告 */
export const overdue = {
  kind: 'overdue',
  prefix: 'ove-',
  /** The id of what is overdue, what of it, and the day that it missed; what of it was left out once. */
  id: /^[a-z]{3}-[a-z0-9]{1,40}(?:-[a-z]{1,20})?-\d{4}-\d{2}-\d{2}$/,
  list: 'overdue',
  version: 2,
  first: 'noted',
  fields: overdueFields,
  acts: [],
  face: null,
  history: { steps: list(anything), settled: anything },
  binding: [],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: about(code(owedThings), 'What is owed.'),
      level: about(code(overdueSteps), 'To whom it has come.'),
      status: code(overdueStatuses),
    },
    days: { due: on('day', 'due', '到期', 'due') },
    usual: '-due',
    flagged: false,
    altered: false,
  }),
  form: null,
  apply: applyToOverdue,
  summarise: summariseOverdue,
  search: none,
  links: linkOverdue,
  dates: none,
} as const satisfies Kind<'overdue', OverdueState>
