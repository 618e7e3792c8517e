import { anything, ofDepartment, ofRecord } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
import { sourceChange } from '../../record/parts.ts'
import type { Words } from '../../record/problem.ts'
import { code, list, text } from '../../record/shape.ts'
import { linkQuestion, questionRulesOf, searchQuestion, summariseQuestion } from './question.ts'
import type { QuestionState } from './state.ts'
import { questionStatuses, questionTypes } from './vocabulary.ts'

const extension: Words = {
  zh: '延长答复期限须经负责人同意（政府信息公开条例第三十三条）',
  en: 'more time for an answer is agreed to by whoever heads the organ (OGI Art. 33)',
}

/** 提问 */
export const question = {
  kind: 'question',
  prefix: 'que-',
  id: 'numbered',
  list: 'questions',
  version: 12,
  ...byRules(questionRulesOf),
  served: [
    'received',
    'said',
    'completed',
    'added',
    'attached',
    'rated',
    'review_asked',
    'withdrawn',
    'erasure_asked',
    'second_reading_asked',
    'published',
    'abandoned',
    'escalated',
    'text_named',
  ],
  delivered: ['answered', 'rating_stated', 'source_changed'],
  unread: ['said', 'completed', 'added', 'attached'],
  history: {
    texts: list(anything),
    turns: list(anything),
    answers: list(anything),
    rating: anything,
    stated: anything,
    declined: anything,
    pause: anything,
    extension: anything,
    checked: anything,
    checkedAt: anything,
    reviews: list(anything),
    sealed: list(anything),
    sourceChanges: list(sourceChange),
  },
  binding: ['extension'],
  formal: { extended: extension },
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: code(questionTypes),
      level: about(text(40), 'Name of the clock.'),
      status: code(questionStatuses),
      area: text(12),
    },
    days: { received: on('day', 'listed', '收到', 'received') },
    usual: '-received',
    computed: { due: { by: 'owed', field: 'due' }, priority: { by: 'pressing', field: null } },
  }),
  form: {
    daily: false,
    first: ['type', 'subject', 'profile'],
    hidden: ['source'],
    listed: ['undated'],
    unasked: [
      'source_changed',
      'rating_stated',
      'received',
      'said',
      'completed',
      'added',
      'attached',
      'rated',
      'review_asked',
      'withdrawn',
      'erasure_asked',
      'second_reading_asked',
      'published',
      'withheld',
      'abandoned',
      'escalated',
      'text_named',
    ],
  },
  summarise: summariseQuestion,
  search: searchQuestion,
  links: linkQuestion,
  dates: none,
} as const satisfies Kind<'question', QuestionState>
