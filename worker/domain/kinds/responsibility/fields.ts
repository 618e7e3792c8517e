/** 权责事项: what is said of one item of a responsibility list. */
import type { Json } from '../../../ledger/canonical.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'
import { places } from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  id,
  ids,
  list,
  maybe,
  naming,
  object,
  type ReadOf,
  requiredCode,
  requiredText,
  requiredWhole,
  type Shape,
  type Shapes,
  text,
  texts,
  whole,
} from '../../record/shape.ts'
import { basisLevels, levels, responsibilityTypes, riskLevels, timeUnits } from '../../record/vocabulary.ts'

/** 依据: one legal text that an item rests on. */
const legalBasis = object({
  level: code(basisLevels),
  /** Without 《》. */
  title: text(500),
  docNumber: text(500),
  article: text(500),
  /** As printed. */
  text: requiredText(),
})

/** 责任事项: one duty, under the step or heading it belongs to. */
const duty = object({ step: text(500), text: requiredText() })

/** 廉政风险点 */
const riskPoint = object({ step: text(500), level: requiredCode(riskLevels, 'low'), control: text() })

const limit = object({
  days: requiredWhole(0, 36_500),
  unit: requiredCode(timeUnits, 'day'),
  text: text(500),
})

/** A limit without days, or in a unit that is none, is no limit. */
const timeLimit: Shape<ReadOf<typeof limit> | null> = {
  spec: maybe(limit).spec,
  read(value) {
    const given = objectOf(value)
    const isLimit =
      typeof own(given, 'days') === 'number' && code(timeUnits).read(own(given, 'unit')) !== null
    return isLimit ? limit.read(value) : null
  },
}

/** Place of a delivered row, and its identity from one delivery to the next. */
export interface Source {
  /** Name of the mapping of the register; absent in a responsibility list of its own. */
  mapping?: string
  /** Address at which the source shows it; absent where the mapping gives none. */
  url?: string
  file: string | null
  sheet: string | null
  row: number | null
  number: string | null
  key: string | null
}

const place = object({ file: text(500), sheet: text(500), row: whole(1), number: text(100), key: text(4000) })

const source: Shape<Source | null> = {
  spec: maybe(object({ mapping: text(100), url: text(2000), ...place.fields })).spec,
  read: (value: Json | undefined) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const [mapping, url] = [textOrNull(own(value, 'mapping')), textOrNull(own(value, 'url'))]
    return {
      ...(mapping === null ? {} : { mapping }),
      ...(url === null ? {} : { url }),
      ...place.read(value),
    }
  },
}

const many = () => texts(200, 20_000)

const fields = {
  itemCode: text(100),
  name: requiredText(500),
  /** The same in English, where the list or the department gives it; it names the sub-item as well. */
  nameEn: text(500),
  subItem: text(500),
  /** The item of which this is a part. */
  parent: id('responsibility'),
  type: requiredCode(responsibilityTypes, 'other'),
  typeAsPrinted: text(100),
  /** 行使主体, as printed. */
  implementer: naming('unit', text(500)),
  undertakingUnits: naming('unit', many()),
  level: code(levels),
  levelAsPrinted: text(100),
  scope: text(),
  /** 部门职责 */
  description: text(),
  legalBases: list(legalBasis, { most: 200 }),
  duties: list(duty, { most: 200 }),
  dutyBases: list(legalBasis, { most: 200 }),
  accountableRoles: many(),
  accountabilityCases: many(),
  exemptionCases: many(),
  supervision: text(),
  statutoryTimeLimit: timeLimit,
  promisedTimeLimit: timeLimit,
  fees: text(),
  /** 服务对象: who may apply. */
  applicants: text(),
  /** 办理条件 */
  conditions: many(),
  /** 申请材料 */
  materials: many(),
  /** 办理流程, step by step. */
  handling: many(),
  /** 表格: forms to fill in, with their addresses where they have one. */
  forms: many(),
  /** 办理地点 */
  place: text(2000),
  /** 地点: the places of its counters, or for which it is. */
  places,
  /** 办理时间 */
  hours: text(500),
  /** 咨询电话 */
  phone: text(500),
  riskPoints: list(riskPoint, { most: 200 }),
  /** The leading department; null when the listing department leads by itself. */
  lead: id('department'),
  supporting: ids('department'),
  inForceFrom: date(),
  inForceTo: date(),
  remark: text(),
  source,
} satisfies Shapes

export const responsibilityFields = object(fields)

export type ResponsibilityFields = FieldsOf<typeof fields>
export type LegalBasis = ReadOf<typeof legalBasis>
export type Duty = ReadOf<typeof duty>
export type TimeLimit = ReadOf<typeof limit>

/** Fields of an item of which nothing is known yet: also those that remain when its content is withheld. */
export const NO_FIELDS: ResponsibilityFields = /* @__PURE__ */ responsibilityFields.read(undefined)

/** The records that the fields of an item name. */
export function mentionsOf({
  parent,
  lead,
  supporting,
}: Partial<ResponsibilityFields>): (string | null | undefined)[] {
  return [parent, lead, ...(supporting ?? [])]
}
