import { anything, ofDepartment } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { listed } from '../../record/list/listed.ts'
import { sourceChange } from '../../record/parts.ts'
import { code, list } from '../../record/shape.ts'
import {
  linkPerson,
  type PersonState,
  personCalled,
  personRulesOf,
  searchPerson,
  summarisePerson,
} from './person.ts'
import { personStatuses } from './vocabulary.ts'

/** 公职人员 */
export const person = {
  kind: 'person',
  prefix: 'per-',
  id: 'numbered',
  list: 'people',
  version: 1,
  ...byRules(personRulesOf),
  // A register that declares persons lists them, and nobody else does.
  served: ['listed'],
  delivered: ['updated', 'source_changed'],
  history: { sealed: list(anything), sourceChanges: list(sourceChange) },
  binding: ['name', 'sourceChanges'],
  formal: {},
  held: {},
  ...listed({ filters: { department: ofDepartment, status: code(personStatuses) } }),
  form: { daily: false, first: ['name', 'otherNames'], hidden: ['source'], unasked: ['source_changed'] },
  summarise: summarisePerson,
  search: searchPerson,
  links: linkPerson,
  dates: none,
  called: personCalled,
} as const satisfies Kind<'person', PersonState>
