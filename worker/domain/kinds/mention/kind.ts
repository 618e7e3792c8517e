import { ofDepartment, ofRecord } from '../../record/common.ts'
import { type Kind, none } from '../../record/kind.ts'
import { about, listed } from '../../record/list/listed.ts'
import { code } from '../../record/shape.ts'
import { annotationKinds } from '../annotation/vocabulary.ts'
import { applyToMention, linkMention, type MentionState, mentionFields, summariseMention } from './mention.ts'
import { mentionEndings, mentionStatuses } from './vocabulary.ts'

/** 外部批注 */
export const mention = {
  kind: 'mention',
  prefix: 'men-',
  /** The first half of a digest over the other ledger and the id of the annotation there. */
  id: /^[0-9a-f]{24}$/,
  list: 'mentions',
  version: 1,
  first: 'listed',
  fields: mentionFields,
  acts: [],
  face: null,
  history: { why: code(mentionEndings) },
  binding: [],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: about(code(annotationKinds), 'Purpose of the annotation.'),
      status: code(mentionStatuses),
    },
    flagged: false,
    altered: false,
  }),
  form: null,
  apply: applyToMention,
  summarise: summariseMention,
  search: none,
  links: linkMention,
  dates: none,
} as const satisfies Kind<'mention', MentionState>
