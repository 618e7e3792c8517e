import { anything } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { sortsWith } from '../../record/list/sort.ts'
import { code, id, list } from '../../record/shape.ts'
import { statuses } from '../../record/vocabulary.ts'
import { departmentRulesOf } from './department.ts'
import { departmentCalled, linkDepartment, searchDepartment, summariseDepartment } from './facts.ts'
import { DEPARTMENT_CODE, DEPARTMENT_PREFIX } from './ids.ts'
import type { DepartmentState } from './state.ts'

/** 部门 */
export const department = {
  kind: 'department',
  prefix: DEPARTMENT_PREFIX,
  id: DEPARTMENT_CODE,
  list: 'departments',
  version: 5,
  ...byRules(departmentRulesOf),
  history: { mergedInto: id('department'), formerNames: list(anything) },
  binding: ['name', 'parent', 'level', 'inForceFrom', 'inForceTo', 'status', 'mergedInto'],
  formal: {},
  held: {},
  filters: { status: code(statuses) },
  sorts: sortsWith('inForceFrom'),
  term: {
    status: 'in_force',
    before: 'upcoming',
    after: 'abolished',
    of: ({ inForceFrom, inForceTo }) => ({ from: inForceFrom, to: inForceTo }),
  },
  form: {
    daily: false,
    first: ['code', 'name', 'nameEn', 'departmentKind', 'parent', 'level', 'inForceFrom'],
  },
  summarise: summariseDepartment,
  search: searchDepartment,
  links: linkDepartment,
  dates: none,
  called: departmentCalled,
} as const satisfies Kind<'department', DepartmentState>
