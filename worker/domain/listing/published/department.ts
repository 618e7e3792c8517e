/** Cells of a department in a published list: what each field is printed as. */
import type { DepartmentState } from '../../kinds/department/state.ts'
import { label } from '../../kinds/labels.ts'
import type { Lang } from '../../record/problem.ts'

type Cell = (state: DepartmentState, lang: Lang) => string | null

/** The cell of each field, in the order of the columns; null for an empty one. */
export const DEPARTMENT_CELLS: { readonly [field: string]: Cell } = {
  code: ({ code }) => code,
  name: ({ name }) => name,
  nameEn: ({ nameEn }) => nameEn,
  departmentKind: ({ departmentKind }, lang) => departmentKind && label(lang, 'organ', departmentKind),
  parent: ({ parent }) => parent,
  level: ({ level }, lang) => level && label(lang, 'level', level),
  uscc: ({ uscc }) => uscc,
  divisionCode: ({ divisionCode }) => divisionCode,
  inForceFrom: ({ inForceFrom }) => inForceFrom,
  inForceTo: ({ inForceTo }) => inForceTo,
}
