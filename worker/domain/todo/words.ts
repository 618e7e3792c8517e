/** Things that somebody may have to do, in the words of the list in which they stand. */
import { of, type Words } from '../record/problem.ts'

export const todoWhats = {
  danger: of('人身危险', 'Danger'),
  deal: of('办理提问', 'Deal with a question'),
  assign: of('交办提问', 'Assign a question'),
  review: of('复查提问的答复', 'Review an answer'),
  decide: of('裁定提问由谁办理', 'Decide whose a question is'),
  answer: of('答复预警', 'Answer a flag'),
  progress: of('节点', 'Milestone'),
  report: of('公布意见采纳情况', 'Publish the adoption report'),
  comments: of('征求意见', 'Consultation'),
  respond: of('回应后评估', 'Respond to an evaluation'),
  take_over: of('接收交接', 'Take over'),
  effect: of('使交接生效', 'Put a hand-over into effect'),
  receive: of('接收移交', 'Accept what is moved to you'),
  approve: of('审核', 'Approve'),
  returned: of('补充后再提交', 'Mend and hand in again'),
  waits: of('等另一人审核', 'Waits for another person'),
  verify: of('核验完成申报', 'Verify a claim'),
  read: of('审读来文', 'Read what came in'),
  look: of('看部门的答复', 'Look at an answer'),
  chase: of('逾期未答复', 'Answer overdue'),
  erase: of('申请删除', 'Erasure asked for'),
} as const satisfies Record<string, Words>

export type TodoWhat = keyof typeof todoWhats
