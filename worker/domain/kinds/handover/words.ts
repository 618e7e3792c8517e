/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { handoverStatuses } from './vocabulary.ts'

export const handoverWords = {
  name: of('交接', 'Hand-over'),
  list: {
    title: of('责任交接', 'Hand-overs'),
    lede: of(
      '事项、决策和未了节点在部门或岗位之间的交接：清单、接收与争议。',
      'Responsibilities, decisions and open milestones handed between departments or posts: inventory, acceptance, dispute.',
    ),
  },
  hint: of(
    '把职权、决策和未完节点交给另一部门或岗位',
    'powers, decisions and open milestones to another department or post',
  ),
  fields: {
    title: of('标题', 'Title'),
    to: of('接收部门', 'To department'),
  },
  events: {
    proposed: told('提出交接', 'Hand-over proposed', 'execution'),
    accepted: told('接收', 'Accepted', 'execution'),
    disputed: told('提出争议', 'Disputed', 'execution', { mark: 'triangle' }),
    effected: told('交接生效', 'Took effect', 'execution'),
    withdrawn: told('撤回', 'Withdrawn', 'changes'),
  },
  vocabularies: { handoverStatus: handoverStatuses },
  row: { status: 'handoverStatus', type: 'record', level: 'level' },
  codes: { status: 'handoverStatus' },
} as const satisfies KindWords
