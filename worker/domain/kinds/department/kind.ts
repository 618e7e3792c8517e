import { anything } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { listed, on } from '../../record/list/listed.ts'
import { code, id, list } from '../../record/shape.ts'
import { departmentKinds, levels, statuses } from '../../record/vocabulary.ts'
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
  version: 6,
  ...byRules(departmentRulesOf),
  history: { mergedInto: id('department'), formerNames: list(anything) },
  binding: ['name', 'parent', 'level', 'inForceFrom', 'inForceTo', 'status', 'mergedInto'],
  formal: {
    key_registered: {
      zh: '登记签名公钥后，持有私钥的人即可代部门签名，须经第二人审核',
      en: 'whoever holds a registered key signs for the department, which takes a second person',
    },
  },
  held: {},
  ...listed({
    filters: { type: code(departmentKinds), level: code(levels), status: code(statuses) },
    days: {
      begins: on('day', 'inForceFrom', '设立', 'set up'),
      ends: on('ends', 'inForceTo', '撤销', 'abolished'),
    },
  }),
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
