/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { overdueStatuses, overdueSteps, owedThings, settlements } from './vocabulary.ts'

export const overdueWords = {
  name: of('逾期通告', 'Overdue notice'),
  many: of('条逾期通告', 'overdue notices'),
  list: {
    title: of('新近逾期', 'Newly overdue'),
    lede: of(
      '过了最后一日还没有办的：节点、预警的答复、意见采纳情况、提问的答复。由时钟逐日记入，先到本部门负责人，再到上级机关，再到监督人员；办了就了结。按期延长的不算逾期。',
      'Not there on the day after its last day: milestones, answers to flags and questions, reports on opinions. The clock records it day by day, first for the approver of the department, then for the organ above, then for the inspectors; it ends when it is done. What was extended in time is not overdue.',
    ),
  },
  fields: {
    what: of('逾期的是', 'What is overdue'),
    profile: of('期限', 'Time limit'),
    steps: of('催办', 'Steps'),
    settled: of('了结', 'Settled'),
    due: of('最后一日', 'Last day'),
    step: of('已到', 'Has come to'),
    to: of('送', 'Sent to'),
    why: of('如何了结', 'How it ended'),
    on: of('办结日期', 'Done on'),
  },
  events: {
    noted: told('逾期', 'Overdue', 'execution', { mark: 'triangle' }),
    escalated: told('逾期上报', 'Escalated as overdue', 'execution', { mark: 'triangle' }),
    settled: told('逾期了结', 'No longer overdue', 'execution'),
  },
  vocabularies: {
    overdueStatus: overdueStatuses,
    owedThing: owedThings,
    overdueStep: overdueSteps,
    settlement: settlements,
  },
  row: { status: 'overdueStatus', type: 'owedThing', level: 'overdueStep' },
  codes: { status: 'overdueStatus', what: 'owedThing', step: 'overdueStep', why: 'settlement' },
} as const satisfies KindWords
