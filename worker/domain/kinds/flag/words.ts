/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { severities } from './severity.ts'
import { answerClocks, flagResponses, flagStatuses } from './vocabulary.ts'

export const flagWords = {
  name: of('预警', 'Flag'),
  many: of('条预警', 'flags'),
  affair: true,
  list: {
    title: of('预警', 'Flags'),
    lede: of(
      '值得看一看的地方：发现了什么、依据哪条、部门怎么答复、结果如何。预警是查看的理由，不是结论。',
      'Reasons to look: what was found and under which article, what the department answers, how it ended. A flag is a reason to look, not a finding against anyone.',
    ),
  },
  fields: {
    title: of('标题', 'Title'),
    titleEn: of('英文标题', 'English title'),
    rule: of('规则', 'Rule'),
    legalBases: of('依据条文', 'Legal bases'),
    finding: of('发现', 'Finding'),
    findingEn: of('发现（英文）', 'Finding in English'),
    due: of('整改期限', 'Carried out by'),
    parameters: of('所用参数', 'Limits used'),
    outcome: of('处理结果', 'Outcome'),
    response: of('答复', 'Answer'),
    text: of('答复内容', 'What it says'),
  },
  events: {
    raised: told('触发预警', 'Flag raised', 'flags', { topics: ['flags'], mark: 'triangle' }),
    corrected: told('更正', 'Corrected', 'flags', { topics: ['flags'], mark: 'diamond' }),
    acknowledged: told('签收', 'Acknowledged', 'flags', { topics: ['flags'] }),
    explanation_requested: told('发函询问', 'Explanation requested', 'flags', { topics: ['flags'] }),
    responded: told('部门答复', 'Answer of the department', 'flags', { topics: ['flags'] }),
    cleared: told('排除', 'Cleared', 'flags', { topics: ['flags'] }),
    advised: told('排除，另提建议', 'Cleared, but advice issued', 'flags', { topics: ['flags'] }),
    explained: told('采纳解释', 'Explanation accepted', 'flags', { topics: ['flags'] }),
    data_error: told('认定数据问题', 'Found to be a data error', 'flags', { topics: ['flags'] }),
    parked: told('暂存待查', 'Parked', 'flags', { topics: ['flags'] }),
    escalated: told('移送核查', 'Referred for verification', 'flags', { topics: ['flags'] }),
    reported: told('公布核查结果', 'Outcome of the verification', 'flags', { topics: ['flags'] }),
    lapsed: told('预警失效', 'Lapsed', 'flags', { topics: ['flags'] }),
    reopened: told('重新打开', 'Reopened', 'flags', { topics: ['flags'], mark: 'half' }),
    annulled: told('作废', 'Annulled', 'flags', { topics: ['flags'], mark: 'ring' }),
    reinstated: told('撤销作废', 'Reinstated', 'flags', { topics: ['flags'] }),
    put_back: told('恢复原样', 'Put back as it was', 'flags', { topics: ['flags'] }),
  },
  vocabularies: {
    flagStatus: flagStatuses,
    flagResponse: flagResponses,
    answerClock: answerClocks,
    severity: severities,
  },
  facets: { type: 'rule', level: 'severity' },
  row: { status: 'flagStatus', type: 'severity', level: 'severity' },
  codes: { status: 'flagStatus', response: 'flagResponse', severity: 'severity', clock: 'answerClock' },
} as const satisfies KindWords
