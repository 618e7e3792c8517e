/** The fields of departments and responsibilities as shapes, for their columns. */

import type { AccountFields } from '../../domain/kinds/account/account.ts'
import { roleWords } from '../../domain/kinds/account/vocabulary.ts'
import type { DepartmentFields } from '../../domain/kinds/department/types.ts'
import type { ResponsibilityFields, Source } from '../../domain/kinds/responsibility/fields.ts'
import {
  code,
  date,
  id,
  ids,
  json,
  list,
  type Shape,
  type Specs,
  sparse,
  text,
  texts,
  whole,
} from '../../domain/record/shape.ts'
import { departmentKinds, levels, responsibilityTypes } from '../../domain/record/vocabulary.ts'

/** A part whose fields need no column. */
export const object: Shape<unknown> = json()

function specsOf(shapes: { readonly [field: string]: Shape<unknown> }): Specs {
  return Object.fromEntries(Object.entries(shapes).map(([name, { spec }]) => [name, spec]))
}

const department = {
  code: text(),
  name: text(),
  nameEn: text(),
  departmentKind: code(departmentKinds),
  parent: id('department'),
  level: code(levels),
  uscc: text(),
  divisionCode: text(),
  inForceFrom: date(),
  inForceTo: date(),
} satisfies { [field in keyof DepartmentFields]: Shape<unknown> }

const source = {
  mapping: text(),
  file: text(),
  sheet: text(),
  row: whole(),
  number: text(),
  key: text(),
} satisfies { [field in keyof Required<Source>]: Shape<unknown> }

const responsibility = {
  itemCode: text(),
  name: text(),
  subItem: text(),
  parent: id('responsibility'),
  type: code(responsibilityTypes),
  typeAsPrinted: text(),
  implementer: text(),
  undertakingUnits: texts(),
  level: code(levels),
  levelAsPrinted: text(),
  scope: text(),
  description: text(),
  legalBases: list(object),
  duties: list(object),
  dutyBases: list(object),
  accountableRoles: texts(),
  accountabilityCases: texts(),
  exemptionCases: texts(),
  supervision: text(),
  statutoryTimeLimit: object,
  promisedTimeLimit: object,
  fees: text(),
  riskPoints: list(object),
  lead: id('department'),
  supporting: ids('department'),
  inForceFrom: date(),
  inForceTo: date(),
  remark: text(),
  source: sparse(source),
} satisfies { [field in keyof ResponsibilityFields]: Shape<unknown> }

const account = {
  post: text(),
  role: code(roleWords),
  until: date(),
} satisfies { [field in Exclude<keyof AccountFields, 'department'>]: Shape<unknown> }

export const accountFields = specsOf(account)
export const departmentFields = specsOf(department)
export const responsibilityFields = specsOf(responsibility)
