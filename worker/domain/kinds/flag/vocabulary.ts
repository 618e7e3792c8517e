/** The closed vocabularies of flags, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** 预警状态. `lapsed`: what it rested on was corrected; its history stays. */
export const flagStatuses = {
  raised: of('触发', 'Raised'),
  acknowledged: of('已签收', 'Acknowledged'),
  explanation_requested: of('函询中', 'Explanation requested'),
  responded: of('已答复', 'Answered'),
  cleared: of('排除', 'Cleared'),
  advised: of('排除，另有建议', 'Cleared, but advice issued'),
  explained: of('合理解释', 'Explained'),
  data_error: of('数据问题', 'Data error'),
  parked: of('暂存待查', 'Parked'),
  escalated: of('移送核查', 'Referred for verification'),
  lapsed: of('已失效', 'Lapsed'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

export type FlagStatus = keyof typeof flagStatuses

/** 部门答复. */
export const flagResponses = {
  accept: of('认可', 'Accepts'),
  partly: of('部分认可', 'Accepts in part'),
  reject: of('不认可，附理由', 'Does not accept, with reasons'),
  extension: of('申请延期', 'Asks for more time'),
  transfer: of('不属本部门', 'Says that another department is in charge'),
} as const satisfies Record<string, Words>

/** Origins of the day on which an answer is due. */
export const answerClocks = {
  law: of('法定期限', 'Set by law'),
  rule: of('监督机关的规定', 'Set by the rules of the inspectors'),
  agreed: of('双方商定', 'Agreed'),
} as const satisfies Record<string, Words>
