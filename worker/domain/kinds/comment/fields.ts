/** Fields of a comment and of its acts. The receipt holds codes alone; the words come in sealed, as an entry of its own. */
import {
  code,
  date,
  type FieldsOf,
  object,
  type ReadOf,
  requiredCode,
  requiredId,
  requiredText,
  requiredWhole,
  sparse,
  text,
  usualCode,
  whole,
  yesNo,
} from '../../record/shape.ts'
import { LONGEST } from '../../record/spoken/fields.ts'
import { channels } from '../../record/spoken/vocabulary.ts'
import { adoptionOutcomes, dealings, submitters } from './vocabulary.ts'

/** 收件: what is public of a comment at once. No free text, and nothing that tells who commented. */
export const commentFields = {
  consultation: requiredId('consultation'),
  /** Id of the prompt of the consultation that it answers. */
  prompt: text(100),
  /** Version of the draft that was open when it came in. */
  draftVersion: text(100),
  submitter: usualCode(submitters, 'undisclosed'),
  channel: usualCode(channels, 'web'),
  /** A desk has confirmed that somebody comments: by telephone, in person, by letter. */
  confirmed: yesNo(),
  language: text(20),
  /** Published comments of the same wording that were there before. */
  sameTextAs: whole(0, 1_000_000),
}

export type CommentFields = FieldsOf<typeof commentFields>

/** 意见: what a form or a program sends. The receipt takes the codes of it, and the sealed entry the words. */
export const commenting = object({
  prompt: commentFields.prompt,
  submitter: code(submitters),
  language: commentFields.language,
  text: requiredText(LONGEST.text),
  /** 署名: a name that the writer chooses for this comment; printed as their own choice. None, as usual. */
  name: text(LONGEST.name),
  /** By which whoever comments is told; kept beside the ledger, sealed, and never in it. */
  contact: sparse({ email: text(200) }),
})

export type Commenting = ReadOf<typeof commenting>

/** 归组: the group of the report in which a comment stands, with what became of it. */
export const grouping = object({
  group: requiredText(50),
  outcome: requiredCode(adoptionOutcomes, 'noted'),
  reason: text(5000),
  /** Version of the consultation that holds the report. */
  report: requiredWhole(1, 1_000_000),
  reportedOn: date(),
})

export const dealing = object({ dealtWith: requiredCode(dealings, 'no') })
export const nothing = object({})
