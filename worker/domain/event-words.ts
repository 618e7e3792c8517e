/** What an entry says happened, kind by kind. */
import type { Words } from './problem.ts'

const of = (zh: string, en: string): Words => ({ zh, en })

/** What may happen to a record of any kind that is made of acts. */
const common = (kind: string): { [event: string]: Words } => ({
  [`${kind}.updated`]: of('更新', 'Updated'),
  [`${kind}.corrected`]: of('更正', 'Corrected'),
  [`${kind}.amended`]: of('正式调整', 'Amended'),
  [`${kind}.transferred`]: of('移交', 'Transferred'),
  [`${kind}.source_changed`]: of('来源改写', 'Changed at the source'),
})

export const actEvents: { readonly [event: string]: Words } = {
  ...common('decision'),
  'decision.opened': of('立项登记', 'Logged'),
  'decision.step_started': of('步骤开始', 'Step started'),
  'decision.step_concluded': of('步骤完成', 'Step concluded'),
  'decision.step_corrected': of('步骤更正', 'Step corrected'),
  'decision.opinion_recorded': of('记录意见', 'Opinion recorded'),
  'decision.decided': of('作出决定', 'Decided'),
  'decision.executed': of('开始执行', 'Execution began'),
  'decision.reported': of('进展报告', 'Progress reported'),
  'decision.measured': of('指标测量', 'Indicator measured'),
  'decision.attached': of('附上文件', 'Document attached'),
  'decision.adjusted': of('决策调整', 'Adjusted'),
  'decision.suspended': of('中止执行', 'Suspended'),
  'decision.resumed': of('恢复执行', 'Resumed'),
  'decision.stopped': of('停止执行', 'Stopped'),
  'decision.completed': of('办结', 'Completed'),
  'decision.evaluated': of('完成后评估', 'Evaluated'),
  ...common('milestone'),
  'milestone.planned': of('确定节点', 'Milestone planned'),
  'milestone.started': of('开始', 'Started'),
  'milestone.reported': of('进展报告', 'Progress reported'),
  'milestone.claimed': of('申报完成', 'Claimed done'),
  'milestone.verified': of('核验', 'Verified'),
  'milestone.reopened': of('重新打开', 'Reopened'),
  'milestone.rescheduled': of('期限调整', 'Rescheduled'),
  'milestone.cancelled': of('取消', 'Cancelled'),
  ...common('evaluation'),
  'evaluation.published': of('公布后评估', 'Evaluation published'),
  'evaluation.answered': of('机关回应', 'The organ answered'),
  'handover.proposed': of('提出交接', 'Hand-over proposed'),
  'handover.accepted': of('接收', 'Accepted'),
  'handover.disputed': of('提出争议', 'Disputed'),
  'handover.effected': of('交接生效', 'Took effect'),
  'handover.withdrawn': of('撤回', 'Withdrawn'),
  ...common('membership'),
  'membership.listed': of('任职', 'Took office'),
  'membership.ended': of('离任', 'Left office'),
}
