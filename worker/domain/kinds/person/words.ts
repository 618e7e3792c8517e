/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { commonEvents, type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { personStatuses } from './vocabulary.ts'

export const personWords = {
  name: of('公职人员', 'Office-holder'),
  many: of('名公职人员', 'office-holders'),
  list: {
    title: of('公职人员', 'Office-holders'),
    lede: of(
      '公开来源写明姓名的公职人员：任什么职，怎么投票，提出了什么。只有声明人员的登记册才有；自己记账的部门只记职务。',
      'Office-holders whom a public source names: their posts, their votes, what they proposed. Of registers that declare persons alone; where a department keeps its own books, posts remain posts.',
    ),
  },
  hint: of('公开来源中的公职人员', 'office-holders of a public source'),
  fields: {
    name: of('姓名', 'Name'),
    otherNames: of('其他写法', 'Other spellings'),
    url: of('来源网页', 'Page of the source'),
  },
  events: {
    ...commonEvents,
    listed: told('公职人员入册', 'Office-holder listed', 'changes'),
  },
  vocabularies: { personStatus: personStatuses },
  row: { status: 'personStatus', type: 'record', level: 'level' },
  codes: { status: 'personStatus' },
} as const satisfies KindWords
