/** Fields of a question and of its acts. The receipt holds codes alone; free text comes in sealed, as an entry of its own. */
import * as parts from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  id,
  list,
  maybe,
  number,
  object,
  type ReadOf,
  requiredCode,
  requiredDate,
  requiredId,
  requiredText,
  requiredWhole,
  sparse,
  text,
  texts,
  usualCode,
  whole,
  yesNo,
} from '../../record/shape.ts'
import { LONGEST, said } from '../../record/spoken/fields.ts'
import { channels } from '../../record/spoken/vocabulary.ts'
import { subjectKinds } from './subjects.ts'
import {
  affectedNumbers,
  answerKinds,
  answerOutcomes,
  claimants,
  declineReasons,
  pauseReasons,
  questionFacts,
  questionTypes,
  reviewOutcomes,
  solvedAnswers,
  statedSatisfactions,
  statedSolutions,
} from './vocabulary.ts'

export const facts = sparse({
  danger: yesNo(),
  ongoing: yesNo(),
  utilitiesOut: yesNo(),
  deadlineOn: date(),
  affected: code(affectedNumbers),
  livelihood: yesNo(),
  vulnerable: yesNo(),
})

export type Facts = ReadOf<typeof facts>

/** 收件: what is public of a question at once. No free text, and nothing that tells who asked. */
export const questionFields = {
  /** Record that it is about; null for none. */
  subject: id(...subjectKinds),
  type: requiredCode(questionTypes, 'consult'),
  channel: usualCode(channels, 'web'),
  /** Name of the clock that runs, as `ogi`: the version in force on the day of receipt stays the one that counts. */
  profile: requiredText(40),
  /** GB/T 2260 and GB/T 10114, up to twelve digits. */
  area: text(12),
  facts,
  claimedBy: usualCode(claimants, 'submitter'),
  /** A desk has confirmed that somebody asks: by telephone, in person, by letter. */
  confirmed: yesNo(),
  language: text(20),
  attachments: whole(0, 3),
  /** Questions of the same wording that were there before. */
  sameTextAs: whole(0, 1_000_000),
  /** The list does not say when it was received. */
  undated: yesNo(),
  /** Row of a published list that brought it; null for what was received here. */
  source: maybe(parts.source),
}

export type QuestionFields = FieldsOf<typeof questionFields>

/** 提问: what a form or a program sends. The receipt takes the codes of it, and the sealed entry the words. */
export const asking = object({
  subject: questionFields.subject,
  /** The organ that has to answer; that of the subject where none is named, and none where nobody knows. */
  department: id('department'),
  type: questionFields.type,
  profile: text(40),
  area: questionFields.area,
  facts,
  language: questionFields.language,
  title: said.fields.title,
  text: said.fields.text,
  asks: said.fields.asks,
  /** An address at which the asker is told, a number for the organ that answers; beside the ledger, sealed, never in it. */
  contact: sparse({ email: text(200), phone: text(40) }),
})

export type Asking = ReadOf<typeof asking>

export const assigning = object({
  department: requiredId('department'),
  office: text(200),
  reason: requiredText(2000),
})
export const moving = object({ to: requiredId('department'), reason: requiredText(2000) })
export const reasoned = object({ reason: requiredText(5000) })
export const competence = object({ department: requiredId('department'), reason: requiredText(5000) })
export const completing = object({ what: texts(20, 500), until: requiredDate() })
export const commenting = object({ text: requiredText(LONGEST.text) })
export const accepting = object({ note: text(2000) })
export const declining = object({
  declineReason: requiredCode(declineReasons, 'not_ours'),
  /** Place to go instead, for whoever was declined. */
  elsewhere: requiredText(2000),
  text: text(),
})
export const pausing = object({
  why: requiredCode(pauseReasons, 'third_party'),
  from: requiredDate(),
  until: date(),
  evidence: parts.evidence,
})
export const resuming = object({ on: requiredDate() })
export const extending = object({
  /** Days, in the unit of the clock. */
  by: requiredWhole(1, 366),
  reason: requiredText(5000),
  /** The day on which the asker was told. */
  toldOn: requiredDate(),
})
export const answering = object({
  answer: requiredCode(answerKinds, 'explain'),
  outcome: requiredCode(answerOutcomes, 'explained'),
  text: requiredText(),
  bases: texts(),
  evidence: parts.evidence,
  /** Milestones by which it is done. */
  commitments: list(requiredId('milestone'), { most: 100 }),
  /** The post that answers. */
  by: text(500),
  /** The list does not say when it was answered. */
  undated: yesNo(),
})
export const rating = object({
  /** The organ got in touch. */
  reached: yesNo(),
  solved: requiredCode(solvedAnswers, 'no'),
  satisfied: number(1, 5),
})
/** A rating by the asker as a published list states it: nobody here has heard it. */
export const stating = object({
  statedSolved: usualCode(statedSolutions, 'not_stated'),
  statedSatisfied: usualCode(statedSatisfactions, 'not_stated'),
})
export const reviewing = object({
  outcome: requiredCode(reviewOutcomes, 'upheld'),
  text: requiredText(),
  by: text(500),
})
export const escalating = object({
  level: requiredWhole(1, 4),
  to: text(200),
  since: date(),
  dueAt: date(),
})
export const checking = object({
  fact: requiredCode(questionFacts, 'danger'),
  holds: yesNo(),
  note: text(1000),
})
export const nothing = object({})
