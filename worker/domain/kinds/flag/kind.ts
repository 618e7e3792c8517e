import { anything, movedHistory, ofDepartment, ofRecord } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
import { code, date, list, text } from '../../record/shape.ts'
import { type FlagState, flagRulesOf, linkFlag, searchFlag, summariseFlag } from './flag.ts'
import { severities } from './severity.ts'
import { flagStatuses } from './vocabulary.ts'

/** 预警 */
export const flag = {
  kind: 'flag',
  prefix: 'fla-',
  id: 'numbered',
  list: 'flags',
  version: 8,
  ...byRules(flagRulesOf),
  flagged: false,
  history: {
    question: text(),
    answerDue: date(),
    clock: text(),
    asks: list(anything),
    answers: list(anything),
    outcome: text(),
    advice: text(),
    commitment: text(),
    ...movedHistory,
  },
  binding: [],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: about(text(10), 'Id of the rule.'),
      level: about(code(severities), 'Severity.'),
      status: code(flagStatuses),
    },
    days: { raised: on('day', 'listed', '提出', 'raised') },
    usual: '-raised',
    flagged: false,
  }),
  form: {
    daily: false,
    first: ['subject', 'title', 'severity', 'finding', 'legalBases', 'value', 'threshold', 'asOf'],
  },
  summarise: summariseFlag,
  search: searchFlag,
  links: linkFlag,
  dates: none,
} as const satisfies Kind<'flag', FlagState>
