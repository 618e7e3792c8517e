/** 部门: what is said of an organ that holds responsibilities. */
import {
  code,
  date,
  type FieldsOf,
  formed,
  id,
  object,
  requiredFormed,
  requiredText,
  type Shapes,
  text,
} from '../../record/shape.ts'
import { departmentKinds, levels } from '../../record/vocabulary.ts'
import { DEPARTMENT_CODE } from './ids.ts'
import { isUscc } from './uscc.ts'

const codeForm = { error: 'code', fits: (given: string) => DEPARTMENT_CODE.test(given) }
const usccForm = { error: 'uscc', fits: isUscc }
const divisionForm = { error: 'division', fits: (given: string) => /^\d{6}$/.test(given) }

const changing = {
  name: requiredText(500),
  nameEn: text(500),
  departmentKind: code(departmentKinds),
  parent: id('department'),
  level: code(levels),
  /** 统一社会信用代码, GB 32100-2015. */
  uscc: formed(usccForm, 18),
  /** 行政区划代码, GB/T 2260, six digits. */
  divisionCode: formed(divisionForm, 6),
  inForceFrom: date(),
  inForceTo: date(),
} satisfies Shapes

/** Part of the record id: unique for ever, never used again. */
const fields = { code: requiredFormed(codeForm, 31), ...changing }

export const departmentFields = object(fields)

/** Fields of a department that may change: all but its code. */
export const changingFields = object(changing)

export type DepartmentFields = FieldsOf<typeof fields>
export type DepartmentSet = Partial<FieldsOf<typeof changing>>

export const NO_DEPARTMENT_FIELDS: DepartmentFields = /* @__PURE__ */ departmentFields.read(undefined)
