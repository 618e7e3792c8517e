/** Fields of a milestone. Baseline, current and actual date are three of them. */
import * as parts from '../../record/parts.ts'
import {
  date,
  type FieldsOf,
  id,
  ids,
  list,
  maybe,
  naming,
  number,
  type ReadOf,
  requiredText,
  text,
  texts,
  usualCode,
  whole,
} from '../../record/shape.ts'
import { milestoneTypes } from './vocabulary.ts'

export const milestoneFields = {
  title: requiredText(2000),
  /** The same in English, where there is one. */
  titleEn: text(2000),
  type: usualCode(milestoneTypes, 'other'),
  description: text(),
  decision: id('decision'),
  responsibility: id('responsibility'),
  parent: id('milestone'),
  /** 整改: the flag after which something is put right. */
  flag: id('flag'),
  /** 牵头单位, as printed, within the department. */
  responsibleUnit: naming('unit', text(500)),
  coUnits: naming('unit', texts()),
  supporting: ids('department'),
  ownerPost: naming('unit', text(500)),
  baselineStart: date(),
  /** Promised first. Moved by a correction alone. */
  baselineDue: date(),
  /** Promised now. Moved by a reschedule alone. */
  currentDue: date(),
  forecast: date(),
  startedAt: date(),
  /** Done, as claimed. */
  metAt: date(),
  weight: number(0, 1e9),
  progress: number(0, 100),
  acceptanceCriteria: text(),
  verifier: naming('verifier', text(500)),
  /** Days between reports. */
  reportEvery: whole(1, 3650),
  area: text(200),
  places: parts.places,
  amounts: list(parts.amount, { most: 50 }),
  declaredStatus: text(200),
  remark: text(),
  source: maybe(parts.source),
}

export type MilestoneFields = FieldsOf<typeof milestoneFields>
export type Report = ReadOf<typeof parts.report>
