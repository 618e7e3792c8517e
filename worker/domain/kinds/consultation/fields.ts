/** Fields of a consultation and of its acts (D713 Art. 14, 15, 18). */
import * as parts from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  id,
  list,
  maybe,
  naming,
  object,
  type ReadOf,
  requiredCode,
  requiredId,
  requiredText,
  sparse,
  text,
  texts,
  whole,
} from '../../record/shape.ts'
import { adoptionOutcomes } from '../comment/vocabulary.ts'
import { participationModes } from '../decision/vocabulary.ts'
import { documentRoles } from './vocabulary.ts'

/** 征询的问题: one point on which the organ asks, and the place of the draft that it is about. */
const prompt = sparse({ id: text(50), text: text(1000), anchor: text(200) })

export const consultationFields = {
  title: requiredText(1000),
  decision: id('decision'),
  /** Id of the step of public participation of that decision. */
  step: text(100),
  /** Post or unit that runs it. */
  lead: naming('unit', text(500)),
  modes: list(code(participationModes), { most: 10 }),
  summary: text(),
  /** The draft that is put before the public, and its explanation: both are published (Art. 15 ¶1). */
  draft: maybe(parts.document),
  explanation: maybe(parts.document),
  /** First and last day on which comments are taken. */
  openAt: date(),
  closeAt: date(),
  /** Reason for fewer than 30 days (Art. 15 ¶1). */
  shorteningReason: text(2000),
  /** Places where it was announced: site, new media, press, radio, television (Art. 15 ¶1). */
  channels: texts(20, 200),
  /** Those whom it concerns (Art. 14 ¶3). */
  affectedGroups: texts(50, 200),
  prompts: list(prompt, { most: 50 }),
  /** Post and telephone of the organ for questions about it. */
  contact: text(500),
  source: maybe(parts.source),
}

export type ConsultationFields = FieldsOf<typeof consultationFields>

export const opening = object({ note: text(2000) })
export const moving = object({ closeAt: date(), reason: requiredText(2000) })
export const reasoned = object({ reason: requiredText(5000) })
export const closing = object({ note: text(2000) })
export const adding = object({
  part: requiredCode(documentRoles, 'other'),
  document: parts.document,
  /** Name of the version of the draft, as `2`. */
  version: text(50),
  note: text(2000),
})

/** 改动: the words of the draft before and after what was adopted. */
const change = object({
  document: text(500),
  where: text(500),
  before: text(),
  after: text(),
})

/** 一组意见: comments that say the same, with the one outcome for all of them. */
const adoption = object({
  id: requiredText(50),
  title: requiredText(500),
  summary: text(5000),
  comments: list(requiredId('comment'), { most: 20_000 }),
  /** Opinions that came otherwise and are no records: at a hearing, by letter. */
  others: whole(0, 1_000_000),
  outcome: requiredCode(adoptionOutcomes, 'noted'),
  reason: text(5000),
  change: maybe(change),
})

export type Adoption = ReadOf<typeof adoption>

/** 意见采纳情况说明 */
export const reporting = object({
  groups: list(adoption, { most: 2000 }),
  nextStep: text(5000),
  /** Comments that stand in no group: 0, or it is no report. */
  unsorted: whole(0, 1_000_000),
})

export type Reporting = ReadOf<typeof reporting>
