import { amendment, anything, movedHistory, ofDepartment, ofRecord, unasked } from '../../record/common.ts'
import { byRules, type Kind } from '../../record/kind.ts'
import { listed, on } from '../../record/list/listed.ts'
import type { Words } from '../../record/problem.ts'
import { code, list, text } from '../../record/shape.ts'
import { consultationRulesOf, heldOfConsultation } from './consultation.ts'
import { dateConsultation, linkConsultation, searchConsultation, summariseConsultation } from './facts.ts'
import type { ConsultationState } from './state.ts'
import { consultationStatuses } from './vocabulary.ts'

const less: Words = {
  zh: '缩短或取消征求意见减少公众参与的机会，须经第二人审核',
  en: 'less time for comment, or none, takes a second person',
}
const report: Words = {
  zh: '意见采纳情况由机关负责人审定后公布',
  en: 'the adoption report is the word of the organ, and takes a second person',
}

/** 征求意见 */
export const consultation = {
  kind: 'consultation',
  prefix: 'con-',
  id: 'numbered',
  list: 'consultations',
  version: 3,
  ...byRules(consultationRulesOf),
  history: {
    moves: list(anything),
    added: list(anything),
    adoptionReports: list(anything),
    cancelReason: text(5000),
    ...movedHistory,
  },
  binding: [
    'title',
    'department',
    'decision',
    'draft',
    'openAt',
    'closeAt',
    'adoptionReports',
    'sourceChanges',
  ],
  // More time for comment takes nothing from anybody.
  course: { extended: ['closeAt'], reopened: ['closeAt'] },
  formal: { shortened: less, closed_early: less, cancelled: less, reported: report, amended: amendment },
  held: heldOfConsultation,
  ...listed({
    filters: { department: ofDepartment, of: ofRecord, status: code(consultationStatuses) },
    days: {
      closes: on('day', 'closeAt', '截止', 'closing'),
      opens: on('opened', 'openAt', '开始', 'opening'),
    },
    usual: '-closes',
  }),
  form: {
    daily: true,
    first: [
      'title',
      'decision',
      'summary',
      'draft',
      'explanation',
      'openAt',
      'closeAt',
      'shorteningReason',
      'prompts',
      'channels',
      'contact',
    ],
    hidden: ['source'],
    unasked,
  },
  summarise: summariseConsultation,
  search: searchConsultation,
  links: linkConsultation,
  dates: dateConsultation,
} as const satisfies Kind<'consultation', ConsultationState>
