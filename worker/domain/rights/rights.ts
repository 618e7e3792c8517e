/** Rights that an account may have, each in the words of both languages; by which role it has them is `services/roles.ts`. */

import { of, type Words } from '../record/problem.ts'

export const rights = {
  'department.write': of('登记、更名、合并、撤销部门', 'register, rename, merge and abolish departments'),
  'responsibility.write': of('列入和变更权责事项', 'list and change responsibilities'),
  'record.write': of(
    '记录决策、节点、后评估、交接和任职',
    'log decisions, milestones, evaluations, hand-overs and memberships',
  ),
  'milestone.verify': of(
    '核验节点完成（不得核验自己的工作）',
    'verify milestones, never those of its own department',
  ),
  'remedy.verify': of('复查因预警或核查而定的整改', 'verify what is put right after a flag or a case'),
  'draft.write': of('起草并提交审核', 'draft, and hand in for approval'),
  'draft.approve': of('审核他人提交的草稿', 'approve what others drafted'),
  'account.write': of('授权、邀请、撤销账户', 'grant, invite and revoke accounts'),
  'provider.write': of('设置登录服务', 'set up sign-in providers'),
  'sealed.read': of('查阅不予公开的内容（留痕）', 'read withheld content, which is logged'),
  'access.read': of('查阅查阅日志', 'read the access log'),
  'key.write': of('登记、撤销部门的签名公钥', 'register and revoke the signing keys of departments'),
  'flag.write': of('触发和处理预警', 'raise flags and decide on them'),
  'rule.write': of('设定预警规则的参数', 'set the limits of red-flag rules'),
  'case.write': of('办理分派给自己的核查（留痕）', 'work on the cases assigned to it, which is logged'),
  'message.moderate': of(
    '审读公众来文：公开、隐去或不公开（本人属被问部门的除外）',
    'read what the public writes and publish, cut or withhold it, unless it is of the department that is asked',
  ),
  'question.receive': of(
    '代收来信来电来访的提问，交办，核实事实',
    'take in questions by letter, telephone or in person, assign them, check their facts',
  ),
  'entry.erase': of('依法删除内容', 'lawfully erase content'),
  'entry.reenter': of('把导出的数据包重新入账', 'enter an exported package again'),
} as const satisfies Record<string, Words>

export type Right = keyof typeof rights
