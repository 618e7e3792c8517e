/** 账户: who may do what. Codes go into the ledger, words never. */
import { of, type Words } from '../../record/problem.ts'

/** What an account may be. Readers need none. What each may do is in `services/roles.ts`. */
export const roleWords = {
  recorder: of('记录员', 'Recorder'),
  approver: of('审核员', 'Approver'),
  system: of('部门业务系统', 'System of a department'),
  verifier: of('核验员', 'Verifier'),
  inspector: of('纪检监察员', 'Inspector'),
  registrar: of('登记员', 'Registrar'),
  auditor: of('审计员', 'Auditor'),
  operator: of('运维', 'Operator'),
} as const satisfies Record<string, Words>

export type Role = keyof typeof roleWords

export function isRole(name: string): name is Role {
  return Object.hasOwn(roleWords, name)
}

/** What the access log notes. */
export const accessActions = {
  sign_in: of('登录', 'Signed in'),
  sign_out: of('退出', 'Signed out'),
  read_sealed: of('查阅不予公开的内容', 'Read withheld content'),
  read_findings: of('查阅巡检发现', 'Read the findings'),
  triage: of('分办巡检发现', 'Sorted findings'),
  read_access: of('查阅日志', 'Read the access log'),
  export: of('导出', 'Exported'),
  set_provider: of('设置登录服务', 'Set up sign-in providers'),
} as const satisfies Record<string, Words>

export const accountStatuses = {
  in_force: of('有效', 'In force'),
  revoked: of('已撤销', 'Revoked'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>
