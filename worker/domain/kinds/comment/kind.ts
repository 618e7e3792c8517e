import { anything, ofDepartment, ofRecord } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
import { code, list } from '../../record/shape.ts'
import { type CommentState, commentRulesOf, linkComment, searchComment, summariseComment } from './comment.ts'
import { adoptionOutcomes, commentStatuses, submitters } from './vocabulary.ts'

/** 意见 */
export const comment = {
  kind: 'comment',
  prefix: 'com-',
  id: 'numbered',
  list: 'comments',
  version: 9,
  ...byRules(commentRulesOf),
  served: [
    'received',
    'said',
    'attached',
    'proved',
    'published',
    'grouped',
    'rated',
    'erasure_asked',
    'second_reading_asked',
    'text_named',
  ],
  unread: ['said', 'attached', 'proved'],
  history: {
    texts: list(anything),
    grouped: anything,
    rating: anything,
    sealed: list(anything),
  },
  binding: [],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: code(submitters),
      level: about(code(adoptionOutcomes), 'Outcome in the adoption report.'),
      status: code(commentStatuses),
    },
    days: { received: on('day', 'listed', '收到', 'received') },
    usual: '-received',
    altered: false,
  }),
  form: {
    daily: false,
    first: ['consultation', 'prompt', 'submitter'],
    unasked: [
      'received',
      'said',
      'attached',
      'proved',
      'published',
      'withheld',
      'grouped',
      'rated',
      'erasure_asked',
      'second_reading_asked',
      'text_named',
    ],
  },
  summarise: summariseComment,
  search: searchComment,
  links: linkComment,
  dates: none,
} as const satisfies Kind<'comment', CommentState>
