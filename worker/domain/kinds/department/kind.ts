import { anything } from '../../record/common.ts'
import { byVerb, type Kind, none } from '../../record/kind.ts'
import { code, id, list } from '../../record/shape.ts'
import { statuses } from '../../record/vocabulary.ts'
import { linkDepartment, searchDepartment, summariseDepartment } from './facts.ts'
import { DEPARTMENT_CODE, DEPARTMENT_PREFIX } from './ids.ts'
import { applyToDepartment } from './reduce.ts'
import { departmentForms } from './shape.ts'
import type { DepartmentState } from './types.ts'

/** 部门 */
export const department = {
  kind: 'department',
  prefix: DEPARTMENT_PREFIX,
  id: DEPARTMENT_CODE,
  list: 'departments',
  version: 1,
  first: 'listed',
  fields: departmentForms.fields,
  acts: byVerb(departmentForms.acts),
  face: null,
  history: { mergedInto: id('department'), formerNames: list(anything) },
  binding: ['name', 'parent', 'level', 'inForceFrom', 'inForceTo', 'status', 'mergedInto'],
  formal: {},
  held: {},
  filters: { status: code(statuses) },
  form: {
    daily: false,
    first: ['code', 'name', 'nameEn', 'departmentKind', 'parent', 'level', 'inForceFrom'],
  },
  apply: applyToDepartment,
  summarise: summariseDepartment,
  search: searchDepartment,
  links: linkDepartment,
  dates: none,
} as const satisfies Kind<'department', DepartmentState>
