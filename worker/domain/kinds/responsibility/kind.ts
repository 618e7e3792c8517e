import { ofDepartment } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed, on, YES } from '../../record/list/listed.ts'
import type { Words } from '../../record/problem.ts'
import { code, ids } from '../../record/shape.ts'
import { levels, responsibilityTypes, statuses } from '../../record/vocabulary.ts'
import { linkResponsibility, searchResponsibility, summariseResponsibility } from './facts.ts'
import { guideParts } from './guide.ts'
import { serviceFor, serviceMatters } from './matters.ts'
import { responsibilityRulesOf } from './responsibility.ts'
import type { ResponsibilityState } from './state.ts'

const change: Words = {
  zh: '权责清单的变动须经审核后公布',
  en: 'changes of the list of powers are approved before they are published',
}

/** 权责事项 */
export const responsibility = {
  kind: 'responsibility',
  prefix: 'res-',
  id: 'numbered',
  list: 'responsibilities',
  version: 14,
  ...byRules(responsibilityRulesOf),
  history: { into: ids('responsibility'), transferred: ids('department') },
  binding: [
    'name',
    'subItem',
    'parent',
    'type',
    'department',
    'implementer',
    'level',
    'scope',
    'legalBases',
    'statutoryTimeLimit',
    'promisedTimeLimit',
    'fees',
    'applicants',
    'conditions',
    'materials',
    'lead',
    'supporting',
    'inForceFrom',
    'inForceTo',
    'status',
    'into',
  ],
  formal: {
    amended: change,
    transferred: change,
    merged: change,
    split: change,
    suspended: change,
    resumed: change,
    abolished: change,
  },
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      type: code(responsibilityTypes),
      level: code(levels),
      status: code(statuses),
      service: about(
        YES,
        'With `yes`, what somebody applies for: licences, confirmations, payments, services.',
      ),
      matter: about(code(serviceMatters), 'What somebody wants to do who applies for it.'),
      serves: about(code(serviceFor), 'Whom it is for.'),
      lacks: about(code(guideParts), 'Part of its guide that the list does not state.'),
    },
    days: {
      begins: on('day', 'inForceFrom', '生效', 'in force from'),
      ends: on('ends', 'inForceTo', '失效', 'in force to'),
    },
    used: true,
    placed: true,
    termed: true,
  }),
  term: {
    status: 'in_force',
    before: 'upcoming',
    after: 'expired',
    of: ({ inForceFrom, inForceTo }) => ({ from: inForceFrom, to: inForceTo }),
  },
  form: {
    daily: true,
    first: [
      'name',
      'type',
      'itemCode',
      'implementer',
      'level',
      'undertakingUnits',
      'legalBases',
      'duties',
      'promisedTimeLimit',
      'conditions',
      'materials',
      'handling',
      'place',
      'phone',
      'riskPoints',
    ],
    names: { implementer: ['department'], undertakingUnits: ['department'] },
    hidden: ['typeAsPrinted', 'levelAsPrinted', 'source'],
  },
  summarise: summariseResponsibility,
  search: searchResponsibility,
  links: linkResponsibility,
  dates: none,
} as const satisfies Kind<'responsibility', ResponsibilityState>
