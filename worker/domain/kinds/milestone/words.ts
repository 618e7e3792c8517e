/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { commonEvents, type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { derivedStatuses, milestoneStatuses, milestoneTypes, milestoneViewWords } from './vocabulary.ts'

export const milestoneWords = {
  name: of('节点', 'Milestone'),
  many: of('个节点', 'milestones'),
  hint: of('承诺在某一天之前完成的一件事', 'something promised for a day'),
  fields: {
    title: of('名称', 'Title'),
    titleEn: of('英文名称', 'English title'),
    type: of('类型', 'Type'),
    description: of('说明', 'Description'),
    parent: of('上级节点', 'Parent milestone'),
    flag: of('因何预警', 'Flag that led to it'),
    to: of('新期限', 'New due date'),
    from: of('原期限', 'Former due date'),
    statedVerification: of(
      '核验（据部门陈述，不算核验）',
      'Verification as the department states, which counts as none',
    ),
  },
  events: {
    ...commonEvents,
    planned: told('确定节点', 'Milestone planned', 'execution'),
    started: told('开始', 'Started', 'execution'),
    reported: told('进展报告', 'Progress reported', 'execution', { routine: true }),
    claimed: told('申报完成', 'Claimed done', 'execution', { topics: ['kept'], mark: 'diamond' }),
    verified: told('核验', 'Verified', 'execution', { topics: ['kept'] }),
    verification_stated: told(
      '据部门陈述已在别处核验（不算核验）',
      'Verified elsewhere, as the department states',
      'execution',
    ),
    reopened: told('重新打开', 'Reopened', 'changes', { topics: ['changed'], mark: 'half' }),
    rescheduled: told('期限调整', 'Rescheduled', 'changes', { topics: ['changed'], mark: 'arrow' }),
    cancelled: told('取消', 'Cancelled', 'changes', { topics: ['changed'], mark: 'ring' }),
  },
  vocabularies: {
    milestoneType: milestoneTypes,
    milestoneStatus: milestoneStatuses,
    milestoneView: milestoneViewWords,
    derived: derivedStatuses,
  },
  row: { status: 'milestoneStatus', type: 'milestoneType', level: 'level' },
  codes: { outcome: 'milestoneStatus', type: 'milestoneType', status: 'milestoneStatus' },
} as const satisfies KindWords
